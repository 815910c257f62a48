#include <fmt/format.h>

#include <algorithm>

#include "norms/check.h"

namespace luze::norms {
namespace {

// What a measure cannot do without, by key.
const Words& needed(Measure measure) {
    static const std::map<Measure, Words> keys = {{Measure::records, {"from"}},
                                                  {Measure::people, {"from"}},
                                                  {Measure::sum, {"from", "field"}},
                                                  {Measure::distinct, {"from", "field"}},
                                                  {Measure::periods, {"from", "period"}},
                                                  {Measure::persons, {"group"}},
                                                  {Measure::units, {"units"}},
                                                  {Measure::bearers, {"from", "group", "result"}},
                                                  {Measure::ratio, {"numerator", "denominator"}},
                                                  {Measure::mean_days, {"from", "start", "end"}},
                                                  {Measure::total, {"parts"}},
                                                  {Measure::obligations, {"duty", "states"}}};
    return keys.at(measure);
}

// Every form that the figure looks into has the field, of one of the types (none: any).
void check_field(TableReader& in, const Figure& figure, std::string_view key, const std::string& id,
                 const std::vector<FieldType>& types) {
    if (id.empty()) {
        return;
    }
    for (const Filter& filter : figure.from) {
        const Form* form = in.pack().form(filter.form);
        if (form == nullptr) {
            continue;
        }
        Words ids;
        for (const Field& field : form->fields) {
            bool fits = types.empty() || std::ranges::find(types, field.type) != types.end();
            if (fits) {
                ids.push_back(field.id);
            }
        }
        in.refers(key, id, ids,
                  {fmt::format("“{}”合用的字段", form->id),
                   fmt::format("fitting field of {}", form->id)});
    }
}

void check_fields(TableReader& in, const Figure& figure) {
    switch (figure.measure) {
        case Measure::sum:
            return check_field(in, figure, "field", figure.field,
                               {FieldType::integer, FieldType::decimal, FieldType::list});
        case Measure::bearers:
            return check_field(in, figure, "field", figure.field,
                               {FieldType::integer, FieldType::decimal});
        case Measure::people:
            return check_field(in, figure, "field", figure.field,
                               {FieldType::people, FieldType::person});
        case Measure::distinct:
            return check_field(in, figure, "field", figure.field, {});
        case Measure::mean_days:
            check_field(in, figure, "start", figure.start, {FieldType::date});
            return check_field(in, figure, "end", figure.end, {FieldType::date});
        default:
            return;
    }
}

}  // namespace

void check_figure(TableReader& in, const Figure& figure) {
    for (const std::string& key : needed(figure.measure)) {
        bool there = in.has(key) || (key == "from" && in.has("form"));
        if (!there) {
            in.missing(key);
        }
    }
    if (figure.result == BearerResult::attained && figure.measure == Measure::bearers &&
        figure.reach.empty()) {
        in.missing("reach");
    }
    check_fields(in, figure);
    check_figure_keys(in);
}

}  // namespace luze::norms
