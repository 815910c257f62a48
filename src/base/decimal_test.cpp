#include "base/decimal.h"

#include <rapidcheck.h>

namespace luze {
namespace {

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }

std::string ratio(std::string_view numerator, std::string_view denominator, int decimals) {
    return Decimal::ratio(number(numerator), number(denominator), decimals).text();
}

TEST(Decimal, WritesTheShortestForm) {
    EXPECT_EQ(number("3").text(), "3");
    EXPECT_EQ(number("1.50").text(), "1.5");
    EXPECT_EQ(number("-0.25").text(), "-0.25");
    EXPECT_EQ(number("0485.5000").text(), "485.5");
    EXPECT_EQ(number("-0").text(), "0");
    EXPECT_EQ(number("100").text(), "100");
}

TEST(Decimal, RefusesWhatIsNoPlainNumber) {
    for (const char* text : {"", "-", ".5", "5.", "+1", "1e3", "1,000", " 1", "1 ", "1.23456",
                             "0x1", "--1", "1.2.3", "１", "123456789012345"}) {
        EXPECT_FALSE(Decimal::parse(text)) << text;
    }
}

TEST(Decimal, ReadsBackAsItself) {
    EXPECT_TRUE(rc::check([] {
        auto units = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000);
        Decimal decimal = Decimal::ten_thousandths(units);
        RC_ASSERT(Decimal::parse(decimal.text()) == decimal);
    }));
}

TEST(Decimal, RoundsHalvesAwayFromZero) {
    EXPECT_EQ(ratio("8400", "86", 1), "97.7");
    EXPECT_EQ(ratio("1", "8", 2), "0.13");
    EXPECT_EQ(ratio("-1", "8", 2), "-0.13");
    EXPECT_EQ(ratio("1", "-8", 2), "-0.13");
    EXPECT_EQ(ratio("5", "2", 0), "3");
    EXPECT_EQ(ratio("2", "3", 4), "0.6667");
    EXPECT_EQ(ratio("0", "7", 2), "0");
}

// Binary floats would say 0.28 and 1.00.
TEST(Decimal, RoundsWhatFloatsGetWrong) {
    EXPECT_EQ(ratio("0.285", "1", 2), "0.29");
    EXPECT_EQ(ratio("1.005", "1", 2), "1.01");
}

TEST(Decimal, AddsAndMultipliesExactly) {
    Decimal sum;
    for (int i = 0; i < 10; ++i) {
        sum += number("0.1");
    }
    EXPECT_EQ(sum, Decimal::whole(1));
    EXPECT_EQ((number("1.5") - number("2")).text(), "-0.5");
    EXPECT_EQ((number("1.5") * Decimal::whole(3)).text(), "4.5");
    EXPECT_EQ((number("0.0001") * number("0.5")).text(), "0");
    EXPECT_EQ((number("90000000000000") * number("0.01")).text(), "900000000000");
}

TEST(Decimal, ComparesByValue) {
    EXPECT_EQ(number("1.50"), number("1.5"));
    EXPECT_LT(number("-2"), number("-1.9999"));
    EXPECT_GT(number("10"), number("9.9999"));
}

}  // namespace
}  // namespace luze
