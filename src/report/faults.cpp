#include "report/faults.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "report/query.h"
#include "report/template_text.h"

namespace luze::report {
namespace {

using norms::FaultRule;
using norms::FaultSource;
using norms::Form;
using standing::Context;
using standing::Obligation;

// Where most of a duty's records come from: the ledger that lacks one.
struct Place {
    std::string file;
    std::string sheet;
    auto operator<=>(const Place&) const = default;
};

class Finder {
public:
    Finder(const Context& context, int year, const std::vector<Obligation>& obligations)
        : context_(context), year_(year), obligations_(obligations) {}

    std::vector<Fault> run() {
        for (const FaultRule& rule : context_.pack.faults) {
            find(rule);
        }
        hide();
        std::ranges::stable_sort(found_, {}, [](const Fault& fault) {
            return std::tuple(fault.file, fault.sheet, fault.row == 0, fault.row);
        });
        return std::move(found_);
    }

private:
    void find(const FaultRule& rule) {
        switch (rule.source) {
            case FaultSource::record:
                return by_record(rule);
            case FaultSource::obligation:
                return by_obligation(rule);
            case FaultSource::duplicate:
                return duplicates(rule);
            case FaultSource::unknown_name:
                return names(rule, false);
            case FaultSource::ambiguous_name:
                return names(rule, true);
            case FaultSource::unreadable_date:
                return unreadable(rule);
            case FaultSource::imported_late:
                return imported_late(rule);
            case FaultSource::no_ledger:
                return no_ledger(rule);
            case FaultSource::no_calendar:
                return no_calendar(rule);
            case FaultSource::held_row:
                return held_rows(rule);
        }
    }

    Fault& add(const FaultRule& rule) {
        found_.push_back({});
        found_.back().rule = &rule;
        return found_.back();
    }

    void point(Fault& fault, const Record& record) const {
        fault.file = record.source.file;
        fault.sheet = record.source.sheet;
        fault.row = record.source.row;
        fault.entries = {record.id.value};
        const Form* form = context_.pack.form(record.form);
        fault.restricted = form != nullptr && form->restricted;
    }

    // Names that every note may use, then those of the record.
    std::optional<std::string> general(std::string_view name) const {
        if (name == "as_of") {
            return context_.as_of.day.iso();
        }
        if (name == "year") {
            return std::to_string(year_);
        }
        if (name == "next_year") {
            return std::to_string(year_ + 1);
        }
        if (name.starts_with("$")) {
            return context_.parameters.text(name.substr(1), year_window(year_).first);
        }
        return std::nullopt;
    }

    std::optional<std::string> of_record(const Record& record, std::string_view name) const {
        if (auto value = general(name)) {
            return value;
        }
        const Form* form = context_.pack.form(record.form);
        if (form == nullptr || form->field(name) == nullptr) {
            return std::nullopt;
        }
        return shown(*form, name, record);
    }

    void by_record(const FaultRule& rule) {
        const Form* form = context_.pack.form(rule.form);
        if (form == nullptr) {
            return;
        }
        Query query{context_, year_, "", false, false, std::nullopt};
        for (const Record* record : select(query, {rule.form, rule.where, ""})) {
            Fault& fault = add(rule);
            point(fault, *record);
            fault.bearer_key = "record:" + std::to_string(record->id.value);
            fault.note = fill(rule.note, [&](std::string_view name) {
                return of_record(*record, name);
            });
            fault.about = about(*form, *record);
        }
    }

    // What a list would call the record: the first text of its natural key.
    std::string about(const Form& form, const Record& record) const {
        for (const std::string& id : form.key) {
            auto at = record.fields.find(id);
            if (at != record.fields.end() && !std::holds_alternative<Day>(at->second) &&
                !std::holds_alternative<Choices>(at->second)) {
                return display(at->second);
            }
        }
        return {};
    }

    void by_obligation(const FaultRule& rule) {
        for (const Obligation& owed : obligations_) {
            bool meant = owed.duty->id == rule.duty &&
                         std::ranges::find(rule.states, standing::state_id(owed.state)) !=
                             rule.states.end();
            if (meant && rule.when.holds(surroundings(owed))) {
                obligation_fault(rule, owed);
            }
        }
    }

