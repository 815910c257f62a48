// Figures and faults, for whoever asks.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "model/scope.h"
#include "ops/snapshot.h"

namespace luze::ops {

// {"year","as_of","figures":{id:{"value",…,"entries":[…]}}}, as JSON text: values are decimals.
[[nodiscard]] std::string figures_json(const Snapshot& snapshot);
// A figure's value as a report prints it: 97.7%, 173人次, 未建账.
[[nodiscard]] std::string value_text(const report::FigureValue& value);

[[nodiscard]] std::vector<report::Fault> show_faults(const Snapshot& snapshot, Scope scope);
// [{"kind","class","file","sheet","row","note","entries"}]
[[nodiscard]] Json faults_json(const std::vector<report::Fault>& faults);

}  // namespace luze::ops
