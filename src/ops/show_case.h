// Records with their state: lists, and one with its time line and what may come next.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "casework/procedure.h"
#include "ops/desk.h"

namespace luze::ops {

struct CaseLine {
    RecordId id;
    const norms::Form* form = nullptr;
    std::string title;
    std::optional<casework::CaseState> state;  // none: no procedure
    PersonId owner;                            // who bears it now
    bool late = false;
};

struct CaseQuery {
    std::string form;        // empty: every form with a procedure
    std::string state;       // id; empty: any
    bool open_only = false;  // leaves out states that end
    PersonId owner;
    std::int64_t after = 0;  // records after this one
    std::size_t count = 50;
};

// What the asker may see, by id.
[[nodiscard]] std::vector<CaseLine> list_cases(const Desk& desk, const CaseQuery& query,
                                               const Asker& asker, Date day);
// {"id","form","title","state","since","round","due","late","owner",…}
[[nodiscard]] Json cases_json(const Desk& desk, const std::vector<CaseLine>& lines, Date day);

// {"id","form","fields","texts","state",…,"steps":[{"entry","act","on","by","recorded_at","late",
// "fields","with"}],"next":[{"act","name","fields":[as in forms, and "asked","how"],"who",
// "refused"?}],"evidence","seen","recorded_at","imported","occurred","recorded_late","correct":
// {"fields","refused"?},"withdraw":{"refused"?}}
[[nodiscard]] Result<Json> case_json(const Desk& desk, RecordId id, const Asker& asker, Date day);

}  // namespace luze::ops
