// Who holds a role of the pack towards a record, on a day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "norms/pack.h"
#include "standing/obligation.h"

namespace luze::casework {

// In office, in the order of the roster, each once. `record` may be null: then roles that a
// record's field names are held by nobody. Holders by mandate (reserved form `mandate`: person,
// role, from, to) come after those by rule.
[[nodiscard]] std::vector<PersonId> holders(const standing::Context& context, std::string_view role,
                                            const Record* record, Date day);
[[nodiscard]] bool has_role(const standing::Context& context, PersonId person,
                            std::string_view role, const Record* record, Date day);
[[nodiscard]] bool has_any_role(const standing::Context& context, PersonId person,
                                const std::vector<std::string>& roles, const Record* record,
                                Date day);

// 党组书记、纪检委员（张三、李四）: the roles by name with whoever holds them, for sentences that
// say who could. Holders of a barred role could not.
[[nodiscard]] Phrase who_could(const standing::Context& context,
                               const std::vector<std::string>& roles, const Record* record,
                               Date day, const std::vector<std::string>& barred = {});

}  // namespace luze::casework
