// What the commands of daily work share: the desk, who asks, and answers for people.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/work.h"
#include "base/json.h"
#include "ops/desk.h"
#include "ops/enter_record.h"

namespace luze::app {

[[nodiscard]] Result<std::unique_ptr<ops::Desk>> open_desk(const Console& console);
// --as; without it nobody of the roster, but whoever has the data directory.
[[nodiscard]] Result<ops::Asker> asker_of(const Console& console, const ops::Desk& desk);

// field=text …; `@FILE` as the text takes the file's.
[[nodiscard]] Result<ops::Typed> typed_of(const std::vector<std::string>& words);
// A number of a record, with or without 第…号 or #.
[[nodiscard]] Result<RecordId> record_id(const std::string& text);
[[nodiscard]] Result<std::optional<Date>> day_of(const std::string& text, const char* option);

// As JSON with --json, else as a table of those members of each item.
struct Shown {
    const char* member;
    const char* zh;
    const char* en;
};
void print_answer(const Console& console, const Json& answer, const std::vector<Shown>& columns);
// Text of a member: phrases in the user's language, people by name.
[[nodiscard]] std::string member_text(const Console& console, const Json& value);

// Signs a checkpoint and says what was done; the exit code.
int done(const Console& console, ops::Desk& desk, const Json& answer, const std::string& said);

}  // namespace luze::app
