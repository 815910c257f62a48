#include "norms/read_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "norms/read_scalar.h"

namespace luze::norms {

Phrase suggestion(std::string_view word, const Words& words) {
    if (std::string near = nearest(word, words); !near.empty()) {
        return {fmt::format("；是否想写“{}”？", near), fmt::format("; did you mean “{}”?", near)};
    }
    constexpr std::size_t shown = 12;
    if (words.empty() || words.size() > shown) {
        return {};
    }
    return {fmt::format("；可以写：{}", join(words, "、")),
            fmt::format("; known: {}", join(words, ", "))};
}

TableReader::TableReader(Reading& reading, std::string file, std::string name, const Table& table,
                         int line)
    : reading_(&reading),
      file_(std::move(file)),
      name_(std::move(name)),
      table_(&table),
      line_(line) {}

const Member* TableReader::find(std::string_view key) const {
    auto at = std::ranges::find(*table_, key, &Member::key);
    return at == table_->end() ? nullptr : &*at;
}

const Member* TableReader::ask(std::string_view key, Need need) {
    asked_.emplace(key);
    const Member* member = find(key);
    if (member == nullptr && need == Need::required) {
        missing(key);
    }
    return member;
}

void TableReader::fault(std::string_view key, Phrase what) {
    const Member* member = find(key);
    int line = member != nullptr ? member->line : line_;
    reading_->faults.push_back(PackFault{.file = file_, .line = line, .what = std::move(what)});
}

void TableReader::missing(std::string_view key) {
    fault("", {fmt::format("{} 缺少“{}”", name_, key), fmt::format("{} lacks “{}”", name_, key)});
}

void TableReader::wrong_type(const Member& member, const Phrase& wanted) {
    fault(member.key, {fmt::format("{} 的“{}”应当是{}", name_, member.key, wanted.zh),
                       fmt::format("“{}” of {} must be {}", member.key, name_, wanted.en)});
}

void TableReader::unknown_word(std::string_view key, std::string_view written, const Words& words) {
    Phrase hint = suggestion(written, words);
    fault(key, {fmt::format("{} 的“{}”不认识“{}”{}", name_, key, written, hint.zh),
                fmt::format("“{}” of {} does not know “{}”{}", key, name_, written, hint.en)});
}

std::string TableReader::peek(std::string_view key) const {
    const Member* member = find(key);
    return member == nullptr ? std::string() : scalar_text(member->value).value_or("");
}

void TableReader::text(std::string_view key, std::string& into, Need need) {
    const Member* member = ask(key, need);
    if (member == nullptr) {
        return;
    }
    const auto* text = std::get_if<std::string>(&member->value.value);
    if (text == nullptr) {
        return wrong_type(*member, {"文字（加引号）", "a text in quotes"});
    }
    if (need == Need::required && trim(*text).empty()) {
        return wrong_type(*member, {"文字，不能为空", "a text that is not empty"});
    }
    into = *text;
}

void TableReader::phrase(std::string_view key, Phrase& into, Need need) {
    text(key, into.zh, need);
    text(std::string(key) + "_en", into.en);
    if (into.en.empty()) {
        into.en = into.zh;
    }
}

void TableReader::scalar(std::string_view key, std::string& into, Need need) {
    const Member* member = ask(key, need);
    if (member == nullptr) {
        return;
    }
    auto text = scalar_text(member->value);
    if (!text) {
        return wrong_type(*member, {"数字或文字", "a number or a text"});
    }
    into = *text;
}

void TableReader::flag(std::string_view key, bool& into) {
    const Member* member = ask(key, Need::optional);
    if (member == nullptr) {
        return;
    }
    const auto* on = std::get_if<bool>(&member->value.value);
    if (on == nullptr) {
        return wrong_type(*member, {"true 或 false", "true or false"});
    }
    into = *on;
}

void TableReader::integer(std::string_view key, int& into, int least, int most, Need need) {
    const Member* member = ask(key, need);
    if (member == nullptr) {
        return;
    }
    const auto* number = std::get_if<std::int64_t>(&member->value.value);
    if (number == nullptr || *number < least || *number > most) {
        return wrong_type(*member, {fmt::format("{} 到 {} 之间的整数", least, most),
                                    fmt::format("a whole number from {} to {}", least, most)});
    }
    into = static_cast<int>(*number);
}

void TableReader::date(std::string_view key, std::optional<Date>& into, Need need) {
    const Member* member = ask(key, need);
    if (member == nullptr) {
        return;
    }
    into = scalar_date(member->value);
    if (!into) {
        wrong_type(*member, {"日期，如 2021-02-11", "a date such as 2021-02-11"});
    }
}

void TableReader::dates(std::string_view key, std::vector<Date>& into) {
    const Member* member = ask(key, Need::optional);
    if (member == nullptr) {
        return;
    }
    auto days = list_of<Date>(member->value, scalar_date);
    if (!days) {
        return wrong_type(*member,
                          {"日期的列表，如 [2021-02-07]", "a list of dates such as [2021-02-07]"});
    }
    into = std::move(*days);
}

void TableReader::texts(std::string_view key, Words& into, Need need) {
    const Member* member = ask(key, need);
    if (member == nullptr) {
        return;
    }
    auto words = list_of<std::string>(member->value, quoted_text);
    if (!words || (need == Need::required && words->empty())) {
        return wrong_type(*member, {"文字的列表，如 [\"甲\"]", "a list of texts such as [\"a\"]"});
    }
    into = std::move(*words);
}

void TableReader::span(std::string_view key, Span& into) {
    const Member* member = ask(key, Need::optional);
    if (member == nullptr) {
        return;
    }
    auto read = scalar_span(member->value);
    if (!read) {
        return wrong_type(
            *member, {"时长：30d（日）、20w（工作日）、2m（月）、5y（年），之前的加负号，如 -14d",
                      "a length: 30d (days), 20w (working days), 2m (months), 5y (years), "
                      "-14d for before"});
    }
    into = *read;
}

void TableReader::rows(Rows& into) {
    const Member* member = ask("rows", Need::optional);
    if (member == nullptr) {
        return;
    }
    auto numbers = list_of<std::string>(member->value, scalar_text);
    if (!numbers) {
        return wrong_type(*member,
                          {"体系行号的列表，如 [36]", "a list of row numbers such as [36]"});
    }
    for (const std::string& number : *numbers) {
        int row = 0;
        bool known_row =
            refers("rows", number, known().rows, {"体系行（[[row]]）", "[[row]] with number"});
        // A row whose own number is no number has been reported there.
        auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), row);
        if (known_row && error == std::errc{} && *end == '\0') {
            into.push_back(row);
        }
    }
}

