#include "access/one_time_codes.h"

#include <gmock/gmock.h>

#include <set>

#include "access/secrets.h"

namespace luze::access {
namespace {

const std::string secret = "12345678901234567890";

// RFC 6238, appendix B: the last six of its eight digits.
TEST(OneTimeCodes, AreThoseOfTheStandard) {
    EXPECT_EQ(code_of(secret, 59 / 30), "287082");
    EXPECT_EQ(code_of(secret, 1111111109 / 30), "081804");
    EXPECT_EQ(code_of(secret, 1111111111 / 30), "050471");
    EXPECT_EQ(code_of(secret, 1234567890 / 30), "005924");
    EXPECT_EQ(code_of(secret, 2000000000 / 30), "279037");
    EXPECT_EQ(code_of(secret, 20000000000 / 30), "353130");
}

TEST(OneTimeCodes, ASlowClockIsForgivenAndAReplayIsNot) {
    const Instant now{1'643'000'000'000};
    const std::int64_t step = now.ms / 30'000;
    for (std::int64_t near : {step - 1, step, step + 1}) {
        EXPECT_EQ(step_of(secret, code_of(secret, near), now, 0), near);
        EXPECT_FALSE(step_of(secret, code_of(secret, near), now, near)) << "used";
        EXPECT_FALSE(step_of(secret, code_of(secret, near), now, step + 1)) << "older than used";
    }
    EXPECT_FALSE(step_of(secret, code_of(secret, step - 2), now, 0));
    EXPECT_FALSE(step_of(secret, code_of(secret, step + 2), now, 0));
    for (const char* wrong : {"", "0", "1234567", "abcdef"}) {
        EXPECT_FALSE(step_of(secret, wrong, now, 0));
    }
}

TEST(OneTimeCodes, SecretsAreReadAsTheyAreTyped) {
    EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
    EXPECT_EQ(from_base32("mzxw 6ytb-oi"), "foobar");
    std::string factor = new_factor().value();
    EXPECT_EQ(factor.size(), 32U);
    EXPECT_EQ(to_base32(from_base32(factor)), factor);
    EXPECT_EQ(factor_uri("ABC", "石思", "云 履责"),
              "otpauth://totp/%E4%BA%91%20%E5%B1%A5%E8%B4%A3:%E7%9F%B3%E6%80%9D?secret=ABC&issuer="
              "%E4%BA%91%20%E5%B1%A5%E8%B4%A3&algorithm=SHA1&digits=6&period=30");
}

TEST(OneTimeCodes, RecoveryCodesAreTenAndForgiving) {
    auto codes = new_recovery_codes().value();
    EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), 10U);
    EXPECT_EQ(codes.front().size(), 19U);
    std::string typed = codes.front();
    std::erase(typed, '-');
    EXPECT_EQ(plain_recovery_code(codes.front()), typed);
    for (char& c : typed) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    EXPECT_EQ(plain_recovery_code(typed), plain_recovery_code(codes.front()));
}

}  // namespace
}  // namespace luze::access
