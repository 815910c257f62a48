// Scenario statements → entries → a folded book.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "standing/scenario_support.h"

namespace luze::standing::scenario {
namespace {

std::vector<std::string> parts_of(const std::string& cell, std::string_view separator) {
    std::vector<std::string> parts;
    for (const std::string& part : split(cell, separator)) {
        if (auto trimmed = trim(part); !trimmed.empty()) {
            parts.emplace_back(trimmed);
        }
    }
    return parts;
}

NameRef name_ref(const Roster& names, const std::string& written) {
    std::vector<PersonId> found = names.named(written);
    return {written, found.size() == 1 ? found.front() : PersonId{}, found.size() > 1, {}};
}

const norms::Group* group_meant(const norms::Pack& pack, std::string_view written) {
    for (const norms::Group& group : pack.groups) {
        if (group.name.zh == written ||
            std::ranges::find(group.words, written) != group.words.end()) {
            return &group;
        }
    }
    return nullptr;
}

People people(const norms::Pack& pack, const Roster& names, const std::string& cell) {
    People meant;
    for (const std::string& part : parts_of(cell, "、")) {
        std::size_t of = part.find("的");
        const norms::Group* group = group_meant(pack, part);
        const norms::Group* within =
            of == std::string::npos ? nullptr : group_meant(pack, part.substr(of + 3));
        if (part.starts_with('-')) {
            meant.except.push_back(name_ref(names, part.substr(1)));
        } else if (group != nullptr) {
            meant.groups.push_back({part, group->id, {}});
        } else if (within != nullptr) {
            meant.groups.push_back({part, within->id, part.substr(0, of)});
        } else {
            meant.named.push_back(name_ref(names, part));
        }
    }
    return meant;
}

// People of the drafts, by name, before there is a book.
Roster roster_of(const norms::Pack& pack, const std::vector<Draft>& drafts,
                 const std::map<std::string, RecordId>& ids) {
    std::map<RecordId, Record> records;
    for (const Draft& draft : drafts) {
        if (draft.kind == kinds::record && draft.form == "person") {
            Record record;
            record.id = ids.at(draft.label);
            record.form = draft.form;
            for (const norms::Field& field : pack.form("person")->fields) {
                auto cell = draft.cells.find(field.id);
                auto value = cell == draft.cells.end() ? std::nullopt
                                                       : typed(pack, Roster{}, field, cell->second);
                if (value) {
                    record.fields[field.id] = *value;
                }
            }
            records[record.id] = record;
        }
    }
    return Roster::build(records);
}

class Clerk {
public:
    Clerk(const norms::Pack& pack, std::vector<Draft> drafts, std::optional<Date> known_at)
        : pack_(pack), drafts_(std::move(drafts)), known_at_(known_at) {}

    Entered enter() {
        std::ranges::stable_sort(drafts_, {}, [](const Draft& draft) { return draft.recorded; });
        put(kinds::book_opened, Json::Object{{"name", "某局"}, {"zone", 480}}, Instant{}, 0);
        number();
        names_ = roster_of(pack_, drafts_, entered_.labels);
        for (const Draft& draft : drafts_) {
            if (!known_at_ || draft.recorded.day_at(480) <= *known_at_) {
                write(draft);
            }
        }
        return std::move(entered_);
    }

private:
    // Every record's future id: the sequence that it will get.
    void number() {
        std::int64_t sequence = 1;
        for (Draft& draft : drafts_) {
            ++sequence;
            if (draft.label.empty()) {
                draft.label = fmt::format("#{}", sequence);
            }
            if (draft.kind == kinds::record) {
                entered_.labels[draft.label] = RecordId{sequence};
            }
            sequence += draft.evidence;
        }
    }

    void put(const std::string& kind, Json::Object body, Instant at, int line) {
        Entry entry;
        entry.sequence = entered_.book.size + 1;
        entry.recorded_at = at;
        entry.actor = "clerk";
        entry.kind = kind;
        entry.body = Json(std::move(body));
        if (auto applied = apply(entered_.book, entry); !applied) {
            entered_.complaints.push_back({line, applied.error().message.en});
        }
    }

