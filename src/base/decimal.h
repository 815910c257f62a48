// Exact decimal numbers for hours, means and percentages; no binary floats anywhere in the books.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luze {

// A number of ten-thousandths: four decimals, up to about 9 × 10¹⁴.
class Decimal {
public:
    constexpr Decimal() = default;
    [[nodiscard]] static constexpr Decimal whole(std::int64_t value) {
        return Decimal(value * scale);
    }
    [[nodiscard]] static constexpr Decimal ten_thousandths(std::int64_t units) {
        return Decimal(units);
    }
    // Reads -12, 1.5, 0.25; at most four decimals. Nothing else (no sign +, exponent, spaces).
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
    // numerator / denominator rounded half up (away from zero) to so many decimals (0 … 4).
    [[nodiscard]] static Decimal ratio(Decimal numerator, Decimal denominator, int decimals);

    // Shortest form: 3, 1.5, 485.5.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::int64_t units() const { return units_; }

    friend constexpr Decimal operator+(Decimal a, Decimal b) {
        return Decimal(a.units_ + b.units_);
    }
    friend constexpr Decimal operator-(Decimal a, Decimal b) {
        return Decimal(a.units_ - b.units_);
    }
    // Exact when one of the two is whole; otherwise cut to four decimals.
    friend Decimal operator*(Decimal a, Decimal b);
    Decimal& operator+=(Decimal other) {
        units_ += other.units_;
        return *this;
    }
    auto operator<=>(const Decimal&) const = default;

private:
    static constexpr std::int64_t scale = 10'000;
    constexpr explicit Decimal(std::int64_t units) : units_(units) {}
    std::int64_t units_ = 0;
};

}  // namespace luze
