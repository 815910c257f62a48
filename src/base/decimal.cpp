#include "base/decimal.h"

#include <fmt/format.h>

#include <array>

namespace luze {

__extension__ typedef __int128 Wide;  // wide enough that no product below overflows

std::optional<Decimal> Decimal::parse(std::string_view text) {
    bool negative = !text.empty() && text.front() == '-';
    if (negative) {
        text.remove_prefix(1);
    }
    std::int64_t units = 0;
    int whole_digits = 0;
    int decimals = -1;  // -1: no point seen yet
    for (char c : text) {
        if (c == '.' && decimals < 0 && whole_digits > 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || decimals == 4 || whole_digits == 14) {
            return std::nullopt;
        }
        units = units * 10 + (c - '0');
        ++(decimals < 0 ? whole_digits : decimals);
    }
    if (whole_digits == 0 || decimals == 0) {
        return std::nullopt;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 4; ++i) {
        units *= 10;
    }
    return Decimal(negative ? -units : units);
}

Decimal Decimal::ratio(Decimal numerator, Decimal denominator, int decimals) {
    static constexpr std::array<std::int64_t, 5> step{10'000, 1'000, 100, 10, 1};
    Wide unit = step.at(static_cast<std::size_t>(decimals));
    Wide n = static_cast<Wide>(numerator.units_) * scale;
    Wide d = static_cast<Wide>(denominator.units_) * unit;
    if (d < 0) {
        n = -n;
        d = -d;
    }
    bool negative = n < 0;
    Wide rounded = ((negative ? -n : n) * 2 + d) / (d * 2);
    auto units = static_cast<std::int64_t>(rounded * unit);
    return Decimal(negative ? -units : units);
}

Decimal operator*(Decimal a, Decimal b) {
    return Decimal(
        static_cast<std::int64_t>(static_cast<Wide>(a.units_) * b.units_ / Decimal::scale));
}

std::string Decimal::text() const {
    std::int64_t size = units_ < 0 ? -units_ : units_;
    std::string out = fmt::format("{}{}.{:04}", units_ < 0 ? "-" : "", size / scale, size % scale);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') {
        out.pop_back();
    }
    return out;
}

}  // namespace luze
