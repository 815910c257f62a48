#include "access/sign_ins.h"

#include <gmock/gmock.h>

#include "access/audit.h"
#include "access/settings.h"
#include "store/databases_test.h"

namespace luze::access {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
const std::string office = "10.0.0.7";
const std::string elsewhere = "10.9.9.9";

class SignInsTest : public store::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        auto database = store::Database::create(where());
        ASSERT_TRUE(database) << database.error().message.en;
        session_ = session(*database);
    }
    SignIns sign_ins() { return {*session_, "main"}; }
    template <class Work>
    auto change(const Work& work) {
        return store::transact(*session_, work);
    }
    void fail(const std::string& account, const std::string& address, int times) {
        for (int i = 0; i < times; ++i) {
            ASSERT_TRUE(change([&] { return sign_ins().count_failure(account, address, now_); }));
        }
    }
    bool locked(const std::string& account, const std::string& address) {
        return sign_ins().locked_until(account, address, now_).value().has_value();
    }
    std::string begin(const std::string& account = "clerk") {
        return change([&] { return sign_ins().begin(account, office, now_); }).value();
    }
    bool signed_in(const std::string& secret) {
        return sign_ins().find(secret, {20, 10}, now_).value().has_value();
    }
    void pass(std::int64_t ms) { now_.ms += ms; }

    std::unique_ptr<store::Session> session_;
    Instant now_{1'643'000'000'000};
};
LUZE_ON_BOTH_ENGINES(SignInsTest);

TEST_P(SignInsTest, LastWhileTheyAreUsedAndNoLongerThanADay) {
    std::string secret = begin();
    EXPECT_TRUE(signed_in(secret));
    EXPECT_FALSE(signed_in(secret + "x"));
    EXPECT_FALSE(signed_in(""));
    pass(19 * minute);
    EXPECT_TRUE(signed_in(secret));
    ASSERT_TRUE(change([&] { return sign_ins().touch(secret, now_); }));
    pass(19 * minute);
    EXPECT_TRUE(signed_in(secret));
    pass(minute);
    EXPECT_FALSE(signed_in(secret)) << "idle";
    secret = begin();
    for (int i = 0; i < 60; ++i) {
        pass(10 * minute);
        ASSERT_TRUE(change([&] { return sign_ins().touch(secret, now_); }));
    }
    EXPECT_FALSE(signed_in(secret)) << "ten hours";
}

TEST_P(SignInsTest, EndAtOnce) {
    std::string one = begin();
    std::string two = begin();
    std::string other = begin("other");
    ASSERT_TRUE(change([&] { return sign_ins().end(one); }));
    EXPECT_FALSE(signed_in(one));
    EXPECT_TRUE(signed_in(two));
    std::string three = begin();
    ASSERT_TRUE(change([&] { return sign_ins().end_others("clerk", three); }));
    EXPECT_FALSE(signed_in(two));
    EXPECT_TRUE(signed_in(three));
    ASSERT_TRUE(change([&] { return sign_ins().end_all("clerk"); }));
    EXPECT_FALSE(signed_in(three));
    EXPECT_TRUE(signed_in(other));
}

TEST_P(SignInsTest, FiveFailuresLockTheAccountThereAndLongerEachTime) {
    fail("clerk", office, 4);
    EXPECT_FALSE(locked("clerk", office));
    fail("clerk", office, 1);
    EXPECT_TRUE(locked("clerk", office));
    EXPECT_FALSE(locked("clerk", elsewhere)) << "others are not locked out";
    EXPECT_FALSE(locked("head", office));
    pass(15 * minute);
    EXPECT_FALSE(locked("clerk", office));
    fail("clerk", office, 1);
    pass(29 * minute);
    EXPECT_TRUE(locked("clerk", office)) << "twice as long";
    pass(minute);
    EXPECT_FALSE(locked("clerk", office));
    ASSERT_TRUE(change([&] { return sign_ins().forgive("clerk", office, now_); }));
    fail("clerk", office, 4);
    EXPECT_FALSE(locked("clerk", office)) << "counted anew after a success";
}

