#include "exchange/table_match.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"

namespace luze::exchange {
namespace {

// Likeness of a heading and a synonym; below the last, none.
constexpr int exact = 100;
constexpr int exact_bare = 97;   // brackets aside
constexpr int child_alone = 90;  // without its parent
constexpr int part = 60;         // one holds the other
constexpr int one_edit = 55;

constexpr int sheet_word = 150;    // a form's word in the sheet's name or a title
constexpr int stray_heading = 15;  // a heading that feeds no field

bool any_of(std::string_view word, const auto& words) {
    return std::ranges::find(words, word) != words.end();
}

// Headings that many forms share say too little to be matched as a part of another.
bool says_little(std::string_view word) {
    static constexpr std::array<std::string_view, 18> words = {
        "时间", "日期", "名称", "内容", "结果", "类型", "类别", "情况", "备注",
        "人员", "单位", "姓名", "说明", "人数", "次数", "事项", "方式", "对象"};
    return any_of(word, words);
}

std::string without_marks(std::string_view text) {
    std::u32string out;
    for (char32_t c : to_utf32(without_spaces(fold_width(text)))) {
        if (!std::u32string_view(U"()[]{}【】〔〕<>《》*:;,.、/\\|-_—·＊※#\"'“”").contains(c)) {
            out.push_back(c >= U'A' && c <= U'Z' ? c + 32 : c);
        }
    }
    return to_utf8(out);
}

int part_likeness(std::string_view heading, std::string_view word, bool needed) {
    bool longer = heading.size() > word.size();
    std::string_view few = longer ? word : heading;
    std::string_view many = longer ? heading : word;
    if (many.find(few) == std::string_view::npos || code_points(few) < 2) {
        return 0;
    }
    std::size_t length = code_points(few);
    auto share = static_cast<int>(10 * length / code_points(many));
    bool enough = length >= 3 ? share >= 5 : share >= 6;
    if (needed) {
        enough = share >= 4;
    } else if (says_little(few)) {
        enough = false;
    }
    return enough ? part + share : 0;
}

// 参会人员 for 参加人员; never across the first character (到任时间 is not 离任时间).
int edit_likeness(std::string_view heading, std::string_view word) {
    std::size_t gap =
        heading.size() > word.size() ? heading.size() - word.size() : word.size() - heading.size();
    if (gap > 4 || heading.substr(0, 3) != word.substr(0, 3)) {
        return 0;
    }
    std::u32string a = to_utf32(heading);
    std::u32string b = to_utf32(word);
    bool comparable = a.size() >= 4 && b.size() >= 4 && a.front() == b.front();
    return comparable && edit_distance(heading, word) == 1 ? one_edit : 0;
}

}  // namespace

struct FormMatcher::Plain {
    std::string qualified;  // parent and own text; the same as `own` without a parent
    std::string own;
    std::string bare;
    bool child = false;
    bool serial = false;
};

std::string plain_heading(std::string_view text) { return without_marks(text); }

std::string bare_heading(std::string_view text) {
    std::u32string out;
    int depth = 0;
    for (char32_t c : to_utf32(fold_width(text))) {
        if (std::u32string_view(U"([【〔").contains(c)) {
            ++depth;
        } else if (std::u32string_view(U")]】〕").contains(c)) {
            depth = std::max(0, depth - 1);
        } else if (depth == 0) {
            out.push_back(c);
        }
    }
    return without_marks(to_utf8(out));
}

bool is_serial_heading(std::string_view text) {
    static constexpr std::array<std::string_view, 9> words = {
        "序号", "编号", "序", "号", "项次", "次序", "no", "行号", "顺序号"};
    return any_of(plain_heading(text), words);
}

FormMatcher::FormMatcher(const norms::Pack& pack) {
    for (const norms::Form& form : pack.forms) {
        FormWords words{&form, {}, {}};
        for (const std::string& word : form.sheet_words) {
            words.sheet_words.push_back(plain_heading(word));
        }
        for (const norms::Field& field : form.fields) {
            FieldWords entry{&field, {}, {}, {}};
            std::vector<std::string> spellings = field.columns;
            if (field.from.empty() || !field.columns.empty()) {
                spellings.push_back(field.name.zh);
            }
            for (const std::string& spelling : spellings) {
                Word word{plain_heading(spelling), bare_heading(spelling)};
                if (!word.plain.empty()) {
                    known_.insert(word.plain);
                    entry.plain.insert(word.plain);
                    entry.bare.insert(word.bare);
                    entry.words.push_back(std::move(word));
                }
            }
            if (!entry.words.empty()) {
                words.fields.push_back(std::move(entry));
            }
        }
        forms_.push_back(std::move(words));
    }
}

bool FormMatcher::knows(std::string_view heading) const {
    std::string plain = plain_heading(heading);
    return known_.contains(plain) || is_serial_heading(plain) ||
           known_.contains(bare_heading(heading));
}

int FormMatcher::exactness(const Plain& heading, const FieldWords& field) {
    if (field.plain.contains(heading.qualified)) {
        return exact;
    }
    if (field.plain.contains(heading.own)) {
        return child_alone;
    }
    bool bare = !heading.bare.empty() &&
                (field.plain.contains(heading.bare) || field.bare.contains(heading.bare));
    if (!bare) {
        return 0;
    }
    return heading.child ? child_alone - 3 : exact_bare;
}

int FormMatcher::likeness(const Plain& heading, const FieldWords& field, bool needed) {
    int best = 0;
    for (const Word& word : field.words) {
        best = std::max({best, part_likeness(heading.own, word.plain, needed),
                         edit_likeness(heading.own, word.plain)});
    }
    return best;
}

// Every heading feeds one field at most, every field is fed once: the best pairs first.
void FormMatcher::assign(const FormWords& form, std::vector<Pair> pairs, std::vector<bool>& fed,
                         FormMatch& out) {
    std::ranges::sort(pairs);
    for (const auto& [unlike, h, f] : pairs) {
        if (out.field_of[h] == nullptr && !fed[f]) {
            out.field_of[h] = form.fields[f].field;
            fed[f] = true;
            out.score -= unlike;
            ++out.matched;
        }
    }
}

FormMatch FormMatcher::match_form(const FormWords& form, const std::vector<Plain>& headings) {
    FormMatch out;
    out.form = form.form;
    out.field_of.resize(headings.size());
    std::vector<bool> fed(form.fields.size());
    std::vector<Pair> pairs;
    for (std::size_t h = 0; h < headings.size(); ++h) {
        for (std::size_t f = 0; f < form.fields.size(); ++f) {
            if (int like = exactness(headings[h], form.fields[f]); like > 0) {
                pairs.emplace_back(-like, h, f);
            }
        }
    }
    assign(form, std::move(pairs), fed, out);
    pairs.clear();
    // Likeness only helps out where a form is already recognised.
    for (std::size_t h = 0; h < headings.size() && out.matched * 4 >= headings.size(); ++h) {
        for (std::size_t f = 0; f < form.fields.size(); ++f) {
            if (out.field_of[h] != nullptr || fed[f] || headings[h].serial) {
                continue;
            }
            const norms::Field& field = *form.fields[f].field;
            bool needed = field.required || field.id == form.form->date;
            if (int like = likeness(headings[h], form.fields[f], needed); like > 0) {
                pairs.emplace_back(-like, h, f);
            }
        }
    }
    assign(form, std::move(pairs), fed, out);
    for (std::size_t h = 0; h < headings.size(); ++h) {
        bool stray = out.field_of[h] == nullptr && !headings[h].serial;
        out.score -= stray ? stray_heading : 0;
    }
    for (const norms::Field& field : form.form->fields) {
        bool found = std::ranges::find(out.field_of, &field) != out.field_of.end();
        bool elsewhere = !field.from.empty() || field.id == form.form->host;
        if (field.required && !found && !elsewhere) {
            out.missing.push_back(&field);
        }
    }
    if (!form.fields.empty()) {
        out.score += static_cast<int>(100 * out.matched / form.fields.size());
    }
    return out;
}

std::vector<FormMatch> FormMatcher::match(const std::vector<Heading>& headings,
                                          const std::vector<std::string>& names) const {
    std::vector<Plain> plain;
    for (const Heading& heading : headings) {
        Plain one{plain_heading(heading.parent + heading.text), plain_heading(heading.text),
                  bare_heading(heading.text), !heading.parent.empty(),
                  is_serial_heading(heading.text)};
        plain.push_back(std::move(one));
    }
    std::string said;
    for (const std::string& name : names) {
        said += plain_heading(name) + "\n";
    }
    std::vector<FormMatch> out;
    for (const FormWords& form : forms_) {
        FormMatch match = match_form(form, plain);
        bool named = std::ranges::any_of(form.sheet_words, [&](const std::string& word) {
            return !word.empty() && said.find(word) != std::string::npos;
        });
        match.score += named ? sheet_word : 0;
        out.push_back(std::move(match));
    }
    std::ranges::stable_sort(out, [](const FormMatch& a, const FormMatch& b) {
        return std::tuple(!a.missing.empty(), -a.score) < std::tuple(!b.missing.empty(), -b.score);
    });
    return out;
}

}  // namespace luze::exchange