    std::int64_t id_of(const Draft& draft, const std::string& label) {
        auto at = entered_.labels.find(label);
        if (at == entered_.labels.end()) {
            entered_.complaints.push_back({draft.line, "no record is labelled " + label});
            return 0;
        }
        return at->second.value;
    }

    Json fields(const Draft& draft) {
        Fields found;
        const norms::Form* form = pack_.form(draft.form);
        for (const auto& [id, cell] : draft.cells) {
            const norms::Field* field = form == nullptr ? nullptr : form->field(id);
            if (field == nullptr) {
                entered_.complaints.push_back({draft.line, draft.form + " has no field " + id});
            } else if (auto value = typed(pack_, names_, *field, cell)) {
                found[id] = *value;
            }
        }
        return to_json(found);
    }

    std::string bearer_key(const Draft& draft, const std::string& bearer) {
        if (bearer == "bureau") {
            return "unit:bureau";
        }
        if (bearer == "党组") {
            return "unit:party_group";
        }
        if (entered_.labels.contains(bearer)) {
            return "record:" + std::to_string(id_of(draft, bearer));
        }
        std::vector<PersonId> person = names_.named(bearer);
        return person.size() == 1 ? "person:" + std::to_string(person.front().value)
                                  : "unit:" + bearer;
    }

    Json::Object window(const Draft& draft) const {
        return {{"first", draft.values.at("first")}, {"last", draft.values.at("last")}};
    }

    void write(const Draft& draft) {
        Json::Object body;
        for (const auto& [key, value] : draft.values) {
            body[key] = value;
        }
        if (draft.kind == kinds::record) {
            body = {{"form", draft.form}, {"fields", fields(draft)}};
        } else if (draft.kind == kinds::correction) {
            body = {{"of", id_of(draft, draft.values.at("of"))}, {"fields", fields(draft)}};
        } else if (draft.kind == kinds::withdrawal) {
            body = {{"of", id_of(draft, draft.values.at("of"))}, {"reason", "scenario"}};
        } else if (draft.kind == kinds::waiver) {
            body["bearer"] = bearer_key(draft, draft.values.at("bearer"));
            body["window"] = window(draft);
        } else if (draft.kind == kinds::link) {
            body["record"] = id_of(draft, draft.values.at("record"));
            body["window"] = window(draft);
        }
        put(draft.kind, std::move(body), draft.recorded, draft.line);
        std::int64_t record = entered_.book.size;
        for (int i = 0; i < draft.evidence; ++i) {
            put(kinds::evidence, {{"of", record}, {"digest", std::string(64, 'e')}}, draft.recorded,
                draft.line);
        }
    }

    const norms::Pack& pack_;
    std::vector<Draft> drafts_;
    std::optional<Date> known_at_;
    Roster names_;
    Entered entered_;
};

}  // namespace

std::optional<Value> typed(const norms::Pack& pack, const Roster& names, const norms::Field& field,
                           const std::string& cell) {
    if (cell.empty()) {
        return std::nullopt;
    }
    if (cell.starts_with('?')) {
        return Unreadable{cell.substr(1)};
    }
    using norms::FieldType;
    switch (field.type) {
        case FieldType::integer:
        case FieldType::decimal:
            return Number{Decimal::parse(cell).value()};
        case FieldType::date:
        case FieldType::deadline: {
            auto day = PartialDate::parse(cell);
            return day ? std::optional<Value>(Day{*day}) : std::nullopt;
        }
        case FieldType::choice:
        case FieldType::choices:
            return Choices{parts_of(cell, "、")};
        case FieldType::flag:
            return Flag{cell == "yes"};
        case FieldType::unit:
            return UnitName{cell};
        case FieldType::list:
            return List{parts_of(cell, "；")};
        case FieldType::person:
        case FieldType::people:
            return people(pack, names, cell);
        case FieldType::record:
            return Reference{RecordId{std::stoll(cell)}};
        case FieldType::text:
            break;
    }
    return Text{cell};
}

Entered enter(const norms::Pack& pack, std::vector<Draft> drafts, std::optional<Date> known_at) {
    return Clerk(pack, std::move(drafts), known_at).enter();
}

}  // namespace luze::standing::scenario
