// How a document says what a record holds: 2021年3月5日, 张三（年休假）、李四.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/figures.h"

namespace luze::report {

// What a {name} stands for. A count of 0 stands in a sentence, but keeps no 〔clause〕.
struct Said {
    std::vector<Span> spans;
    norms::Operand value;
    bool there = true;  // false: nothing is known, and no sentence can be made with it
    bool says = true;   // false: not worth a clause
};
using Names = std::map<std::string, Said, std::less<>>;

[[nodiscard]] Said said(std::string text);
[[nodiscard]] Said said_nothing();
// A number that belongs to the figure.
[[nodiscard]] Said said_count(const Decimal& number, const std::string& figure);

// What an expression yields: a number, a day, a text.
[[nodiscard]] Said said_value(const norms::Operand& value);

// 2021年3月5日, 2021年3月 or 2021年, as exactly as it is known.
[[nodiscard]] std::string in_words(const PartialDate& date);
[[nodiscard]] std::string in_words(Date day);

// A field as an official paper says it; empty when absent or unreadable.
[[nodiscard]] std::string official(const standing::Context& context, const norms::Form& form,
                                   std::string_view field, const Record& record);

// FIELD, and FIELD.count of people and lists, FIELD.names of people: who is meant on the day, one
// by one, those who were absent left out of those present. `before` stands before each name.
void add_fields(Names& names, const standing::Context& context, const Record& record,
                std::string_view before = "");

// At most eight, then 等.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace luze::report