bool TableReader::refers(std::string_view key, std::string_view id, const Words& ids,
                         const Phrase& what) {
    if (id.empty() || std::ranges::find(ids, id) != ids.end()) {
        return true;
    }
    Phrase hint = suggestion(id, ids);
    fault(key,
          {fmt::format("{} 的“{}”：没有叫“{}”的{}{}", name_, key, id, what.zh, hint.zh),
           fmt::format("“{}” of {}: there is no {} “{}”{}", key, name_, what.en, id, hint.en)});
    return false;
}

void TableReader::reference(std::string_view key, std::string& into, const Words& ids,
                            const Phrase& what, Need need) {
    text(key, into, need);
    if (!refers(key, into, ids, what)) {
        into.clear();
    }
}

void TableReader::references(std::string_view key, Words& into, const Words& ids,
                             const Phrase& what, Need need) {
    texts(key, into, need);
    std::erase_if(into, [&](const std::string& id) { return !refers(key, id, ids, what); });
}

TableReader TableReader::inner(std::string_view key, const Node& node) const {
    const Table& table = std::get<Table>(node.value);
    int line = node.line > 0 || table.empty() ? node.line : table.front().line;
    return {*reading_, file_, name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key),
            table, line};
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    const Member* member = ask(key, Need::optional);
    if (member == nullptr) {
        return {};
    }
    if (std::holds_alternative<Table>(member->value.value)) {
        return {inner(key, member->value)};
    }
    std::vector<TableReader> found;
    const auto* items = std::get_if<Array>(&member->value.value);
    auto is_table = [](const Node& node) { return std::holds_alternative<Table>(node.value); };
    if (items == nullptr || !std::ranges::all_of(*items, is_table)) {
        wrong_type(*member, {"表，或表的列表", "a table, or a list of tables"});
        return found;
    }
    for (const Node& item : *items) {
        found.push_back(inner(key, item));
    }
    return found;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
    const Member* member = ask(key, Need::optional);
    if (member == nullptr) {
        return std::nullopt;
    }
    if (std::holds_alternative<Table>(member->value.value)) {
        return inner(key, member->value);
    }
    wrong_type(*member, {"一个表，如 { kind = \"unit\" }", "a table such as { kind = \"unit\" }"});
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> TableReader::scalars() {
    std::vector<std::pair<std::string, std::string>> found;
    for (const Member& member : *table_) {
        std::string text;
        scalar(member.key, text);
        found.emplace_back(member.key, text);
    }
    return found;
}

void TableReader::finish() {
    Words keys(asked_.begin(), asked_.end());
    for (const Member& member : *table_) {
        if (asked_.contains(member.key)) {
            continue;
        }
        Phrase hint = suggestion(member.key, keys);
        fault(member.key, {fmt::format("{} 里没有“{}”这个键{}", name_.empty() ? "文件" : name_,
                                       member.key, hint.zh),
                           fmt::format("{} has no key “{}”{}", name_.empty() ? "a pack" : name_,
                                       member.key, hint.en)});
    }
}

}  // namespace luze::norms
