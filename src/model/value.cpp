#include "model/value.h"

#include <utility>

#include "base/text.h"

namespace luze {
namespace {

template <class... Ts>
struct Overload : Ts... {
    using Ts::operator()...;
};

Json name_json(const NameRef& name) {
    Json::Object out{{"raw", name.raw}};
    if (name.person) {
        out["id"] = name.person.value;
    }
    if (name.ambiguous) {
        out["ambiguous"] = true;
    }
    if (!name.note.empty()) {
        out["note"] = name.note;
    }
    return out;
}

Json group_json(const GroupRef& group) {
    Json::Object out{{"raw", group.raw}, {"group", group.group}};
    if (!group.unit.empty()) {
        out["unit"] = group.unit;
    }
    return out;
}

template <class T, class Write>
void put_list(Json::Object& out, const char* key, const std::vector<T>& items, Write write) {
    if (items.empty()) {
        return;
    }
    Json::Array array;
    for (const T& item : items) {
        array.push_back(write(item));
    }
    out[key] = std::move(array);
}

Json strings_json(const std::vector<std::string>& items) {
    return Json::Array(items.begin(), items.end());
}

Json people_json(const People& people) {
    Json::Object out;
    put_list(out, "p", people.named, name_json);
    put_list(out, "g", people.groups, group_json);
    put_list(out, "x", people.except, name_json);
    return out;
}

std::unexpected<Error> malformed(const std::string& what) {
    return fail(ErrorKind::corrupt, "账目里的字段无法识读：" + what,
                "a field of an entry cannot be read: " + what);
}

NameRef name_from(const Json& json) {
    const bool* ambiguous = json["ambiguous"].boolean();
    return NameRef{json.text("raw"), PersonId{json.number("id")},
                   ambiguous != nullptr && *ambiguous, json.text("note")};
}

std::vector<NameRef> names_from(const Json& json) {
    std::vector<NameRef> names;
    if (const Json::Array* array = json.array()) {
        for (const Json& item : *array) {
            names.push_back(name_from(item));
        }
    }
    return names;
}

People people_from(const Json& json) {
    People people{names_from(json["p"]), {}, names_from(json["x"])};
    if (const Json::Array* groups = json["g"].array()) {
        for (const Json& item : *groups) {
            people.groups.push_back({item.text("raw"), item.text("group"), item.text("unit")});
        }
    }
    return people;
}

Result<std::vector<std::string>> strings_from(const Json& json) {
    std::vector<std::string> out;
    if (const Json::Array* array = json.array()) {
        for (const Json& item : *array) {
            if (item.string() == nullptr) {
                return malformed(canonical(json));
            }
            out.push_back(*item.string());
        }
    }
    return out;
}

Result<Value> object_value(const Json& json, const Json::Object& object) {
    if (object.empty()) {
        return People{};
    }
    const auto& [key, inner] = *object.begin();
    if (key == "n") {
        auto number = Decimal::parse(json.text("n"));
        return number ? Result<Value>(Number{*number}) : malformed(canonical(json));
    }
    if (key == "d") {
        auto date = PartialDate::parse(json.text("d"));
        return date ? Result<Value>(Day{*date}) : malformed(canonical(json));
    }
    if (key == "bad" && inner.string() != nullptr) {
        return Unreadable{*inner.string()};
    }
    if (key == "r" && json.number("r") > 0) {
        return Reference{RecordId{json.number("r")}};
    }
    if (key == "u" && inner.string() != nullptr) {
        return UnitName{*inner.string()};
    }
    if (key == "c" || key == "l") {
        auto strings = strings_from(inner);
        if (!strings) {
            return std::unexpected(strings.error());
        }
        return key == "c" ? Value(Choices{std::move(*strings)}) : Value(List{std::move(*strings)});
    }
    if (key == "p" || key == "g" || key == "x") {
        return people_from(json);
    }
    return malformed(canonical(json));
}

Result<Value> value_from(const Json& json) {
    if (json.string() != nullptr) {
        return Text{*json.string()};
    }
    if (json.boolean() != nullptr) {
        return Flag{*json.boolean()};
    }
    if (json.object() != nullptr) {
        return object_value(json, *json.object());
    }
    return malformed(canonical(json));
}

std::string display_people(const People& people) {
    std::vector<std::string> parts;
    for (const NameRef& name : people.named) {
        parts.push_back(name.raw);
    }
    for (const GroupRef& group : people.groups) {
        parts.push_back(group.raw);
    }
    std::string out = join(parts, "、");
    if (!people.except.empty()) {
        std::vector<std::string> except;
        for (const NameRef& name : people.except) {
            except.push_back(name.raw);
        }
        out += "（除" + join(except, "、") + "外）";
    }
    return out;
}

}  // namespace

Json to_json(const Value& value) {
    return std::visit(
        Overload{
            [](const Text& v) { return Json(v.text); },
            [](const Number& v) { return Json(Json::Object{{"n", v.number.text()}}); },
            [](const Day& v) { return Json(Json::Object{{"d", v.date.iso()}}); },
            [](const Unreadable& v) { return Json(Json::Object{{"bad", v.raw}}); },
            [](const Choices& v) { return Json(Json::Object{{"c", strings_json(v.ids)}}); },
            [](const Flag& v) { return Json(v.on); },
            [](const UnitName& v) { return Json(Json::Object{{"u", v.name}}); },
            [](const List& v) { return Json(Json::Object{{"l", strings_json(v.items)}}); },
            [](const People& v) { return people_json(v); },
            [](const Reference& v) { return Json(Json::Object{{"r", v.record.value}}); },
        },
        value);
}

Json to_json(const Fields& fields) {
    Json::Object out;
    for (const auto& [id, value] : fields) {
        out[id] = to_json(value);
    }
    return out;
}

Result<Fields> fields_from_json(const Json& json) {
    const Json::Object* object = json.object();
    if (object == nullptr) {
        return malformed("fields");
    }
    Fields fields;
    for (const auto& [id, inner] : *object) {
        auto value = value_from(inner);
        if (!value) {
            return std::unexpected(value.error());
        }
        fields.emplace(id, std::move(*value));
    }
    return fields;
}

std::string display(const Value& value) {
    return std::visit(Overload{
                          [](const Text& v) { return v.text; },
                          [](const Number& v) { return v.number.text(); },
                          [](const Day& v) { return v.date.iso(); },
                          [](const Unreadable& v) { return v.raw; },
                          [](const Choices& v) { return join(v.ids, "、"); },
                          [](const Flag& v) { return std::string(v.on ? "是" : "否"); },
                          [](const UnitName& v) { return v.name; },
                          [](const List& v) { return join(v.items, "；"); },
                          [](const People& v) { return display_people(v); },
                          [](const Reference& v) { return std::to_string(v.record.value); },
                      },
                      value);
}

}  // namespace luze