    const Record* record_of(RecordId id) const {
        auto at = context_.book.records.find(id);
        return at == context_.book.records.end() ? nullptr : &at->second;
    }

    // What an obligation's condition and note may name: its own figures, then the fields of the
    // record it is about.
    norms::Surroundings surroundings(const Obligation& owed) const {
        norms::Surroundings around;
        if (const Record* subject = record_of(owed.subject)) {
            around = standing::around(context_, *subject, year_);
        }
        around.name = [&owed, inner = around.name](std::string_view name) -> norms::Operand {
            if (name == "done") {
                return owed.done;
            }
            if (name == "owed") {
                return owed.owed;
            }
            if (name == "late_days") {
                return Decimal::whole(owed.late_days);
            }
            return inner ? inner(name) : norms::Operand{norms::None{}};
        };
        return around;
    }

    std::optional<std::string> of_obligation(const Obligation& owed, std::string_view name) const {
        const std::map<std::string_view, std::string> values{
            {"bearer", owed.bearer_name},
            {"unit", owed.unit},
            {"window", owed.window_name},
            {"first", owed.window.first.iso()},
            {"last", owed.window.last.iso()},
            {"next_day", (owed.window.last + 1).iso()},
            {"done", owed.done.text()},
            {"owed", owed.owed.text()},
            {"late_days", std::to_string(owed.late_days)},
            {"made_up_on", owed.made_up_by ? owed.made_up_on.iso() : ""},
            {"reason", owed.waived_for},
        };
        if (auto at = values.find(name); at != values.end()) {
            return at->second;
        }
        if (const Record* subject = record_of(owed.subject)) {
            return of_record(*subject, name);
        }
        return general(name);
    }

    void obligation_fault(const FaultRule& rule, const Obligation& owed) {
        Fault& fault = add(rule);
        const Record* record = record_of(owed.made_up_by);
        if (record == nullptr) {
            record = record_of(owed.subject);
        }
        if (record != nullptr) {
            point(fault, *record);
        } else {
            Place place = home(*owed.duty);
            fault.file = place.file;
            fault.sheet = place.sheet;
            for (RecordId id : owed.records) {
                fault.entries.push_back(id.value);
            }
            fault.restricted = restricted(*owed.duty);
        }
        fault.bearer_key = owed.bearer_key;
        fault.about = owed.bearer_name;
        fault.note = fill(rule.note, [&](std::string_view name) {
            return of_obligation(owed, name);
        });
    }

    bool restricted(const norms::Duty& duty) const {
        return std::ranges::any_of(duty.records, [&](const norms::Filter& filter) {
            const Form* form = context_.pack.form(filter.form);
            return form != nullptr && form->restricted;
        });
    }

    // The sheet that most of the duty's records come from; failing that, most of its forms'.
    Place home(const norms::Duty& duty) const {
        std::map<Place, int> matching;
        std::map<Place, int> any;
        for (const norms::Filter& filter : duty.records) {
            for (const auto& [id, record] : context_.book.records) {
                if (record.form != filter.form || record.source.file.empty()) {
                    continue;
                }
                Place place{record.source.file, record.source.sheet};
                ++any[place];
                if (filter.where.holds(standing::around(context_, record, year_))) {
                    ++matching[place];
                }
            }
        }
        const auto& counts = matching.empty() ? any : matching;
        auto most = std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; });
        return most == counts.end() ? Place{} : most->first;
    }

    void duplicates(const FaultRule& rule) {
        for (const auto& [id, record] : context_.book.records) {
            const Record* first = record.duplicate_of ? record_of(record.duplicate_of) : nullptr;
            if (first == nullptr) {
                continue;
            }
            Fault& fault = add(rule);
            point(fault, record);
            const Form* form = context_.pack.form(record.form);
            fault.note = fill(rule.note, [&](std::string_view name) -> std::optional<std::string> {
                if (name == "other_row") {
                    return std::to_string(first->source.row);
                }
                if (name == "matter" && form != nullptr) {
                    return matter(*form, record);
                }
                return of_record(record, name);
            });
        }
    }

