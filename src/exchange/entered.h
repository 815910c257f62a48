// What one person types into one form, read as the rows of a ledger are.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/roster.h"
#include "model/value.h"
#include "norms/pack.h"

namespace luze::exchange {

// A value that cannot be taken, for its field.
struct EnteredFault {
    std::string field;  // its id
    Phrase what;        // names the field, what it holds and what it wants
};

// Field id → text. A choice may be said by its id; people by name, by group or by number (#17);
// several choices with 、. Empty texts are passed over. Fields that the list lacks are faults, and
// so is whatever cannot be read or means nobody: nothing unreadable is taken. The roster's own rows
// (`of_roster`) say what the units are called.
[[nodiscard]] std::expected<Fields, std::vector<EnteredFault>> read_entered(
    const norms::Pack& pack, const Roster& roster, const std::vector<norms::Field>& fields,
    const std::map<std::string, std::string>& values, Date day, bool of_roster = false);

}  // namespace luze::exchange
