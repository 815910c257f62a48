// One cell read as what its field holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "exchange/grid.h"
#include "model/value.h"
#include "norms/pack.h"

namespace luze::exchange {

// Every type but people, person and unit, which need the roster (exchange/names.h). `year` is the
// ledger's. None for a cell that says nothing; Unreadable for one that cannot be of this type.
[[nodiscard]] std::optional<Value> read_cell(const norms::Field& field, const Cell& cell, int year);

// A field derived (`from`) from the text of another: choices whose words stand in its bracketed
// part or, failing that, anywhere in it.
[[nodiscard]] std::optional<Value> derive_field(const norms::Field& field, std::string_view text);

// 45, 1,234, ４５人, 约2小时, 三次. Empty for 半天, 2天 where the words that go with the number
// (`context`: names and headings of the field) do not speak of days, and for all other text.
[[nodiscard]] std::optional<Decimal> read_number(std::string_view text, std::string_view context);

// 是/否, √/×, 有/无, Y/N, TRUE/FALSE.
[[nodiscard]] std::optional<bool> read_flag(std::string_view text);

// “1.…；2.…” with 1. 1、 （1） ① 一、 一是; else line by line. 无 and 未发现问题 are an empty list.
[[nodiscard]] std::vector<std::string> read_list(std::string_view text);

// The choices whose words the text says: the whole text if it is one, else contained ones, the
// longest first, so that 不通过 is not 通过. In the order in which they stand.
[[nodiscard]] std::vector<std::string> choices_said(const std::vector<norms::Choice>& choices,
                                                    std::string_view text);

// Blank, —, /, and the like.
[[nodiscard]] bool says_nothing(std::string_view text);

}  // namespace luze::exchange
