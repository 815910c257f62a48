#include "sample_kit.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace luze::test {
namespace {

std::string shown(const Json& value) { return canonical(value); }

// What the program may say without being expected to: it depends on the day of the import, or on
// ledgers that the sample does not hold.
const std::set<std::string> free_notices{"imported_late", "no_ledger", "no_calendar"};

std::string fault_line(const Json& fault) {
    return fault.text("kind") + " " + fault.text("class") + " " + fault.text("file", "—") + " / " +
           fault.text("sheet", "—") + " : " + std::to_string(fault.number("row"));
}

Words sorted_lines(const Json& faults, bool all) {
    Words lines;
    for (const Json& fault : *faults.array()) {
        if (all || !free_notices.contains(fault.text("kind"))) {
            lines.push_back(fault_line(fault));
        }
    }
    std::ranges::sort(lines);
    return lines;
}

std::int64_t length(const Json& list) {
    return list.array() == nullptr ? -1 : static_cast<std::int64_t>(list.array()->size());
}

}  // namespace

const std::string& sample_folder() {
    static const std::string folder = LUZE_SOURCE_DIR "/samples/yunxi-2021";
    return folder;
}

const Json& expected() {
    static const Json json = read_json(read_bytes(sample_folder() + "/expected.json"));
    return json;
}

Words figure_differences(const Json& figures, const Wanted& wanted) {
    Words out;
    for (const auto& [id, figure] : *expected()["figures"].object()) {
        if (wanted && !wanted(id)) {
            continue;
        }
        const Json& actual = figures[id];
        for (const char* member :
             {"value", "num", "den", "names", "value_if_unreadable_date_counted"}) {
            bool asked = std::string_view(member) != "names" || !figure[member].is_null();
            if (asked && !(actual[member] == figure[member])) {
                out.push_back(id + " " + member + ": " + shown(actual[member]) + ", expected " +
                              shown(figure[member]));
            }
        }
    }
    return out;
}

bool adds_up(const std::string& id) {
    static const std::set<std::string> sums{"act.red_site_people",
                                            "convey.mean_days",
                                            "org.org_life_attendance_pct",
                                            "org.org_life_due",
                                            "org.org_life_present",
                                            "public.mean_days",
                                            "public.opinions",
                                            "train.mean_hours",
                                            "vol.hours",
                                            "vol.mean",
                                            "warning.attendance_pct",
                                            "warning.attended",
                                            "warning.should_attend"};
    return sums.contains(id);
}

Words evidence_differences(const Json& figures) {
    Words out;
    for (const auto& [id, figure] : *figures.object()) {
        if (adds_up(id) || figure["value"].is_null()) {
            continue;
        }
        bool ratio = !figure["num"].is_null();
        std::int64_t counted = figure.number(ratio ? "num" : "value");
        if (length(figure["entries"]) != counted) {
            out.push_back(id + ": " + std::to_string(length(figure["entries"])) +
                          " entries behind " + std::to_string(counted));
        }
        if (ratio && length(figure["den_entries"]) != figure.number("den")) {
            out.push_back(id + ": " + std::to_string(length(figure["den_entries"])) +
                          " entries below " + std::to_string(figure.number("den")));
        }
    }
    return out;
}

Words fault_lines(const Json& faults) { return sorted_lines(faults, false); }

Words expected_fault_lines() { return sorted_lines(expected()["faults"], true); }

std::size_t count_kind(const Json& faults, const std::string& kind) {
    return static_cast<std::size_t>(std::ranges::count_if(
        *faults.array(), [&](const Json& fault) { return fault.text("kind") == kind; }));
}

Words differences(const Words& actual, const Words& wanted) {
    Words more;
    Words less;
    std::ranges::set_difference(actual, wanted, std::back_inserter(more));
    std::ranges::set_difference(wanted, actual, std::back_inserter(less));
    Words out;
    for (const std::string& line : more) {
        out.push_back("+ " + line);
    }
    for (const std::string& line : less) {
        out.push_back("- " + line);
    }
    return out;
}

std::string listed(const Words& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out;
}

}  // namespace luze::test
