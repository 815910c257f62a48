// Figures as JSON text: values are exact decimals, which JSON writes as numbers.
#include <string>

#include "report/figures.h"

namespace luze::report {
namespace {

std::string quoted(std::string_view text) { return canonical(Json(text)); }

std::string list(const Evidence& entries) {
    std::string out = "[";
    for (std::int64_t entry : entries) {
        out += (out.size() > 1 ? "," : "") + std::to_string(entry);
    }
    return out + "]";
}

std::string names_of(const std::vector<std::string>& names) {
    Json::Array array(names.begin(), names.end());
    return canonical(Json(std::move(array)));
}

void add_ratio(const FigureValue& value, std::string& out) {
    if (!value.figure->numerator.empty()) {
        out += ",\"num\":" + value.numerator.value_or(Decimal{}).text();
        out += ",\"den\":" + value.denominator.value_or(Decimal{}).text();
        out += ",\"den_entries\":" + list(value.denominator_entries);
    }
}

std::string one(const FigureValue& value) {
    std::string out = "{\"value\":" + (value.held ? value.value.text() : "null");
    out += ",\"held\":" + std::string(value.held ? "true" : "false");
    out += ",\"label_zh\":" + quoted(value.label);
    out += ",\"how\":" + quoted(value.figure->how);
    if (!value.figure->unit.empty()) {
        out += ",\"unit\":" + quoted(value.figure->unit);
    }
    if (value.figure->percent) {
        add_ratio(value, out);
    }
    if (value.figure->names) {
        out += ",\"names\":" + names_of(value.names);
    }
    if (value.if_unreadable_counted) {
        out += ",\"value_if_unreadable_date_counted\":" + value.if_unreadable_counted->text();
    }
    return out + ",\"entries\":" + list(value.entries) + "}";
}

}  // namespace

std::string figures_json(const Figures& figures, int year, Date as_of) {
    std::string out =
        "{\"year\":" + std::to_string(year) + ",\"as_of\":\"" + as_of.iso() + "\",\"figures\":{\n";
    bool first = true;
    for (const FigureValue& value : figures.all()) {
        out += (first ? "" : ",\n") + quoted(value.id) + ":" + one(value);
        first = false;
    }
    return out + "\n}}\n";
}

}  // namespace luze::report
