// Imports as the book has them: what each brought, taking one back, and the rows that it held.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ops/desk.h"

namespace luze::ops {

// The newest first: [{"entry","at","files","rows","live","under_way"}]; live: records that are
// still there; under_way: of those, records that have taken steps since and cannot be taken back.
[[nodiscard]] Json imports_json(const Desk& desk);

// Takes records back, with one reason for all; how many. Those that are not there any more are
// passed over. ErrorKind: refused where one is under way (which), invalid without a reason.
[[nodiscard]] Result<std::size_t> withdraw_imported(Desk& desk,
                                                    const std::vector<RecordId>& records,
                                                    const std::string& reason, const Asker& asker,
                                                    Instant now);
// All that an import brought and that is not under way. What it corrected stays corrected.
[[nodiscard]] Result<std::size_t> withdraw_import(Desk& desk, std::int64_t entry,
                                                  const std::string& reason, const Asker& asker,
                                                  Instant now);

// Rows that could not be taken, of forms that the asker may see: [{"entry","form","form_name",
// "file","sheet","row","cells":[{"heading","text"}],"problem","values":{field: text}}]; `values`:
// what its cells say to the form's fields, to be completed.
[[nodiscard]] Json held_json(const Desk& desk, const Asker& asker, Date day);
// Records the row with these values; it keeps its cells and where it came from.
// ErrorKind: missing, and those of enter_record.
[[nodiscard]] Result<RecordId> mend_held(Desk& desk, std::int64_t entry,
                                         const std::map<std::string, std::string>& values,
                                         const Asker& asker, Instant now);
[[nodiscard]] Result<void> drop_held(Desk& desk, std::int64_t entry, const std::string& reason,
                                     const Asker& asker, Instant now);

}  // namespace luze::ops
