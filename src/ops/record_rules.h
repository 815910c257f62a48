// What entering a record and changing it by hand have to keep alike.
#pragma once

#include <string>

#include "ops/desk.h"

namespace luze::ops {

[[nodiscard]] std::unexpected<Error> refused(const Phrase& why);

// Is it the roster's form, whose people are new rather than known?
[[nodiscard]] bool is_roster(const std::string& form);

// ErrorKind::invalid names the required field that is missing.
[[nodiscard]] Result<void> check_required(const norms::Form& form, const Fields& fields);

// A mandate for a role that the pack does not have would give nothing, and nobody would notice.
[[nodiscard]] Result<void> check_mandate(const norms::Pack& pack, const std::string& form,
                                         const Fields& fields);

// Those who may record the form; ErrorKind::refused says who could.
[[nodiscard]] Result<void> may_enter(const standing::Context& context, const norms::Form& form,
                                     const Record& record, const Asker& asker, Date day);

// Says who records and corrects such records.
[[nodiscard]] std::unexpected<Error> only_by(const standing::Context& context,
                                             const norms::Form& form,
                                             const std::vector<std::string>& roles,
                                             const Record& record, Date day);

}  // namespace luze::ops
