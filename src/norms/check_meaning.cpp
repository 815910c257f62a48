// Keys that say nothing beside the kind of duty or figure they stand with: written there, they
// would be believed to do something.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "norms/check.h"

namespace luze::norms {
namespace {

struct Meaning {
    const char* key;
    Words kinds;  // with which it means something
};

const std::vector<Meaning>& duty_keys() {
    static const std::vector<Meaning> keys = {{"period", {"quota", "coverage"}},
                                              {"sum", {"quota", "window", "once"}},
                                              {"prorated", {"quota"}},
                                              {"group", {"coverage", "quota", "window"}},
                                              {"trigger", {"window", "tenure"}},
                                              {"opens", {"window", "once"}},
                                              {"closes", {"window"}},
                                              {"limit", {"window"}},
                                              {"years", {"tenure"}},
                                              {"waived", {"window", "tenure"}},
                                              {"due_day", {"once"}}};
    return keys;
}

const std::vector<Meaning>& figure_keys() {
    static const Words counted = {"records", "people",  "sum",      "distinct",
                                  "periods", "bearers", "mean_days"};
    static const std::vector<Meaning> keys = {{"from", counted},
                                              {"form", counted},
                                              {"field", {"people", "sum", "distinct", "bearers"}},
                                              {"start", {"mean_days"}},
                                              {"end", {"mean_days"}},
                                              {"group", {"persons", "bearers"}},
                                              {"ever", {"persons"}},
                                              {"units", {"units"}},
                                              {"result", {"bearers"}},
                                              {"reach", {"bearers"}},
                                              {"numerator", {"ratio"}},
                                              {"denominator", {"ratio"}},
                                              {"parts", {"total"}},
                                              {"duty", {"obligations"}},
                                              {"states", {"obligations"}}};
    return keys;
}

void check(TableReader& in, const std::string& kind, const std::vector<Meaning>& keys) {
    auto of_kind = [&](const Meaning& meaning) {
        return std::ranges::find(meaning.kinds, kind) != meaning.kinds.end();
    };
    if (std::ranges::none_of(keys, of_kind)) {
        return;  // no such kind, as has been said
    }
    for (const Meaning& meaning : keys) {
        if (of_kind(meaning) || !in.has(meaning.key)) {
            continue;
        }
        in.fault(meaning.key,
                 {fmt::format("{} 为 {} 时，“{}”不起作用；它属于：{}", in.name(), kind, meaning.key,
                              join(meaning.kinds, "、")),
                  fmt::format("“{}” does nothing in a {} of kind {}; it belongs to: {}",
                              meaning.key, in.name(), kind, join(meaning.kinds, ", "))});
    }
}

std::string written(const TableReader& in, std::string_view key, const char* by_default) {
    std::string word = in.peek(key);
    return word.empty() ? by_default : word;
}

}  // namespace

void check_duty_keys(TableReader& in) { check(in, written(in, "kind", "quota"), duty_keys()); }

void check_figure_keys(TableReader& in) {
    check(in, written(in, "measure", "records"), figure_keys());
}

}  // namespace luze::norms
