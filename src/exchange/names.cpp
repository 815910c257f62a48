#include "exchange/names.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "exchange/names_split.h"

namespace luze::exchange {
namespace {

// Words that follow or precede a name and are no part of it.
constexpr std::array<std::string_view, 24> titles = {
    "同志",   "党组书记", "党委书记", "支部书记", "副书记", "书记", "副局长", "局长",
    "副主任", "主任",     "副科长",   "科长",     "副组长", "组长", "副处长", "处长",
    "副股长", "股长",     "副主席",   "主席",     "委员",   "老师", "经理",   "副经理"};

// Why somebody was away, written behind the name without brackets.
bool is_reason(std::string_view text) {
    static constexpr std::array<std::string_view, 12> marks = {
        "假", "差", "值班", "培训", "外出", "会议", "驻", "病", "公务", "请", "住院", "学习"};
    return code_points(text) >= 2 && std::ranges::any_of(marks, [&](std::string_view mark) {
               return text.find(mark) != std::string_view::npos;
           });
}

bool was_in(const Person& person, const std::string& unit) {
    auto there = [&](const Membership& stay) { return stay.unit == unit; };
    return std::ranges::any_of(person.departments, there) ||
           std::ranges::any_of(person.branches, there);
}

bool is_in(const Person& person, const std::string& unit, const std::optional<Date>& day) {
    if (!day) {
        return was_in(person, unit);
    }
    return person.unit_on(UnitKind::department, *day) == unit ||
           person.unit_on(UnitKind::branch, *day) == unit;
}

// Does a field of the roster's row say so (女, 科长, 1983.07)?
bool row_says(const Person& person, const std::string& words) {
    return std::ranges::any_of(person.fields, [&](const auto& field) {
        return field.first != "name" &&
               without_spaces(display(field.second)).find(words) != std::string::npos;
    });
}

template <class Fits>
void narrow(std::vector<const Person*>& people, Fits fits) {
    std::vector<const Person*> left;
    std::ranges::copy_if(people, std::back_inserter(left), fits);
    if (!left.empty()) {
        people = std::move(left);
    }
}

}  // namespace

// Who has that name, narrowed by brackets, then by the row's units, then by being in office.
std::vector<PersonId> NameReader::candidates(std::string_view name,
                                             const std::vector<std::string>& brackets,
                                             const RowContext& row) const {
    std::vector<const Person*> people;
    for (PersonId id : roster_.named(name)) {
        people.push_back(roster_.find(id));
    }
    for (const std::string& bracket : brackets) {
        if (people.size() < 2) {
            break;
        }
        std::string unit = unit_meant(UnitKind::department, bracket);
        unit = unit.empty() ? unit_meant(UnitKind::branch, bracket) : unit;
        if (unit.empty()) {
            narrow(people, [&](const Person* p) { return row_says(*p, without_spaces(bracket)); });
        } else {
            std::size_t before = people.size();
            narrow(people, [&](const Person* p) { return is_in(*p, unit, row.day); });
            if (people.size() == before) {
                narrow(people, [&](const Person* p) { return was_in(*p, unit); });
            }
        }
    }
    if (people.size() > 1 && !row.units.empty()) {
        narrow(people, [&](const Person* p) {
            return std::ranges::any_of(
                row.units, [&](const std::string& unit) { return is_in(*p, unit, row.day); });
        });
    }
    if (people.size() > 1 && row.day) {
        narrow(people, [&](const Person* p) { return p->in_office(*row.day); });
    }
    std::vector<PersonId> ids;
    for (const Person* person : people) {
        ids.push_back(person->id);
    }
    return ids;
}

// The roster's name inside 张三局长, 局长张三 or 张三病假; `rest` is what else is written.
std::string NameReader::known_part(const std::string& written, std::string& rest) const {
    std::u32string points = to_utf32(written);
    for (std::size_t length = std::min<std::size_t>(points.size() - 1, 5); length >= 2; --length) {
        std::string front = to_utf8(points.substr(0, length));
        std::string behind = to_utf8(points.substr(length));
        std::string back = to_utf8(points.substr(points.size() - length));
        std::string before = to_utf8(points.substr(0, points.size() - length));
        for (const auto& [name, more] : {std::pair(front, behind), std::pair(back, before)}) {
            std::vector<PersonId> ids = roster_.named(name);
            bool fits = !ids.empty() &&
                        (std::ranges::find(titles, more) != titles.end() ||
                         (name == front && is_reason(more)) ||
                         (code_points(more) >= 2 && row_says(*roster_.find(ids.front()), more)));
            if (fits) {
                rest = more;
                return name;
            }
        }
    }
    return {};
}

NameRef NameReader::name(std::string_view written, const RowContext& row) const {
    Bracketed parts = split_brackets(without_tail(written));
    NameRef ref{parts.name, {}, false, {}};
    std::string rest;
    if (roster_.named(parts.name).empty() && code_points(parts.name) > 2) {
        if (std::string inside = known_part(parts.name, rest); !inside.empty()) {
            ref.raw = inside;
        }
    }
    std::vector<PersonId> fits = candidates(ref.raw, parts.brackets, row);
    if (fits.size() == 1) {
        ref.person = fits.front();
    }
    ref.ambiguous = fits.size() > 1;
    // Of 王丽(办公室)(出差) the unit has done its work.
    std::vector<std::string> notes = parts.brackets;
    if (notes.size() > 1) {
        std::erase_if(notes, [&](const std::string& note) {
            return !unit_meant(UnitKind::department, note).empty() ||
                   !unit_meant(UnitKind::branch, note).empty();
        });
    }
    if (is_reason(rest)) {
        notes.push_back(rest);
    }
    ref.note = join(notes, "；");
    return ref;
}

bool NameReader::known(std::string_view written, const RowContext& row) const {
    std::string plain = split_brackets(written).name;
    return !roster_.named(plain).empty() || group(plain, row).has_value();
}

void NameReader::read_names(const std::string& text, const RowContext& row,
                            std::vector<NameRef>& names) const {
    auto on_roster = [&](std::string_view word) {
        return !roster_.named(split_brackets(word).name).empty();
    };
    if (on_roster(text)) {
        names.push_back(name(text, row));
        return;
    }
    for (const std::string& word : split_spaces(text, on_roster)) {
        NameRef ref = name(word, row);
        if (!ref.raw.empty()) {
            names.push_back(std::move(ref));
        }
    }
}

void NameReader::read_piece(const std::string& piece, const RowContext& row, People& people) const {
    std::string text = without_tail(piece);
    if (is_nobody(text) || text.find_first_not_of("0123456789") == std::string::npos) {
        return;
    }
    if (auto found = group(text, row)) {
        people.groups.push_back(std::move(*found));
        return;
    }
    if (std::size_t colon = text.rfind(':'); colon != std::string::npos) {
        return read_piece(std::string(trim(text.substr(colon + 1))), row, people);
    }
    // 姜鸣和李栋, 班子成员及各科室负责人: only where both halves are known.
    for (std::string_view word : {"以及", "及", "和", "与"}) {
        std::size_t at = text.find(word);
        if (at == std::string::npos || at == 0) {
            continue;
        }
        std::string first = text.substr(0, at);
        std::string second = text.substr(at + word.size());
        if (known(first, row) && known(second, row)) {
            read_piece(first, row, people);
            return read_piece(second, row, people);
        }
    }
    read_names(text, row, people.named);
}

People NameReader::read(std::string_view written, const RowContext& row) const {
    People people;
    std::string text(trim(fold_width(written)));
    if (is_nobody(text)) {
        return people;
    }
    if (auto parts = excepted(text, row)) {
        for (const std::string& piece : split_pieces(parts->names)) {
            read_names(without_tail(piece), row, people.except);
        }
        text = parts->group;
    }
    // “班子成员、各科室负责人” may be one group's words.
    if (auto whole = group(without_tail(text), row)) {
        people.groups.push_back(std::move(*whole));
        return people;
    }
    for (const std::string& piece : split_pieces(text)) {
        read_piece(piece, row, people);
    }
    return people;
}

}  // namespace luze::exchange
