#include "access/passwords.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace luze::access {
namespace {

using testing::StartsWith;

struct Row {
    const char* policy;
    const char* password;
    bool good;
};

TEST(Passwords, AreAsTheProfileWantsThem) {
    const Row rows[] = {
        {"dengbao", "Short1!", false},       {"dengbao", "long but plain words", false},
        {"dengbao", "Blue7-lantern", true},  {"dengbao", "山水12Blue", true},
        {"dengbao", "Password123!", false},  {"dengbao", "P@ssw0rd", false},
        {"dengbao", "Admin@2024", false},    {"dengbao", "1234-5678-90", false},
        {"dengbao", "Shi.si-2024x", false},  {"dengbao", "云局Blue-77", false},
        {"asvs", "Blue7-lant", false},       {"asvs", "four small green boats", true},
        {"asvs", "aaaaaaaaaaaaaaaa", false}, {"asvs", "0000000000000", false},
    };
    for (const Row& row : rows) {
        auto weak = weakness(policy_of(row.policy), row.password, {"shi.si", "石思", "云局"});
        EXPECT_EQ(!weak.has_value(), row.good)
            << row.policy << " " << row.password << " " << (weak ? weak->en : "");
    }
    EXPECT_TRUE(weakness(policy_of("asvs"), std::string(129, 'x'), {}));
    EXPECT_TRUE(weakness(policy_of("asvs"), "\xff\xfe not text at all", {}));
    EXPECT_EQ(policy_of("nonsense").id, "dengbao") << "the stricter one";
    EXPECT_EQ(policy_of("dengbao").days, 90);
}

TEST(Passwords, AreKeptAsArgon2id) {
    Hasher hasher;
    std::string hash = hasher.hash("Blue7-lantern").value();
    EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_NE(hash, hasher.hash("Blue7-lantern").value()) << "salted";
    EXPECT_TRUE(hasher.verify(hash, "Blue7-lantern").value());
    EXPECT_FALSE(hasher.verify(hash, "Blue7-lanterN").value());
    EXPECT_FALSE(hasher.verify("", "Blue7-lantern").value());
    EXPECT_FALSE(hasher.verify("nonsense", "Blue7-lantern"));
}

TEST(Passwords, OnlyAFewAreWorkedOnAtOnce) {
    Hasher hasher;
    std::atomic<int> done = 0;
    std::atomic<int> busy = 0;
    {
        std::vector<std::jthread> crowd;
        for (int i = 0; i < 12; ++i) {
            crowd.emplace_back([&] { ++(hasher.hash("Blue7-lantern") ? done : busy); });
        }
    }
    EXPECT_EQ(done + busy, 12);
    EXPECT_GE(done, 4);
    EXPECT_TRUE(hasher.hash("Blue7-lantern")) << "places are given back";
}

}  // namespace
}  // namespace luze::access
