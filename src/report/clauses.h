// Clauses of a sentence that give way: “登记问题60个〔，逾期{late}个〕”.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace luze::report {

// Leaves out every 〔clause〕 that has a name with nothing to say, and the brackets of the others.
// A clause may hold clauses and then needs one of them: 〔，其中〔、甲{a}〕〔、乙{b}〕〕. The 、
// that opens a clause joins it to the one before: it goes when the run of clauses has none before
// it, as does a ； that would open the text. Brackets around no name are ordinary text: 〔2021〕.
[[nodiscard]] std::string kept_clauses(std::string_view text,
                                       const std::function<bool(std::string_view name)>& says);

// The text without its clauses: what a sentence cannot do without.
[[nodiscard]] std::string without_clauses(std::string_view text);

}  // namespace luze::report
