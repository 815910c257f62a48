// What makes two rows the same matter, and how alike two rows are.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "exchange/align.h"

namespace luze::exchange {
namespace {

std::string plain(std::string_view text) { return without_spaces(fold_width(text)); }

std::string name_print(const NameRef& name) {
    // Somebody found on the roster is that person, however the name was written.
    return name.person ? "#" + std::to_string(name.person.value) : plain(name.raw);
}

std::string people_print(const People& people) {
    std::string out;
    for (const NameRef& name : people.named) {
        out += name_print(name) + (name.ambiguous ? "?" : "") + "(" + plain(name.note) + ")|";
    }
    for (const GroupRef& group : people.groups) {
        out += group.group + "@" + group.unit + "|";
    }
    for (const NameRef& name : people.except) {
        out += "-" + name_print(name) + "|";
    }
    return out;
}

std::string list_print(const std::vector<std::string>& items) {
    std::string out;
    for (const std::string& item : items) {
        out += plain(item) + "\x1f";
    }
    return out;
}

// People in a key: who, not why they were away.
std::string key_print(const Value& value) {
    const People* people = std::get_if<People>(&value);
    if (people == nullptr) {
        return fingerprint(value);
    }
    std::string out;
    for (const NameRef& name : people->named) {
        out += name_print(name) + "|";
    }
    for (const GroupRef& group : people->groups) {
        out += group.group + "@" + group.unit + "|";
    }
    return out;
}

// People as they were written, whoever was on the roster then.
std::string written_print(const Value& value) {
    const People* people = std::get_if<People>(&value);
    if (people == nullptr) {
        return fingerprint(value);
    }
    std::set<std::string> words;
    for (const NameRef& name : people->named) {
        words.insert(plain(name.raw));
    }
    for (const GroupRef& group : people->groups) {
        words.insert(plain(group.raw));
    }
    return list_print({words.begin(), words.end()});
}

std::string joined_key(const norms::Form& form, const Fields& fields,
                       std::string (*print)(const Value&)) {
    std::string out;
    auto add = [&](const std::string& id) {
        auto at = fields.find(id);
        out += id + "=" + (at == fields.end() ? "" : print(at->second)) + "\x1e";
    };
    if (form.key.empty()) {
        for (const auto& [id, value] : fields) {
            add(id);
        }
    }
    std::ranges::for_each(form.key, add);
    return out;
}

void keep_persons(std::vector<NameRef>& names, const std::vector<NameRef>& known) {
    for (NameRef& name : names) {
        if (name.person) {
            continue;
        }
        auto mended = std::ranges::find_if(known, [&](const NameRef& other) {
            return other.person && plain(other.raw) == plain(name.raw);
        });
        if (mended != known.end()) {
            name.person = mended->person;
            name.ambiguous = false;
        }
    }
}

}  // namespace

std::string fingerprint(const Value& value) {
    if (const Text* text = std::get_if<Text>(&value)) {
        return "t" + plain(text->text);
    }
    if (const Unreadable* bad = std::get_if<Unreadable>(&value)) {
        return "b" + plain(bad->raw);
    }
    if (const People* people = std::get_if<People>(&value)) {
        return "p" + people_print(*people);
    }
    if (const List* list = std::get_if<List>(&value)) {
        return "l" + list_print(list->items);
    }
    return canonical(to_json(value));
}

std::string natural_key(const norms::Form& form, const Fields& fields) {
    return joined_key(form, fields, key_print);
}

std::string written_key(const norms::Form& form, const Fields& fields) {
    return joined_key(form, fields, written_print);
}

int similarity(const Fields& a, const Fields& b) {
    std::set<std::string> ids;
    for (const Fields* fields : {&a, &b}) {
        for (const auto& [id, value] : *fields) {
            ids.insert(id);
        }
    }
    int equal = 0;
    for (const std::string& id : ids) {
        auto left = a.find(id);
        auto right = b.find(id);
        bool same = left != a.end() && right != b.end() &&
                    fingerprint(left->second) == fingerprint(right->second);
        equal += same ? 1 : 0;
    }
    return ids.empty() ? 0 : 100 * equal / static_cast<int>(ids.size());
}

void keep_mended(Fields& fields, const Fields& known) {
    for (auto& [id, value] : fields) {
        auto at = known.find(id);
        if (at == known.end()) {
            continue;
        }
        bool mended = std::holds_alternative<Unreadable>(value) &&
                      !std::holds_alternative<Unreadable>(at->second);
        if (mended) {
            value = at->second;
            continue;
        }
        People* people = std::get_if<People>(&value);
        const People* before = std::get_if<People>(&at->second);
        if (people != nullptr && before != nullptr) {
            keep_persons(people->named, before->named);
            keep_persons(people->except, before->except);
        }
    }
}

}  // namespace luze::exchange
