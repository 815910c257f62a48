#include <fmt/format.h>

#include <map>
#include <set>

#include "norms/check.h"

namespace luze::norms {
namespace {

using Edges = std::map<std::string, Words>;

// Can `goal` be reached from `from` along the edges?
bool reaches(const Edges& edges, const std::string& from, const std::string& goal) {
    std::vector<std::string> open = {from};
    std::set<std::string> seen;
    while (!open.empty()) {
        std::string id = open.back();
        open.pop_back();
        auto at = edges.find(id);
        if (at == edges.end()) {
            continue;
        }
        for (const std::string& next : at->second) {
            if (next == goal) {
                return true;
            }
            if (seen.insert(next).second) {
                open.push_back(next);
            }
        }
    }
    return false;
}

template <class Item>
void check(std::vector<TableReader>& tables, const std::vector<Item>& items, const Edges& edges,
           std::string_view key, const Phrase& what) {
    for (std::size_t i = 0; i < tables.size() && i < items.size(); ++i) {
        if (!reaches(edges, items[i].id, items[i].id)) {
            continue;
        }
        tables[i].fault(key, {fmt::format("{}“{}”绕回到它自己", what.zh, items[i].id),
                              fmt::format("{} “{}” comes back to itself", what.en, items[i].id)});
    }
}

}  // namespace

void check_figure_cycles(std::vector<TableReader>& figures, const Pack& pack) {
    Edges edges;
    for (const Figure& figure : pack.figures) {
        Words& parts = edges[figure.id] = figure.parts;
        if (figure.measure != Measure::ratio) {
            continue;
        }
        parts.push_back(figure.numerator);
        parts.push_back(figure.denominator);
    }
    check(figures, pack.figures, edges, "parts", {"数字", "figure"});
}

void check_group_cycles(std::vector<TableReader>& groups, const Pack& pack) {
    Edges edges;
    for (const Group& group : pack.groups) {
        edges[group.id] = group.of;
    }
    check(groups, pack.groups, edges, "of", {"人员组", "group"});
}

}  // namespace luze::norms