    std::string matter(const Form& form, const Record& record) const {
        std::vector<std::string> parts;
        for (const std::string& key : form.key) {
            if (std::string text = shown(form, key, record); !text.empty()) {
                parts.push_back(text);
            }
        }
        return join(parts, "，");
    }

    void names(const FaultRule& rule, bool ambiguous) {
        for (const auto& [id, record] : context_.book.records) {
            if (record.duplicate_of) {
                continue;
            }
            std::set<std::string> said;
            for (const auto& [field, value] : record.fields) {
                const People* people = std::get_if<People>(&value);
                if (people == nullptr) {
                    continue;
                }
                for (const auto* list : {&people->named, &people->except}) {
                    for (const NameRef& name : *list) {
                        if (!name.person && name.ambiguous == ambiguous &&
                            said.insert(name.raw).second) {
                            name_fault(rule, record, name);
                        }
                    }
                }
            }
        }
    }

    void name_fault(const FaultRule& rule, const Record& record, const NameRef& name) {
        Fault& fault = add(rule);
        point(fault, record);
        fault.about = name.raw;
        fault.note = fill(rule.note, [&](std::string_view key) -> std::optional<std::string> {
            if (key == "name") {
                return name.raw;
            }
            return key == "candidates" ? std::optional(candidates(name.raw))
                                       : of_record(record, key);
        });
    }

    std::string candidates(const std::string& name) const {
        std::vector<std::string> units;
        for (PersonId id : context_.roster.named(name)) {
            if (const Person* person = context_.roster.find(id)) {
                units.push_back(person->unit_on(UnitKind::department, context_.as_of.day));
            }
        }
        return join(units, "、");
    }

    void unreadable(const FaultRule& rule) {
        for (const auto& [id, record] : context_.book.records) {
            const Form* form = context_.pack.form(record.form);
            for (const auto& [field_id, value] : record.fields) {
                const Unreadable* bad = std::get_if<Unreadable>(&value);
                const norms::Field* field = form == nullptr ? nullptr : form->field(field_id);
                if (bad == nullptr || field == nullptr || record.duplicate_of) {
                    continue;
                }
                Fault& fault = add(rule);
                point(fault, record);
                fault.note = fill(rule.note, [&](std::string_view name) {
                    return name == "raw"     ? std::optional(bad->raw)
                           : name == "field" ? std::optional(field->name.zh)
                                             : of_record(record, name);
                });
            }
        }
    }

    // One notice per day on which ledgers were imported after the fact (DECISIONS 4).
    void imported_late(const FaultRule& rule) {
        std::map<Date, std::vector<std::int64_t>> by_day;
        std::map<std::int64_t, std::int64_t> rows;
        for (const ImportBatch& batch : context_.book.imports) {
            by_day[batch.at.day_at(context_.book.zone)].push_back(batch.entry);
            rows[batch.entry] = batch.rows;
        }
        for (const auto& [day, entries] : by_day) {
            std::int64_t total = 0;
            for (std::int64_t entry : entries) {
                total += rows[entry];
            }
            Fault& fault = add(rule);
            fault.entries = entries;
            fault.note = fill(rule.note, [&](std::string_view name) {
                return name == "rows"  ? std::optional(std::to_string(total))
                       : name == "day" ? std::optional(day.iso())
                                       : general(name);
            });
        }
    }

    // One notice per form that a duty looks into and the books do not keep (DECISIONS 6).
    void no_ledger(const FaultRule& rule) {
        std::set<std::string> kept;
        for (const auto& [id, record] : context_.book.records) {
            kept.insert(record.form);
        }
        std::set<std::string> said;
        for (const norms::Duty& duty : context_.pack.duties) {
            std::vector<std::string> forms;
            for (const norms::Filter& filter : duty.records) {
                forms.push_back(filter.form);
            }
            forms.push_back(duty.trigger.form);
            for (const std::string& id : forms) {
                const Form* form = context_.pack.form(id);
                if (form == nullptr || kept.contains(id) || !said.insert(id).second) {
                    continue;
                }
                Fault& fault = add(rule);
                fault.about = form->name.zh;
                fault.bearer_key = "form:" + id;
                fault.note = fill(rule.note, [&](std::string_view name) {
                    return name == "form" ? std::optional(form->name.zh) : general(name);
                });
            }
        }
    }

