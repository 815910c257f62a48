// Groups and units among names: 第二党支部全体党员, 除张三、李四外全体党员, 园林科.
#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"
#include "exchange/cells.h"
#include "exchange/names.h"
#include "exchange/names_split.h"

namespace luze::exchange {
namespace {

bool subsequence(std::string_view shorter, std::string_view longer) {
    std::u32string few = to_utf32(shorter);
    std::size_t at = 0;
    for (char32_t c : to_utf32(longer)) {
        at += at < few.size() && few[at] == c ? 1 : 0;
    }
    return at == few.size();
}

template <class Fits>
std::string the_only(const std::vector<std::string>& units, Fits fits) {
    std::string found;
    for (const std::string& unit : units) {
        if (fits(unit)) {
            if (!found.empty()) {
                return {};
            }
            found = unit;
        }
    }
    return found;
}

// Words before a group that mean the whole organisation.
bool means_everybody(std::string_view prefix) {
    static constexpr std::array<std::string_view, 13> words = {
        "全局", "局",     "本局",   "我局", "机关", "局机关", "全体",
        "本",   "全单位", "本单位", "单位", "全院", "全系统"};
    return std::ranges::find(words, prefix) != words.end();
}

bool means_host(std::string_view prefix) {
    static constexpr std::array<std::string_view, 7> words = {"本支部", "支部",   "本科室", "科室",
                                                              "我支部", "本部门", "党支部"};
    return std::ranges::find(words, prefix) != words.end();
}

bool ends_like_unit(std::string_view text) {
    static constexpr std::array<std::string_view, 9> ends = {"支部", "科", "室",   "股", "处",
                                                             "办",   "站", "中心", "队"};
    return std::ranges::any_of(ends, [&](std::string_view end) { return text.ends_with(end); });
}

std::string without_joints(std::string text) {
    for (bool again = true; again;) {
        again = false;
        for (std::string_view word : {",", "、", "的", " ", "(", ")", ";"}) {
            if (text.starts_with(word)) {
                text.erase(0, word.size());
                again = true;
            }
            if (text.ends_with(word)) {
                text.erase(text.size() - word.size());
                again = true;
            }
        }
    }
    return text;
}

}  // namespace

const std::vector<std::string>& NameReader::units(UnitKind kind) const {
    static const std::vector<std::string> none;
    if (kind == UnitKind::department) {
        return roster_.departments();
    }
    return kind == UnitKind::branch ? roster_.branches() : none;
}

NameReader::NameReader(const norms::Pack& pack, const Roster& roster)
    : pack_(pack), roster_(roster) {
    for (const norms::Group& group : pack.groups) {
        std::vector<std::string> spellings = group.words;
        spellings.push_back(group.name.zh);
        for (const std::string& spelling : spellings) {
            if (std::string word = without_spaces(fold_width(spelling)); !word.empty()) {
                group_words_.push_back({std::move(word), &group});
            }
        }
    }
    std::ranges::stable_sort(group_words_, [](const GroupWord& a, const GroupWord& b) {
        return a.word.size() > b.word.size();
    });
}

std::string NameReader::unit_meant(UnitKind kind, std::string_view written) const {
    Units& known = meant_[kind];
    auto at = known.find(written);
    if (at == known.end()) {
        std::string unit = find_unit(kind, without_spaces(fold_width(written)));
        at = known.emplace(std::string(written), std::move(unit)).first;
    }
    return at->second;
}

std::string NameReader::find_unit(UnitKind kind, const std::string& wanted) const {
    const auto& all = units(kind);
    auto folded = [](const std::string& unit) { return without_spaces(fold_width(unit)); };
    for (const std::string& unit : all) {
        if (folded(unit) == wanted) {
            return unit;
        }
    }
    if (code_points(wanted) < 2) {
        return {};
    }
    std::string found =
        the_only(all, [&](const std::string& unit) { return subsequence(wanted, folded(unit)); });
    if (!found.empty()) {
        return found;
    }
    std::string bare = split_brackets(wanted).name;
    return the_only(all, [&](const std::string& unit) {
        return code_points(unit) >= 2 && bare.ends_with(folded(unit));
    });
}

std::string NameReader::unit_named_in(UnitKind kind, std::string_view text) const {
    std::string plain = without_spaces(fold_width(text));
    return the_only(units(kind), [&](const std::string& unit) {
        return plain.find(without_spaces(fold_width(unit))) != std::string::npos;
    });
}

std::optional<Value> NameReader::read_unit(UnitKind kind, std::string_view written) const {
    std::string text(trim(written));
    std::string folded = without_spaces(fold_width(text));
    bool remark = folded.starts_with('(') && folded.ends_with(')');
    if (is_nobody(folded) || remark) {
        return std::nullopt;
    }
    bool listed = kind == UnitKind::department || kind == UnitKind::branch;
    if (!listed || units(kind).empty()) {
        return UnitName{without_spaces(text)};
    }
    std::string meant = unit_meant(kind, text);
    return meant.empty() ? Value(Text{text}) : Value(UnitName{std::move(meant)});
}

// Which unit a group's people are narrowed to by the words before it; none: no such unit.
std::optional<std::string> NameReader::group_unit(const norms::Group& group,
                                                  const std::string& prefix,
                                                  const RowContext& row) const {
    if (prefix.empty()) {
        return group.of_host ? row.host : std::string();
    }
    if (means_everybody(prefix)) {
        return std::string();
    }
    if (means_host(prefix) && !row.host.empty()) {
        return row.host;
    }
    UnitKind other = group.within == UnitKind::branch ? UnitKind::department : UnitKind::branch;
    for (UnitKind kind : {group.within, other}) {
        if (std::string unit = unit_meant(kind, prefix); !unit.empty()) {
            return unit;
        }
    }
    return std::nullopt;
}

// A unit's name alone means its people: a branch's members, a department's staff.
std::optional<GroupRef> NameReader::bare_unit(const std::string& plain) const {
    for (UnitKind kind : {UnitKind::branch, UnitKind::department}) {
        const auto& all = units(kind);
        bool named = std::ranges::find(all, plain) != all.end();
        std::string unit = named || ends_like_unit(plain) ? unit_meant(kind, plain) : "";
        if (unit.empty()) {
            continue;
        }
        for (const norms::Group& group : pack_.groups) {
            bool everybody = group.where.always() && group.of.empty();
            bool fits = group.within == kind && (kind == UnitKind::branch || everybody);
            if (fits) {
                return GroupRef{plain, group.id, unit};
            }
        }
    }
    return std::nullopt;
}

std::optional<GroupRef> NameReader::group(std::string_view written, const RowContext& row) const {
    std::string plain = split_brackets(without_spaces(written)).name;
    if (plain.empty() || !roster_.named(plain).empty()) {
        return std::nullopt;
    }
    for (const GroupWord& words : group_words_) {
        if (!plain.ends_with(words.word)) {
            continue;
        }
        std::string prefix = without_joints(plain.substr(0, plain.size() - words.word.size()));
        if (auto unit = group_unit(*words.group, prefix, row)) {
            return GroupRef{plain, words.group->id, std::move(*unit)};
        }
    }
    return bare_unit(plain);
}

// 除A、B外全体党员 and 全体党员（除A外）: the group's words and the names between 除 and 外.
std::optional<NameReader::Excepted> NameReader::excepted(const std::string& text,
                                                         const RowContext& row) const {
    static constexpr std::string_view except = "除";
    static constexpr std::string_view beyond = "外";
    std::size_t from = text.find(except);
    if (from == std::string::npos) {
        return std::nullopt;
    }
    std::size_t names_from = from + except.size();
    if (text.substr(names_from).starts_with("了")) {
        names_from += std::string_view("了").size();
    }
    auto groups_only = [&](const std::string& words) {
        if (words.empty()) {
            return false;
        }
        std::vector<std::string> pieces = split_pieces(words);
        return group(without_tail(words), row).has_value() ||
               std::ranges::any_of(pieces, [&](const std::string& piece) {
                   return group(without_tail(piece), row).has_value();
               });
    };
    for (std::size_t at = text.find(beyond, names_from); at != std::string::npos;
         at = text.find(beyond, at + 1)) {
        std::string names(trim(text.substr(names_from, at - names_from)));
        auto open = std::ranges::count(names, '(');
        if (open != std::ranges::count(names, ')')) {
            continue;  // 除李栋（外出培训）外: not this one
        }
        for (std::string_view word : {"以", "之", "请假", "缺席"}) {
            if (names.ends_with(word)) {
                names.erase(names.size() - word.size());
            }
        }
        std::string others = text.substr(0, from) + text.substr(at + beyond.size());
        others = without_joints(std::string(trim(others)));
        if (groups_only(others)) {
            return Excepted{others, names};
        }
    }
    return std::nullopt;
}

}  // namespace luze::exchange
