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

constexpr int sheet_word = 150;   // a form's word in the sheet's name or a title
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
    std::size_t length = code_points(few);
    if (length < 2 || many.find(few) == std::string_view::npos) {
        return 0;
    }
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
    std::u32string a = to_utf32(heading);
    std::u32string b = to_utf32(word);
    bool comparable = a.size() >= 4 && b.size() >= 4 && a.front() == b.front();
    return comparable && edit_distance(heading, word) == 1 ? one_edit : 0;
}

bool has_word(const norms::Form& form, const std::vector<std::string>& names) {
    return std::ranges::any_of(form.sheet_words, [&](const std::string& word) {
        std::string wanted = plain_heading(word);
        return std::ranges::any_of(names, [&](const std::string& name) {
            return plain_heading(name).find(wanted) != std::string::npos;
        });
    });
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
    static constexpr std::array<std::string_view, 9> words = {"序号", "编号", "序",   "号",  "项次",
                                                              "次序", "no",   "行号", "顺序号"};
    return any_of(plain_heading(text), words);
}

FormMatcher::FormMatcher(const norms::Pack& pack) {
    for (const norms::Form& form : pack.forms) {
        FormWords words{&form, {}};
        for (const norms::Field& field : form.fields) {
            FieldWords entry{&field, {}};
            std::vector<std::string> spellings = field.columns;
            if (field.from.empty() || !field.columns.empty()) {
                spellings.push_back(field.name.zh);
            }
            for (const std::string& spelling : spellings) {
                Word word{plain_heading(spelling), bare_heading(spelling)};
                if (!word.plain.empty()) {
                    known_.insert(word.plain);
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

int FormMatcher::likeness(const Plain& heading, const FieldWords& field, bool needed) {
    int best = 0;
    for (const Word& word : field.words) {
        if (heading.qualified == word.plain) {
            return exact;
        }
        int now = 0;
        if (heading.own == word.plain) {
            now = child_alone;
        } else if (!heading.bare.empty() &&
                   (heading.bare == word.plain || heading.bare == word.bare)) {
            now = heading.child ? child_alone - 3 : exact_bare;
        } else if (heading.serial) {
            now = 0;
        } else {
            now = std::max(part_likeness(heading.own, word.plain, needed),
                           edit_likeness(heading.own, word.plain));
        }
        best = std::max(best, now);
    }
    return best;
}

FormMatch FormMatcher::match_form(const FormWords& form, const std::vector<Plain>& headings) {
    using Pair = std::tuple<int, std::size_t, std::size_t>;  // −likeness, heading, field
    std::vector<Pair> pairs;
    for (std::size_t h = 0; h < headings.size(); ++h) {
        for (std::size_t f = 0; f < form.fields.size(); ++f) {
            const norms::Field& field = *form.fields[f].field;
            bool needed = field.required || field.id == form.form->date;
            if (int like = likeness(headings[h], form.fields[f], needed); like > 0) {
                pairs.emplace_back(-like, h, f);
            }
        }
    }
    std::ranges::sort(pairs);
    FormMatch out;
    out.form = form.form;
    out.field_of.resize(headings.size());
    std::vector<bool> fed(form.fields.size());
    for (const auto& [unlike, h, f] : pairs) {
        if (out.field_of[h] == nullptr && !fed[f]) {
            out.field_of[h] = form.fields[f].field;
            fed[f] = true;
            out.score -= unlike;
            ++out.matched;
        }
    }
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
    std::vector<FormMatch> out;
    for (const FormWords& form : forms_) {
        FormMatch match = match_form(form, plain);
        match.score += has_word(*form.form, names) ? sheet_word : 0;
        out.push_back(std::move(match));
    }
    std::ranges::stable_sort(out, [](const FormMatch& a, const FormMatch& b) {
        return std::tuple(!a.missing.empty(), -a.score) < std::tuple(!b.missing.empty(), -b.score);
    });
    return out;
}

}  // namespace luze::exchange
