// Which form of the pack a row of headings belongs to, and which column feeds which field.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "norms/pack.h"

namespace luze::exchange {

// The heading of one column. Under a merged parent (销号 over 时间) the parent qualifies it.
struct Heading {
    std::size_t column = 0;  // as in the grid, from 1
    std::string parent;      // empty when there is none
    std::string text;

    // As a person would say it: 销号/时间.
    [[nodiscard]] std::string shown() const { return parent.empty() ? text : parent + "/" + text; }
};

// How well a form fits some headings.
struct FormMatch {
    const norms::Form* form = nullptr;
    int score = 0;                              // hundredths of a column found; more is better
    std::vector<const norms::Field*> field_of;  // per heading; null = feeds none
    std::vector<const norms::Field*> missing;   // required fields without a column
    std::size_t matched = 0;
};

// Headings without spaces, brackets, stars, colons and width: 时长（小时） → 时长小时 / 时长.
[[nodiscard]] std::string plain_heading(std::string_view text);
[[nodiscard]] std::string bare_heading(std::string_view text);  // brackets' contents gone, too
[[nodiscard]] bool is_serial_heading(std::string_view text);    // 序号, 编号, No.

class FormMatcher {
public:
    explicit FormMatcher(const norms::Pack& pack);

    // Every form, the best first. `names`: sheet and titles, where a form's words may stand.
    [[nodiscard]] std::vector<FormMatch> match(const std::vector<Heading>& headings,
                                               const std::vector<std::string>& names) const;
    // Is the text exactly a heading that some form knows?
    [[nodiscard]] bool knows(std::string_view heading) const;

private:
    struct Word {
        std::string plain;
        std::string bare;
    };
    struct FieldWords {
        const norms::Field* field;
        std::vector<Word> words;
        std::set<std::string, std::less<>> plain;  // of the words
        std::set<std::string, std::less<>> bare;
    };
    struct FormWords {
        const norms::Form* form;
        std::vector<FieldWords> fields;
        std::vector<std::string> sheet_words;
    };
    struct Plain;                                            // a heading, made plain
    using Pair = std::tuple<int, std::size_t, std::size_t>;  // −likeness, heading, field

    [[nodiscard]] static int exactness(const Plain& heading, const FieldWords& field);
    [[nodiscard]] static int likeness(const Plain& heading, const FieldWords& field, bool needed);
    static void assign(const FormWords& form, std::vector<Pair> pairs, std::vector<bool>& fed,
                       FormMatch& out);
    [[nodiscard]] static FormMatch match_form(const FormWords& form,
                                              const std::vector<Plain>& headings);

    std::vector<FormWords> forms_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace luze::exchange