TEST_P(SignInsTest, AnAddressThatTriesMany) {
    for (int i = 0; i < 20; ++i) {
        fail("guess" + std::to_string(i), elsewhere, 1);
    }
    EXPECT_TRUE(locked("clerk", elsewhere));
    EXPECT_FALSE(locked("clerk", office));
    pass(hour);
    EXPECT_FALSE(locked("clerk", elsewhere));
}

TEST_P(SignInsTest, AnOfficeBehindOneAddressMayMistype) {
    for (int i = 0; i < 12; ++i) {
        std::string account = "staff" + std::to_string(i);
        fail(account, office, 4);  // three slips, and the one that turns out right
        ASSERT_TRUE(change([&] { return sign_ins().forgive(account, office, now_); }));
        pass(minute);
    }
    EXPECT_FALSE(locked("clerk", office));
    fail("clerk", office, 1);
    EXPECT_FALSE(locked("clerk", office));
}

TEST_P(SignInsTest, NobodyLocksOthersOutAtWill) {
    ASSERT_TRUE(change([&] { return sign_ins().forgive("clerk", office, now_); }));
    for (int i = 0; i < 30; ++i) {
        fail("clerk", "10.1.1." + std::to_string(i), 1);
    }
    EXPECT_TRUE(locked("clerk", "10.2.2.2")) << "wherever it was never signed in";
    EXPECT_FALSE(locked("clerk", office)) << "where its owner sits";
    ASSERT_TRUE(change([&] { return sign_ins().unlock("clerk"); }));
    EXPECT_FALSE(locked("clerk", "10.2.2.2"));
}

TEST_P(SignInsTest, OldFailuresAreForgotten) {
    fail("clerk", office, 4);
    pass(49 * hour);
    fail("clerk", office, 4);
    EXPECT_FALSE(locked("clerk", office));
}

TEST_P(SignInsTest, TheLogOnlyGrows) {
    Audit audit(*session_, "main");
    auto note = [&](const char* account, const char* event) {
        ASSERT_TRUE(
            change([&] { return audit.add({0, now_, account, event, account, "", office}); }));
    };
    note("clerk", events::sign_in);
    note("head", events::refused);
    note("clerk", events::sign_out);
    auto all = audit.list("", "", 0, 50).value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all.front().event, events::sign_out);
    EXPECT_EQ(all.front().number, 3);
    EXPECT_EQ(audit.list(events::refused, "", 0, 50).value().size(), 1U);
    EXPECT_EQ(audit.list("", "clerk", 0, 50).value().size(), 2U);
    EXPECT_EQ(audit.list("sign_out,refused", "", 0, 50).value().size(), 2U);
    EXPECT_EQ(audit.count("", "clerk").value(), 2);
    EXPECT_EQ(audit.list("", "", 3, 1).value().front().event, events::refused);
    ASSERT_TRUE(change([&] {
        return audit.add_reads({RecordId{8}, RecordId{9}},
                               {0, now_, "head", PersonId{3}, {}, "showRecord"});
    }));
    EXPECT_EQ(audit.reads(0, 50).value().size(), 2U);
    auto of_eight = audit.reads_of(RecordId{8}).value();
    ASSERT_EQ(of_eight.size(), 1U);
    EXPECT_EQ(of_eight.front().account, "head");
    EXPECT_EQ(of_eight.front().person, PersonId{3});
}

TEST_P(SignInsTest, SettingsKeepTheirBounds) {
    Settings settings(*session_, "main");
    auto set = [&](const char* id, const char* value) {
        return change([&] { return settings.set(id, value); }).has_value();
    };
    EXPECT_EQ(settings.number("idle_minutes").value(), 20);
    EXPECT_TRUE(set("idle_minutes", "30"));
    EXPECT_EQ(settings.number("idle_minutes").value(), 30);
    for (const char* wrong : {"", "0", "31", "ten", "10 "}) {
        EXPECT_FALSE(set("idle_minutes", wrong)) << wrong;
    }
    EXPECT_FALSE(set("colour", "red"));
    EXPECT_FALSE(set("password_policy", "none"));
    EXPECT_TRUE(set("password_policy", "asvs"));
    EXPECT_EQ(settings.all().value().at("password_policy"), "asvs");
    EXPECT_EQ(settings.all().value().size(), setting_kinds().size());
}

}  // namespace
}  // namespace luze::access
