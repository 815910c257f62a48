#include "report/figures.h"

#include <algorithm>
#include <set>
#include <utility>

#include "report/measures.h"

namespace luze::report {
namespace {

using norms::Figure;
using norms::Measure;

std::string replaced(std::string text, std::string_view what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
    return text;
}

// Evaluates figures on demand, as ratios and totals name others.
class Evaluation {
public:
    Evaluation(const standing::Context& context, int year,
               const std::vector<standing::Obligation>& obligations)
        : context_(context), year_(year), obligations_(obligations) {}

    FigureValue value(const Figure& figure, const std::string& unit, std::size_t number) {
        FigureValue out;
        out.figure = &figure;
        std::string n = std::to_string(number);
        out.id = replaced(figure.id, "{n}", n);
        out.label = replaced(figure.label.zh, "{unit}", unit);
        auto known = done_.find(out.id);
        if (known != done_.end()) {
            return known->second;
        }
        if (!under_way_.insert(out.id).second) {
            out.held = out.kept = false;  // a cycle; the pack's check refuses it
            return out;
        }
        if (figure.measure == Measure::ratio) {
            ratio(figure, n, out);
        } else if (figure.measure == Measure::total) {
            total(figure, n, out);
        } else {
            measured(figure, unit, out);
        }
        under_way_.erase(out.id);
        return done_.emplace(out.id, out).first->second;
    }

private:
    Query query(const Figure& figure, const std::string& unit) const {
        Query query{context_, year_, unit, figure.undated, false, std::nullopt};
        if (figure.number) {
            Window window = period_window(figure.period, year_, *figure.number);
            window.last = std::min(window.last, context_.as_of.day);
            query.within = window;
        }
        return query;
    }

    void measured(const Figure& figure, const std::string& unit, FigureValue& out) {
        Query asked = query(figure, unit);
        Measured found = measure(figure, asked, obligations_);
        out.held = found.held;
        out.kept = found.kept;
        out.value = found.value;
        out.entries = std::move(found.entries);
        out.names = std::move(found.names);
        bool whole_year = !figure.number && figure.measure != Measure::periods;
        if (whole_year) {
            asked.unreadable_counts = true;
            Measured otherwise = measure(figure, asked, obligations_);
            if (otherwise.value != found.value) {
                out.if_unreadable_counted = otherwise.value;
            }
        }
    }

    FigureValue other(const std::string& id, const std::string& n) {
        for (const Figure& figure : context_.pack.figures) {
            if (!figure.each && figure.id == id) {
                return value(figure, "", 0);
            }
            if (figure.each && figure.id == id) {
                const auto& units = units_of(*figure.each);
                std::size_t number = std::stoul(n);
                if (number >= 1 && number <= units.size()) {
                    return value(figure, units[number - 1], number);
                }
            }
        }
        FigureValue none;
        none.held = none.kept = false;
        return none;
    }

    const std::vector<std::string>& units_of(UnitKind kind) const {
        return kind == UnitKind::department ? context_.roster.departments()
                                            : context_.roster.branches();
    }

    void ratio(const Figure& figure, const std::string& n, FigureValue& out) {
        FigureValue top = other(figure.numerator, n);
        FigureValue bottom = other(figure.denominator, n);
        out.kept = top.kept && bottom.kept;
        if (!top.held || !bottom.held) {
            out.held = false;
            return;
        }
        out.numerator = top.value;
        out.denominator = bottom.value;
        auto value = divided(figure, top.value, bottom.value);
        auto otherwise = divided(figure, top.if_unreadable_counted.value_or(top.value),
                                 bottom.if_unreadable_counted.value_or(bottom.value));
        out.held = value.has_value();
        out.value = value.value_or(Decimal{});
        if (otherwise != value) {
            out.if_unreadable_counted = otherwise;
        }
        out.entries = std::move(top.entries);
        out.denominator_entries = std::move(bottom.entries);
    }

    static std::optional<Decimal> divided(const Figure& figure, Decimal top, Decimal bottom) {
        if (bottom == Decimal{}) {
            return std::nullopt;
        }
        Decimal scaled = figure.percent ? top * Decimal::whole(100) : top;
        return Decimal::ratio(scaled, bottom, figure.decimals);
    }

    void total(const Figure& figure, const std::string& n, FigureValue& out) {
        out.held = out.kept = false;
        bool differs = false;
        Decimal otherwise;
        for (const std::string& part : figure.parts) {
            FigureValue value = other(part, n);
            out.held = out.held || value.held;
            out.kept = out.kept || value.kept;
            out.value += value.value;
            otherwise += value.if_unreadable_counted.value_or(value.value);
            differs = differs || value.if_unreadable_counted.has_value();
            out.entries.insert(out.entries.end(), value.entries.begin(), value.entries.end());
        }
        if (differs) {
            out.if_unreadable_counted = otherwise;
        }
    }

    const standing::Context& context_;
    int year_;
    const std::vector<standing::Obligation>& obligations_;
    std::map<std::string, FigureValue> done_;
    std::set<std::string> under_way_;
};

}  // namespace

Figures Figures::of(const standing::Context& context, int year,
                    const std::vector<standing::Obligation>& obligations) {
    Evaluation evaluation(context, year, obligations);
    Figures out;
    auto add = [&](FigureValue value) {
        out.index_[value.id] = out.values_.size();
        out.values_.push_back(std::move(value));
    };
    for (const Figure& figure : context.pack.figures) {
        if (!figure.each) {
            add(evaluation.value(figure, "", 0));
            continue;
        }
        const auto& units = *figure.each == UnitKind::department ? context.roster.departments()
                                                                 : context.roster.branches();
        for (std::size_t i = 0; i < units.size(); ++i) {
            add(evaluation.value(figure, units[i], i + 1));
        }
    }
    return out;
}

const FigureValue* Figures::find(std::string_view id) const {
    auto at = index_.find(id);
    return at == index_.end() ? nullptr : &values_[at->second];
}

}  // namespace luze::report
