// Settings of the site, and what each account keeps for its own pages.
#pragma once

#include <string>

#include "base/json.h"
#include "ops/desk.h"

namespace luze::ops {

// [{"id","name","why","value","otherwise","kind":number|flag|choice|line|lines,"least"?,"most"?,
//   "choices"?:[{"id","name","text"}]}]
[[nodiscard]] Result<Json> settings_json(Desk& desk);
// ErrorKind: missing (no such setting), invalid (out of bounds).
[[nodiscard]] Result<void> set_setting(Desk& desk, const std::string& id, const std::string& value,
                                       const Asker& asker, Instant now);

// {"name","value"}: "" where nothing is kept.
[[nodiscard]] Result<Json> preference_json(Desk& desk, const Asker& asker, const std::string& name);
// ErrorKind: invalid (the name), limit (over 64 KiB). An empty value takes it away.
[[nodiscard]] Result<void> set_preference(Desk& desk, const Asker& asker, const std::string& name,
                                          const std::string& value);

}  // namespace luze::ops
