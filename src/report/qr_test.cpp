#include "report/qr.h"

#include <algorithm>

namespace luze::report {
namespace {

TEST(Qr, ACodeHasItsThreeFinders) {
    const auto code = qr_code("luze").value();
    EXPECT_EQ(code.side, 21);
    EXPECT_EQ(code.dark.size(), 441U);
    for (const auto& [x, y] : {std::pair{0, 0}, {14, 0}, {0, 14}}) {
        for (int i = 0; i < 7; ++i) {
            EXPECT_TRUE(code.at(x + i, y));
            EXPECT_TRUE(code.at(x, y + i));
        }
        EXPECT_FALSE(code.at(x + 1, y + 1));
        EXPECT_TRUE(code.at(x + 3, y + 3));
    }
}

TEST(Qr, BytesOfAnyKindAndLengthWithinTheLimit) {
    EXPECT_TRUE(qr_code(std::string("a\0b", 3)).has_value());
    EXPECT_TRUE(qr_code(std::string(2331, '\xE5')).has_value());
    const auto refused = qr_code(std::string(2332, 'x'));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, ErrorKind::limit);
}

TEST(Qr, ThePngIsWhole) {
    const auto png = qr_png(qr_code("luze").value(), 3);
    EXPECT_TRUE(png.starts_with("\x89PNG\r\n\x1A\n"));
    EXPECT_EQ(png.substr(16, 8), std::string("\0\0\0\x57\0\0\0\x57", 8)) << "29 modules of 3";
    // Every PNG ends with this chunk and its known checksum.
    EXPECT_TRUE(png.ends_with(std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12)));
    // The header, every row with its filter byte, one stored block.
    EXPECT_NEAR(static_cast<double>(png.size()), 87 * (1 + 11) + 68, 8);
}

TEST(Qr, ThePathDrawsEveryDarkModule) {
    const auto code = qr_code("luze").value();
    const auto path = qr_svg_path(code);
    EXPECT_TRUE(path.starts_with("M0 0h7v1h-7z"));
    int drawn = 0;
    for (auto at = path.find('h'); at != std::string::npos; at = path.find('h', at + 1)) {
        const int run = std::stoi(path.substr(at + 1));
        drawn += run > 0 ? run : 0;
    }
    EXPECT_EQ(drawn, std::count(code.dark.begin(), code.dark.end(), true));
}

}  // namespace
}  // namespace luze::report