    void no_calendar(const FaultRule& rule) {
        bool asked = std::ranges::any_of(context_.pack.duties, [](const norms::Duty& duty) {
            return duty.trigger.kind == norms::TriggerKind::holiday;
        });
        if (asked && !context_.pack.calendar.announced(year_)) {
            Fault& fault = add(rule);
            fault.note = fill(rule.note, [&](std::string_view name) { return general(name); });
        }
    }

    void held_rows(const FaultRule& rule) {
        for (const auto& [entry, row] : context_.book.held) {
            Fault& fault = add(rule);
            fault.file = row.source.file;
            fault.sheet = row.source.sheet;
            fault.row = row.source.row;
            fault.entries = {entry};
            const Form* form = context_.pack.form(row.form);
            fault.restricted = form == nullptr || form->restricted;
            fault.note = fill(rule.note, [&](std::string_view name) {
                return name == "problem" ? std::optional(row.problem.zh) : general(name);
            });
        }
    }

    // Of one bearer, a graver fault hides the lesser ones (DECISIONS 9).
    void hide() {
        std::set<std::pair<std::string, std::string>> hidden;
        for (const Fault& fault : found_) {
            for (const std::string& kind : fault.rule->hides) {
                if (!fault.bearer_key.empty()) {
                    hidden.emplace(kind, fault.bearer_key);
                }
            }
        }
        std::erase_if(found_, [&](const Fault& fault) {
            return hidden.contains({fault.rule->kind, fault.bearer_key});
        });
    }

    const Context& context_;
    int year_;
    const std::vector<Obligation>& obligations_;
    std::vector<Fault> found_;
};

std::string_view class_id(norms::FaultClass cls) {
    static constexpr std::array<std::string_view, 3> ids{"duty", "data", "notice"};
    return ids.at(static_cast<std::size_t>(cls));
}

}  // namespace

std::string shown(const Form& form, std::string_view field_id, const Record& record) {
    auto at = record.fields.find(field_id);
    if (at == record.fields.end()) {
        return {};
    }
    const norms::Field* field = form.field(field_id);
    const Choices* choices = std::get_if<Choices>(&at->second);
    if (field == nullptr || choices == nullptr) {
        return display(at->second);
    }
    std::vector<std::string> names;
    for (const std::string& id : choices->ids) {
        auto choice = std::ranges::find(field->choices, id, &norms::Choice::id);
        names.push_back(choice == field->choices.end() ? id : choice->name.zh);
    }
    return join(names, "、");
}

std::vector<Fault> faults(const Context& context, int year,
                          const std::vector<Obligation>& obligations, Scope scope) {
    std::vector<Fault> found = Finder(context, year, obligations).run();
    if (!scope.restricted) {
        for (Fault& fault : found) {
            if (fault.restricted) {
                fault.note = "（涉及限制查阅的记录）";
                fault.about.clear();
                fault.bearer_key.clear();
            }
        }
    }
    return found;
}

Json faults_json(const std::vector<Fault>& faults) {
    Json::Array out;
    for (const Fault& fault : faults) {
        Json::Array entries;
        for (std::int64_t entry : fault.entries) {
            entries.emplace_back(entry);
        }
        Json::Object object{{"kind", fault.rule->kind},
                            {"class", class_id(fault.rule->cls)},
                            {"file", fault.file.empty() ? Json() : Json(fault.file)},
                            {"sheet", fault.sheet.empty() ? Json() : Json(fault.sheet)},
                            {"row", fault.row == 0 ? Json() : Json(fault.row)},
                            {"note", fault.note},
                            {"entries", std::move(entries)}};
        out.emplace_back(std::move(object));
    }
    return out;
}

}  // namespace luze::report
