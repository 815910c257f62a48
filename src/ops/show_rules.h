// The rules as programs read them: forms, procedures, roles.
#pragma once

#include "ops/desk.h"

namespace luze::ops {

// [{"id","name","restricted","fields":[{"id","name","type","required","choices"?,"form"?}]}]
[[nodiscard]] Json forms_json(const norms::Pack& pack);
// [{"id","name","form","where","states":[{"id","name","ends"}],"acts":[{"id","name","from","to",
// "by","not_by","asks","sets","adds","with","round"}]}]
[[nodiscard]] Json procedures_json(const norms::Pack& pack);
// [{"id","name","holders":[{"id","name"}]}]; roles that a record's field names are held by nobody.
[[nodiscard]] Json roles_json(const Desk& desk, Date day);

}  // namespace luze::ops
