#include "norms/check_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace luze::norms {

Placeholders placeholders(std::string_view text) {
    Placeholders found;
    std::size_t at = 0;
    while ((at = text.find_first_of("{}", at)) != std::string_view::npos) {
        std::size_t end = text.find_first_of("{}", at + 1);
        if (text[at] == '}' || end == std::string_view::npos || text[end] == '{') {
            found.broken = true;
            return found;
        }
        std::string name(text.substr(at + 1, end - at - 1));
        if (std::ranges::find(found.names, name) == found.names.end()) {
            found.names.push_back(name);
        }
        at = end + 1;
    }
    return found;
}

void check_placeholders(TableReader& in, std::string_view key, std::string_view text,
                        const Words& names) {
    Placeholders found = placeholders(text);
    if (found.broken) {
        in.fault(key, {fmt::format("{} 的“{}”里花括号不成对", in.name(), key),
                       fmt::format("“{}” of {} has a brace without its partner", key, in.name())});
    }
    for (const std::string& name : found.names) {
        if (std::ranges::find(names, name) != names.end()) {
            continue;
        }
        if (name.starts_with('$')) {
            in.refers(key, name.substr(1), in.known().parameters, {"参数", "parameter"});
            continue;
        }
        Phrase hint = suggestion(name, names);
        in.fault(key,
                 {fmt::format("{} 的“{}”里的 {{{}}} 无从取值{}", in.name(), key, name, hint.zh),
                  fmt::format("“{}” of {}: nothing is called {{{}}} here{}", key, in.name(), name,
                              hint.en)});
    }
}

Words report_words(const Pack& pack) {
    Words words = {"bureau", "year", "last_year", "next_year", "as_of", "not_kept"};
    for (const Figure& figure : pack.figures) {
        if (figure.each) {
            continue;
        }
        words.push_back(figure.id);
        if (figure.names) {
            words.push_back("names:" + figure.id);
        }
    }
    return words;
}

Words note_words(FaultSource source) {
    static const std::map<FaultSource, Words> own = {
        {FaultSource::obligation,
         {"bearer", "unit", "window", "first", "last", "next_day", "done", "owed", "late_days",
          "made_up_on", "reason"}},
        {FaultSource::duplicate, {"other_row", "matter"}},
        {FaultSource::unknown_name, {"name", "candidates"}},
        {FaultSource::ambiguous_name, {"name", "candidates"}},
        {FaultSource::unreadable_date, {"raw", "field"}},
        {FaultSource::unreadable_value, {"raw", "field"}},
        {FaultSource::imported_late, {"rows", "day"}},
        {FaultSource::no_ledger, {"form"}},
        {FaultSource::held_row, {"problem"}}};
    Words words = {"as_of", "year", "next_year"};
    if (auto at = own.find(source); at != own.end()) {
        words.insert(words.end(), at->second.begin(), at->second.end());
    }
    return words;
}

}  // namespace luze::norms
