#include "ops/show_figures.h"

#include "report/summary.h"

namespace luze::ops {

std::string figures_json(const Snapshot& snapshot) {
    return report::figures_json(snapshot.figures(), snapshot.year(), snapshot.as_of());
}

std::string value_text(const report::FigureValue& value) { return report::value_text(value); }

std::vector<report::Fault> show_faults(const Snapshot& snapshot, Scope scope) {
    return report::faults(snapshot.context(), snapshot.year(), snapshot.obligations(), scope);
}

Json faults_json(const std::vector<report::Fault>& faults) { return report::faults_json(faults); }

}  // namespace luze::ops
