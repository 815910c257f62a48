// What one field of a record can hold, and its JSON shape in an entry's body.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/id.h"
#include "base/json.h"

namespace luze {

struct RecordTag;
// The sequence of the entry that first recorded it.
using RecordId = Id<RecordTag>;
// A person is the record of form `person` that put them on the roster.
struct PersonTag;
using PersonId = Id<PersonTag>;

// Free text as written (trimmed). JSON: "…".
struct Text {
    std::string text;
    bool operator==(const Text&) const = default;
};

// JSON: {"n":"1.5"}.
struct Number {
    Decimal number;
    bool operator==(const Number&) const = default;
};

// JSON: {"d":"2021-03-05"}, {"d":"2021-03"}, {"d":"2021"}.
struct Day {
    PartialDate date;
    bool operator==(const Day&) const = default;
};

// A cell that says something which cannot be read as its field's type: kept, and counted nowhere
// until somebody corrects it. JSON: {"bad":"2021.11.31"}.
struct Unreadable {
    std::string raw;
    bool operator==(const Unreadable&) const = default;
};

// Ids of the field's choices, in the order written. JSON: {"c":["clean","style"]}.
struct Choices {
    std::vector<std::string> ids;
    bool operator==(const Choices&) const = default;
};

// JSON: true / false.
struct Flag {
    bool on = false;
    bool operator==(const Flag&) const = default;
};

// The name of a unit of the roster. JSON: {"u":"办公室"}.
struct UnitName {
    std::string name;
    bool operator==(const UnitName&) const = default;
};

// Several texts of one cell (numbered findings). JSON: {"l":["…","…"]}.
struct List {
    std::vector<std::string> items;
    bool operator==(const List&) const = default;
};

// One name as written, and whom it means. Unresolved names count as a record, never towards a
// coverage, an attainment or an ownership.
struct NameRef {
    std::string raw;
    PersonId person;         // none: on no list, or fits several
    bool ambiguous = false;  // fits several people
    std::string note;        // what stood in brackets behind it: 年休假, 办公室
    bool operator==(const NameRef&) const = default;
};

// A group stays a reference and is opened out for the day of the record.
struct GroupRef {
    std::string raw;    // as written: 第一党支部全体党员
    std::string group;  // id of the pack's group
    std::string unit;   // only those of this unit; empty = all
    bool operator==(const GroupRef&) const = default;
};

// JSON: {"p":[{"raw":…,"id":…,"ambiguous":true,"note":…}],"g":[{"raw":…,"group":…,"unit":…}],
// "x":[…]}; empty parts are left out.
struct People {
    std::vector<NameRef> named;
    std::vector<GroupRef> groups;
    std::vector<NameRef> except;  // 除…外
    bool operator==(const People&) const = default;
};

// Another record of the book: the meeting of an agenda item. JSON: {"r":12}.
struct Reference {
    RecordId record;
    bool operator==(const Reference&) const = default;
};

using Value =
    std::variant<Text, Number, Day, Unreadable, Choices, Flag, UnitName, List, People, Reference>;

// Field id → value. An empty cell is an absent field.
using Fields = std::map<std::string, Value, std::less<>>;

// The value of that type, or null when absent or of another type.
template <class T>
[[nodiscard]] const T* get(const Fields& fields, std::string_view id) {
    auto at = fields.find(id);
    return at == fields.end() ? nullptr : std::get_if<T>(&at->second);
}

[[nodiscard]] Json to_json(const Value& value);
[[nodiscard]] Json to_json(const Fields& fields);
// ErrorKind::corrupt when the shape is none of the above.
[[nodiscard]] Result<Fields> fields_from_json(const Json& json);

// The value as a person would write it: dates in ISO form, choices by id, names by 、.
[[nodiscard]] std::string display(const Value& value);

}  // namespace luze
