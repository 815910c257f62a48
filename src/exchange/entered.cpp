#include "exchange/entered.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "base/text.h"
#include "exchange/cells.h"
#include "exchange/names.h"
#include "exchange/names_split.h"

namespace luze::exchange {
namespace {

using norms::Field;
using norms::FieldType;

Phrase wanted(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return {"一个整数", "a whole number"};
        case FieldType::decimal:
            return {"一个数", "a number"};
        case FieldType::date:
            return {"日期（2021-03-05）", "a day (2021-03-05)"};
        case FieldType::flag:
            return {"是或否", "yes or no"};
        case FieldType::record:
            return {"一项记录的编号", "the number of a record"};
        default:
            return {"可以辨认的内容", "something that can be read"};
    }
}

Phrase choices_of(const Field& field) {
    Phrase out;
    for (const norms::Choice& choice : field.choices) {
        out.zh += (out.zh.empty() ? "" : "、") + choice.name.zh;
        out.en += (out.en.empty() ? "" : ", ") + choice.id;
    }
    return {"这几项之一：" + out.zh, "one of " + out.en};
}

std::optional<Choices> choices_by_id(const Field& field, std::string_view text) {
    Choices out;
    for (const std::string& part : split_pieces(fold_width(text))) {
        std::string id(trim(part));
        if (std::ranges::find(field.choices, id, &norms::Choice::id) == field.choices.end()) {
            return std::nullopt;
        }
        out.ids.push_back(std::move(id));
    }
    return out;
}

std::optional<PersonId> numbered(const std::string& piece) {
    std::int64_t number = 0;
    if (piece.size() < 2 || piece.front() != '#') {
        return std::nullopt;
    }
    auto [end, wrong] = std::from_chars(piece.data() + 1, piece.data() + piece.size(), number);
    return wrong == std::errc{} && end == piece.data() + piece.size()
               ? std::optional(PersonId{number})
               : std::nullopt;
}

// No paper, page or workbook can show it.
bool unseen(char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

class EnteredReader {
public:
    EnteredReader(const norms::Pack& pack, const Roster& roster, const std::vector<Field>& fields,
                  Date day, bool of_roster)
        : roster_(roster),
          names_(pack, roster),
          fields_(fields),
          day_(day),
          of_roster_(of_roster) {}

    std::expected<Fields, std::vector<EnteredFault>> read(
        const std::map<std::string, std::string>& values) {
        for (const auto& [id, text] : values) {
            auto field = std::ranges::find(fields_, id, &Field::id);
            if (field == fields_.end()) {
                unknown(id);
            } else if (text.size() > limits::cell_bytes) {
                fault(*field, {"太长", "is too long"});
            } else if (std::ranges::any_of(text, unseen)) {
                fault(*field, {"里有看不见的控制字符，请重新输入",
                               "holds control characters: type it again"});
            } else if (!trim(text).empty()) {
                read(*field, std::string(trim(text)));
            }
        }
        derive(values);
        if (!faults_.empty()) {
            return std::unexpected(std::move(faults_));
        }
        return std::move(out_);
    }

private:
    // What a ledger's column tells besides, a typed value tells too: 专题学习会（党史）.
    void derive(const std::map<std::string, std::string>& values) {
        for (const Field& field : fields_) {
            auto from = field.from.empty() ? values.end() : values.find(field.from);
            if (from == values.end() || values.contains(field.id)) {
                continue;
            }
            if (auto value = derive_field(field, from->second)) {
                keep(field, std::move(*value));
            }
        }
    }
    void unknown(const std::string& id) {
        std::vector<std::string> ids;
        for (const Field& field : fields_) {
            ids.push_back(field.id);
        }
        std::string near = nearest(id, ids);
        faults_.push_back(
            {id,
             {"没有“" + id + "”这一项" + (near.empty() ? "" : "，是不是“" + near + "”"),
              "there is no field '" + id + "'" +
                  (near.empty() ? "" : "; did you mean '" + near + "'?")}});
    }
    void fault(const Field& field, const Phrase& what) {
        faults_.push_back(
            {field.id,
             {"“" + field.name.zh + "”" + what.zh,
              "'" + (field.name.en.empty() ? field.id : field.name.en) + "' " + what.en}});
    }
    void unreadable(const Field& field, const std::string& text, const Phrase& wants) {
        fault(field, {"写的是“" + text + "”，这里要" + wants.zh,
                      "holds '" + text + "' and wants " + wants.en});
    }

    void read(const Field& field, const std::string& text) {
        switch (field.type) {
            case FieldType::person:
            case FieldType::people:
                return read_people(field, text);
            case FieldType::unit:
                return read_unit(field, text);
            case FieldType::choice:
            case FieldType::choices:
                if (auto ids = choices_by_id(field, text)) {
                    return keep(field, *ids);
                }
                break;
            default:
                break;
        }
        auto value = read_cell(field, Cell::of_text(text), day_.year());
        if (!value) {
            return;
        }
        if (std::holds_alternative<Unreadable>(*value)) {
            bool chosen = field.type == FieldType::choice || field.type == FieldType::choices;
            return unreadable(field, text, chosen ? choices_of(field) : wanted(field.type));
        }
        keep(field, std::move(*value));
    }

    void read_people(const Field& field, const std::string& text) {
        People people;
        std::string names;
        for (const std::string& piece : split_pieces(fold_width(text))) {
            auto id = numbered(std::string(trim(piece)));
            const Person* person = id ? roster_.find(*id) : nullptr;
            if (person != nullptr) {
                people.named.push_back({person->name, person->id, false, ""});
            } else {
                names += (names.empty() ? "" : "、") + piece;
            }
        }
        RowContext row;
        row.day = day_;
        People read = names.empty() ? People{} : names_.read(names, row);
        for (NameRef& name : read.named) {
            if (name.ambiguous) {
                return fault(field, {"里的“" + name.raw + "”不止一位，请在括号里写明科室或用 #编号",
                                     "names '" + name.raw +
                                         "', who may be several: say the department in brackets "
                                         "or use #number"});
            }
            if (!name.person && name.note.empty()) {
                return fault(field, {"里的“" + name.raw +
                                         "”不在名册上，请核对；外单位人员请在括号里写明单位",
                                     "names '" + name.raw +
                                         "', who is not on the roster; of somebody from outside "
                                         "say in brackets where from"});
            }
            people.named.push_back(std::move(name));
        }
        people.groups = std::move(read.groups);
        people.except = std::move(read.except);
        if (people == People{}) {
            return;
        }
        if (field.type == FieldType::person &&
            (people.named.size() != 1 || !people.groups.empty())) {
            return unreadable(field, text, {"一个人", "one person"});
        }
        keep(field, std::move(people));
    }

    void read_unit(const Field& field, const std::string& text) {
        std::string unit = of_roster_ ? text : names_.unit_meant(field.unit, text);
        if (unit.empty() && !names_.no_people()) {
            return unreadable(field, text, {"名册上的一个单位", "a unit of the roster"});
        }
        keep(field, UnitName{unit.empty() ? text : unit});
    }

    void keep(const Field& field, Value value) {
        out_.insert_or_assign(field.id, std::move(value));
    }

    const Roster& roster_;
    NameReader names_;
    const std::vector<Field>& fields_;
    Date day_;
    bool of_roster_;
    Fields out_;
    std::vector<EnteredFault> faults_;
};

}  // namespace

std::expected<Fields, std::vector<EnteredFault>> read_entered(
    const norms::Pack& pack, const Roster& roster, const std::vector<Field>& fields,
    const std::map<std::string, std::string>& values, Date day, bool of_roster) {
    return EnteredReader(pack, roster, fields, day, of_roster).read(values);
}

}  // namespace luze::exchange
