// Everything that is wrong or worth saying, pointing back to the cell it comes from.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/scope.h"
#include "norms/pack.h"
#include "standing/obligation.h"

namespace luze::report {

struct Fault {
    const norms::FaultRule* rule = nullptr;
    std::string file;  // base name; empty for what no file tells
    std::string sheet;
    int row = 0;        // 0 where a record is missing
    std::string note;   // Chinese, naming the person, the date or the matter
    std::string about;  // short: the bearer, person or matter, for lists in the report
    std::string bearer_key;
    std::vector<std::int64_t> entries;
    bool restricted = false;  // its note may name what is in a restricted record
};

// In the order of file, sheet, row; records first, then what is missing. Faults of restricted
// records keep nothing but kind and entries where the scope does not reach.
[[nodiscard]] std::vector<Fault> faults(const standing::Context& context, int year,
                                        const std::vector<standing::Obligation>& obligations,
                                        Scope scope);

[[nodiscard]] Json faults_json(const std::vector<Fault>& faults);

// A field as people read it: choices by their names.
[[nodiscard]] std::string shown(const norms::Form& form, std::string_view field,
                                const Record& record);

}  // namespace luze::report
