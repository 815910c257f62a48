// The rules as programs read them: fields, procedures, roles.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// [{"id","name","type","required","choices":[{"id","name"}]?,"form"?,"unit"?,"from"?}]
[[nodiscard]] Json fields_json(const std::vector<norms::Field>& fields);
[[nodiscard]] Json words_json(const std::vector<std::string>& words);
// [{"id","name","form","where","states":[{"id","name","ends"}],"acts":[{"id","name","from","to",
// "by","not_by","asks","sets","adds","with","new_round","freezes","conditions":[words said when one
// fails]}]}]
[[nodiscard]] Json procedures_json(const norms::Pack& pack);
// [{"id","name","holders":[{"id","name"}]}]; roles that a record's field names are held by nobody.
[[nodiscard]] Json roles_json(const Desk& desk, Date day);

}  // namespace luze::ops
