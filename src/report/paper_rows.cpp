#include "report/paper_rows.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "report/summary.h"

namespace luze::report {
namespace {

using norms::DocumentRows;
using norms::RowSource;
using standing::Obligation;
using standing::State;

constexpr const char* not_said = "未写明";

// The first day, number or text of a field, so that rows can be put in order by it.
std::pair<int, std::string> order_of(const Record& record, const std::string& field) {
    auto at = record.fields.find(field);
    if (at == record.fields.end()) {
        return {1, ""};  // after the others
    }
    if (const Day* day = std::get_if<Day>(&at->second)) {
        return {0, day->date.first.iso()};
    }
    if (const Number* number = std::get_if<Number>(&at->second)) {
        std::string digits = std::to_string(number->number.units() + 1'000'000'000'000'000);
        return {0, digits};
    }
    return {0, display(at->second)};
}

class Builder {
public:
    Builder(const PaperInput& input, const RowText& text, std::vector<PaperFigure>& figures)
        : in_(input),
          text_(text),
          figures_(figures),
          ledgers_(input.context.book, input.context.pack) {}

    // The rows that stand in this one: `id` is of its kind, empty for the document.
    void fill_within(PaperRow& row, std::string_view id, const std::string& prefix) {
        for (const DocumentRows& def : in_.text.rows) {
            if (def.in == id) {
                row.within.push_back(build(def, row, prefix + "." + def.id));
            }
        }
    }

private:
    PaperRows build(const DocumentRows& def, PaperRow& outer, const std::string& prefix) {
        PaperRows set{&def, {}};
        if (def.source == RowSource::records) {
            record_rows(def, outer, prefix, set);
        } else if (def.source == RowSource::obligations) {
            obligation_rows(def, outer, prefix, set);
        } else {
            clause_rows(def, outer, prefix, set);
        }
        if (def.text.empty()) {
            return set;
        }
        Said whole;
        for (const PaperRow& row : set.rows) {
            std::vector<Span> spans = text_(def, row, row.names);
            if (!whole.spans.empty() && !spans.empty()) {
                whole.spans.push_back({def.joint, "", false});
            }
            std::ranges::move(spans, std::back_inserter(whole.spans));
        }
        outer.names[def.id] = whole.spans.empty() ? said_nothing() : std::move(whole);
        return set;
    }

    Said count(std::string id, const std::string& label, Evidence entries, bool sealed = false) {
        Decimal number = Decimal::whole(static_cast<std::int64_t>(entries.size()));
        id = in_.text.id + id;
        figures_.push_back({id, label, number.text(), std::move(entries), sealed});
        return said_count(number, id);
    }

    // ---- records

    bool restricted(const DocumentRows& def) const {
        const norms::Form* form = in_.context.pack.form(def.form);
        return form == nullptr || form->restricted;
    }

    bool grouped_outside(const DocumentRows& def) const {
        const DocumentRows* outer = in_.text.find(def.in);
        return outer != nullptr && outer->source == RowSource::records && !outer->per.empty() &&
               outer->form == def.form;
    }

    // Does the record belong to the one that this document or outer row is about?
    bool linked(const DocumentRows& def, const Record& record, const Record* target) const {
        if (target == nullptr) {
            return false;
        }
        if (const Reference* named = get<Reference>(record.fields, def.by)) {
            return named->record == target->id;
        }
        return def.same_day && target == in_.record && alone_on_its_day(def, record);
    }

    // Records that name no other belong to the only one of their day that they can belong to.
    bool alone_on_its_day(const DocumentRows& def, const Record& record) const {
        const auto& context = in_.context;
        auto when = standing::occurred(context.pack, record, context.book.zone);
        if (!when || !when->exact()) {
            return false;
        }
        bool mine = false;
        int such = 0;
        for (const Record* other : ledgers_.of(in_.text.form)) {
            auto day = standing::occurred(context.pack, *other, context.book.zone);
            if (day == when && def.beside.holds(standing::around(context, *other, in_.year))) {
                ++such;
                mine = mine || other == in_.record;
            }
        }
        return mine && such == 1;
    }

    bool in_span(const Record& record) const {
        const auto& context = in_.context;
        auto when = standing::occurred(context.pack, record, context.book.zone);
        if (!when || !standing::happened(context.pack, record, *when, context.as_of.day)) {
            return false;
        }
        Window span = span_of(in_);
        const norms::Form* form = context.pack.form(record.form);
        bool in_force = form != nullptr && form->date.empty();
        return in_force ? span.overlaps({when->first, when->last})
                        : standing::surely_in(*when, span);
    }

    bool names_the_person(const DocumentRows& def, const Record& record) const {
        return std::ranges::any_of(def.people, [&](const std::string& field) {
            auto people = standing::attended(in_.context, record, field);
            return std::ranges::find(people, in_.person) != people.end();
        });
    }

    std::vector<const Record*> found(const DocumentRows& def, const PaperRow& outer) const {
        bool inside = grouped_outside(def);
        const Record* target = def.in.empty()          ? in_.record
                               : outer.records.empty() ? nullptr
                                                       : outer.records.front();
        std::vector<const Record*> out;
        for (const Record* record : inside ? outer.records : ledgers_.of(def.form)) {
            bool fits = inside || (def.by.empty() ? def.any_day || in_span(*record)
                                                  : linked(def, *record, target));
            fits = fits && (def.people.empty() || names_the_person(def, *record));
            if (fits && def.where.holds(standing::around(in_.context, *record, in_.year))) {
                out.push_back(record);
            }
        }
        std::ranges::stable_sort(out, {}, [&](const Record* record) {
            const norms::Form* form = in_.context.pack.form(def.form);
            return order_of(*record, def.order.empty() ? form->date : def.order);
        });
        return out;
    }

    static Evidence entries_of(const std::vector<const Record*>& records) {
        Evidence entries;
        for (const Record* record : records) {
            entries.push_back(record->id.value);
        }
        return entries;
    }

    // {count} and the pack's own counts; `before` is "ROWS." in the outer row, empty in a group's.
    void add_counts(const DocumentRows& def, const std::vector<const Record*>& records,
                    const std::string& before, const std::string& prefix, const std::string& of,
                    Names& names) {
        bool sealed = restricted(def) || in_.text.everyone;
        std::string label = (def.label.empty() ? def.id : def.label) + of;
        names[before + "count"] = count(prefix + ".count", label, entries_of(records), sealed);
        for (const norms::NamedCount& counted : def.counts) {
            std::vector<const Record*> some;
            std::ranges::copy_if(records, std::back_inserter(some), [&](const Record* record) {
                return counted.where.holds(standing::around(in_.context, *record, in_.year));
            });
            std::string what = counted.label.empty() ? counted.id : counted.label;
            names[before + counted.id] =
                count(prefix + "." + counted.id, label + "：" + what, entries_of(some), sealed);
        }
    }

    void record_rows(const DocumentRows& def, PaperRow& outer, const std::string& prefix,
                     PaperRows& set) {
        std::vector<const Record*> records = found(def, outer);
        add_counts(def, records, def.id + ".", prefix, "", outer.names);
        if (restricted(def) && !in_.scope.restricted) {
            return;
        }
        if (!def.per.empty()) {
            group_rows(def, records, outer, prefix, set);
            return;
        }
        int number = 0;
        for (const Record* record : records) {
            PaperRow row{outer.names, {record}, {}, {}};
            add_fields(row.names, in_.context, *record);
            auto around = standing::around(in_.context, *record, in_.year);
            around.calendar = &in_.context.pack.calendar;
            for (const norms::NamedValue& add : def.adds) {
                row.names[add.id] = said_value(add.value.value(around));
            }
            fill_within(row, def.id, prefix + "." + std::to_string(++number));
            set.rows.push_back(std::move(row));
        }
    }

    // The values of the field in the order of its choices, of the units, or as they come.
    std::vector<std::string> group_order(const DocumentRows& def) const {
        std::vector<std::string> order;
        const norms::Field* field = in_.context.pack.form(def.form)->field(def.per);
        for (const norms::Choice& choice : field->choices) {
            order.push_back(choice.name.zh);
        }
        if (field->type == norms::FieldType::unit) {
            order = field->unit == UnitKind::branch ? in_.context.roster.branches()
                                                    : in_.context.roster.departments();
        }
        return order;
    }

    std::vector<std::string> groups_of(const DocumentRows& def, const Record& record) const {
        const norms::Form& form = *in_.context.pack.form(def.form);
        std::string text = official(in_.context, form, def.per, record);
        if (text.empty()) {
            return {not_said};
        }
        return get<Choices>(record.fields, def.per) == nullptr ? std::vector{text}
                                                               : split(text, "、");
    }

    void group_rows(const DocumentRows& def, const std::vector<const Record*>& records,
                    const PaperRow& outer, const std::string& prefix, PaperRows& set) {
        std::vector<std::string> order = group_order(def);
        std::map<std::string, std::vector<const Record*>> groups;
        for (const Record* record : records) {
            for (const std::string& group : groups_of(def, *record)) {
                if (std::ranges::find(order, group) == order.end() && group != not_said) {
                    order.push_back(group);
                }
                groups[group].push_back(record);
            }
        }
        order.emplace_back(not_said);
        int number = 0;
        for (const std::string& name : order) {
            auto at = groups.find(name);
            if (at == groups.end()) {
                continue;
            }
            std::string at_group = prefix + "." + std::to_string(++number);
            PaperRow row{outer.names, at->second, {}, {}};
            row.names["name"] = said(name);
            add_counts(def, at->second, "", at_group, "（" + name + "）", row.names);
            fill_within(row, def.id, at_group);
            set.rows.push_back(std::move(row));
        }
    }

    // ---- what is owed

    std::int64_t rules_entry() const {
        const auto& packs = in_.context.book.packs;
        return packs.empty() ? 0 : packs.back().entry;
    }

    // What is owed by a rule alone is evidenced by the entry that adopted the rules.
    Said tally(const std::string& id, const std::string& label,
               const std::vector<const Obligation*>& owed,
               const std::function<bool(const Obligation&)>& so) {
        Evidence entries;
        bool sealed = in_.text.everyone;
        for (const Obligation* one : owed) {
            if (so(*one)) {
                RecordId record = one->made_up_by        ? one->made_up_by
                                  : one->records.empty() ? RecordId{}
                                                         : one->records.front();
                entries.push_back(record ? record.value : rules_entry());
            }
        }
        return count(id, label, std::move(entries), sealed);
    }

    void add_tallies(Names& names, const std::string& prefix, const std::string& label,
                     const std::vector<const Obligation*>& owed) {
        auto state = [](State wanted) {
            return [wanted](const Obligation& one) { return one.state == wanted; };
        };
        auto add = [&](const char* id, const char* what,
                       const std::function<bool(const Obligation&)>& so) {
            names[id] = tally(prefix + "." + id, label + "：" + what, owed, so);
        };
        add("owed", "应完成", [](const Obligation& one) { return one.state != State::waived; });
        add("done", "已完成", [](const Obligation& one) {
            return one.state == State::met || one.state == State::made_up;
        });
        add("met", "按期完成", state(State::met));
        add("made_up", "补做", state(State::made_up));
        add("missed", "缺", state(State::missed));
        add("waived", "豁免", state(State::waived));
        add("upcoming", "未到期", state(State::upcoming));
        add("open", "在办", [](const Obligation& one) {
            return one.state == State::open || one.state == State::due;
        });
        add("unproven", "缺佐证", [](const Obligation& one) { return one.unproven; });
    }

    static void add_windows(Names& names, const std::vector<const Obligation*>& owed) {
        std::vector<std::string> windows;
        std::vector<std::string> missing;
        std::vector<std::string> lacking;
        Decimal due;
        Decimal done;
        Date last;
        for (const Obligation* one : owed) {
            windows.push_back(one->window_name);
            if (one->state == State::missed) {
                lacking.push_back(one->bearer_name);
                if (one->window_name != one->bearer_name) {  // the window of a record is the record
                    missing.push_back(one->window_name);
                }
            }
            due += one->owed;
            done += one->done;
            last = std::max(last, one->window.last);
        }
        names["windows"] = said(listed(windows));
        names["missing"] = said(listed(missing));
        names["lacking"] = said(listed(lacking));
        names["last"] = owed.empty() ? said_nothing() : said(in_words(last));
        names["amount_owed"] = said(due.text());
        names["amount_done"] = said(done.text());
    }

    // Units in the order of the roster, the bureau first.
    std::string unit_key(const Obligation& one) const {
        return one.unit.empty() ? in_.context.book.name : one.unit;
    }

    std::vector<const Obligation*> owed_in(const DocumentRows& def, const PaperRow& outer) const {
        const DocumentRows* around = in_.text.find(def.in);
        std::vector<const Obligation*> out;
        auto take = [&](const Obligation& one) {
            bool so =
                def.states.empty() ||
                std::ranges::find(def.states, standing::state_id(one.state)) != def.states.end();
            if (so && (!in_.person || one.person == in_.person)) {
                out.push_back(&one);
            }
        };
        if (around != nullptr && around->source != RowSource::records) {
            std::ranges::for_each(outer.obligations, [&](const Obligation* one) { take(*one); });
        } else {
            std::ranges::for_each(def.next ? in_.next : in_.owed, take);
        }
        return out;
    }

    void obligation_rows(const DocumentRows& def, PaperRow& outer, const std::string& prefix,
                         PaperRows& set) {
        std::vector<const Obligation*> owed = owed_in(def, outer);
        outer.names[def.id + ".count"] =
            tally(prefix + ".count", def.label.empty() ? def.id : def.label, owed,
                  [](const Obligation&) { return true; });
        std::vector<std::string> order;
        if (def.per == "unit") {
            order = {in_.context.book.name};
            for (const auto* units :
                 {&in_.context.roster.departments(), &in_.context.roster.branches()}) {
                order.insert(order.end(), units->begin(), units->end());
            }
        }
        std::map<std::string, std::vector<const Obligation*>> groups;
        for (const Obligation* one : owed) {
            std::string key = def.per == "unit" ? unit_key(*one) : one->duty->id;
            if (std::ranges::find(order, key) == order.end()) {
                order.push_back(key);
            }
            groups[key].push_back(one);
        }
        int number = 0;
        for (const std::string& key : order) {
            if (auto at = groups.find(key); at != groups.end()) {
                std::string here = prefix + "." + std::to_string(++number);
                set.rows.push_back(owed_row(def, outer, at->second, here));
            }
        }
    }

    PaperRow owed_row(const DocumentRows& def, const PaperRow& outer,
                      const std::vector<const Obligation*>& owed, const std::string& prefix) {
        const Obligation& first = *owed.front();
        PaperRow row{outer.names, {}, owed, {}};
        bool by_duty = def.per != "unit";
        if (by_duty) {
            row.names["duty"] = said(first.duty->name.zh);
            auto norm =
                std::ranges::find(in_.context.pack.norms, first.duty->norm, &norms::Norm::id);
            row.names["norm"] =
                norm == in_.context.pack.norms.end() ? said_nothing() : said(norm->name.zh);
        } else {
            row.names["unit"] = said(unit_key(first));
        }
        add_tallies(row.names, prefix, by_duty ? first.duty->name.zh : unit_key(first), owed);
        add_windows(row.names, owed);
        fill_within(row, def.id, prefix);
        return row;
    }

    // ---- clauses

    void clause_rows(const DocumentRows& def, PaperRow& outer, const std::string& prefix,
                     PaperRows& set) {
        int number = 0;
        for (const norms::Clause& clause : in_.context.pack.clauses) {
            PaperRow row{outer.names, {}, {}, {}};
            row.names["clause"] = said(clause.text);
            std::vector<std::string> duties;
            for (const std::string& id : clause.duties) {
                const norms::Duty* duty = in_.context.pack.duty(id);
                duties.push_back(duty == nullptr ? id : duty->name.zh);
            }
            row.names["duties"] = said(join(duties, "、"));
            for (const Obligation& one : in_.owed) {
                if (std::ranges::find(clause.duties, one.duty->id) != clause.duties.end()) {
                    row.obligations.push_back(&one);
                }
            }
            std::string here = prefix + "." + std::to_string(++number);
            add_tallies(row.names, here, "条款" + std::to_string(number), row.obligations);
            add_figures(row.names, clause);
            fill_within(row, def.id, here);
            set.rows.push_back(std::move(row));
        }
        Decimal all = Decimal::whole(number);
        outer.names[def.id + ".count"] = said_count(all, "");
    }

    // 会议次数12次、学习3次; and how many entries they rest on.
    void add_figures(Names& names, const norms::Clause& clause) {
        Said out;
        std::int64_t entries = 0;
        for (const std::string& id : clause.figures) {
            const FigureValue* value = in_.figures.find(id);
            if (value == nullptr) {
                continue;
            }
            if (!out.spans.empty()) {
                out.spans.push_back({"、", "", false});
            }
            out.spans.push_back({value->label, "", false});
            out.spans.push_back({value_text(*value), value->held ? value->id : "", false});
            entries += static_cast<std::int64_t>(value->entries.size());
        }
        names["figures"] = out.spans.empty() ? said_nothing() : std::move(out);
        names["evidence"] = said_count(Decimal::whole(entries), "");
    }

    const PaperInput& in_;
    const RowText& text_;
    std::vector<PaperFigure>& figures_;
    standing::Ledgers ledgers_;
};

}  // namespace

Window span_of(const PaperInput& input) {
    return input.quarter > 0 ? period_window(Period::quarter, input.year, input.quarter)
                             : year_window(input.year);
}

PaperRow paper_rows(const PaperInput& input, Names names, const RowText& text,
                    std::vector<PaperFigure>& figures) {
    PaperRow whole{std::move(names), {}, {}, {}};
    Builder(input, text, figures).fill_within(whole, "", "");
    return whole;
}

}  // namespace luze::report
