// The rules as people read them, and what would change if a number changed, before it does.
#pragma once

#include "ops/book_reader.h"
#include "ops/desk.h"

namespace luze::ops {

// {"pack":{"id","version","name","since"},"norms":[{"id","name","number","from","until","note"}],
// "parameters":[{"id","name","type","norm","value","since","own","note","versions":[{"from",
// "value","own"}],"duties":[id]}],"duties":[{"id","name","norm","kind","bearer","period",
// "at_least","value",
// "records":[{"form","name"}],"parameters":[id],"trigger"?}],"may_change"}
[[nodiscard]] Json rules_json(const Desk& desk, const Asker& asker, Date day);

struct RuleChange {
    std::string id;  // of a parameter
    std::string value;
    Date from;
};

// {"id","value","from","before","year","counts":{"before":COUNTS,"after":COUNTS},"duties":[{"duty",
// "name","before":COUNTS,"after":COUNTS}],"changes":[{"duty","name","unit","bearer_name","window",
// "first","last","before","after","owed_before","owed_after","done"}],"changed"}; COUNTS by state.
// Restricted matters count and are not named. Errors as those of set_parameter, but anybody may
// ask.
[[nodiscard]] Result<Json> preview_rule(const View& view, const RuleChange& change,
                                        const Scope& scope);

}  // namespace luze::ops
