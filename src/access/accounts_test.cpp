#include "access/accounts.h"

#include <gmock/gmock.h>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "store/databases_test.h"

namespace luze::access {
namespace {

using testing::ElementsAre;

constexpr Instant now{1'643'000'000'000};

class AccountsTest : public store::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        auto database = store::Database::create(where());
        ASSERT_TRUE(database) << database.error().message.en;
        session_ = session(*database);
    }
    Accounts accounts(const std::string& book = "main") { return {*session_, book}; }
    template <class Work>
    auto change(const Work& work) {
        return store::transact(*session_, work);
    }
    void add(const std::string& name, std::vector<Grant> grants = {{"clerk", {}}}) {
        Account account;
        account.name = name;
        account.person = PersonId{3};
        account.created_at = now;
        account.grants = std::move(grants);
        auto added = change([&] { return accounts().add(account); });
        ASSERT_TRUE(added) << added.error().message.en;
    }
    std::unique_ptr<store::Session> session_;
};
LUZE_ON_BOTH_ENGINES(AccountsTest);

TEST_P(AccountsTest, AreFoundAsTheyWereAdded) {
    add("石思", {{"deputy", {"业务科", "计划财务科"}}, {"staff", {}}});
    auto found = accounts().find("石思").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->person, PersonId{3});
    ASSERT_EQ(found->grants.size(), 2U);
    EXPECT_THAT(found->grants[0].units, ElementsAre("业务科", "计划财务科"));
    EXPECT_TRUE(found->password.empty());
    EXPECT_FALSE(found->has_factor());
    EXPECT_FALSE(found->disabled_at);
    EXPECT_FALSE(accounts().find("石").value());
    EXPECT_FALSE(accounts("other").find("石思").value());
    EXPECT_EQ(accounts().list().value().size(), 1U);
    Account again;
    again.name = "石思";
    auto twice = change([&] { return accounts().add(again); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, ErrorKind::conflict);
}

TEST_P(AccountsTest, RolesPasswordFactorAndStateChange) {
    add("clerk");
    ASSERT_TRUE(change([&] { return accounts().set_grants("clerk", {{"audit", {}}}); }));
    ASSERT_TRUE(change([&] { return accounts().set_password("clerk", "$argon2id$…", now); }));
    ASSERT_TRUE(change([&] { return accounts().set_factor("clerk", "ABC", Instant{0}, 0); }));
    EXPECT_FALSE(accounts().find("clerk").value()->has_factor()) << "begun only";
    ASSERT_TRUE(change([&] { return accounts().set_factor("clerk", "ABC", now, 55); }));
    ASSERT_TRUE(change([&] { return accounts().set_disabled("clerk", now); }));
    ASSERT_TRUE(change([&] { return accounts().set_language("clerk", Language::en); }));
    Account account = *accounts().find("clerk").value();
    EXPECT_TRUE(account.administrator());
    EXPECT_EQ(account.password, "$argon2id$…");
    EXPECT_EQ(account.password_at, now);
    EXPECT_TRUE(account.has_factor());
    EXPECT_EQ(account.factor_step, 55);
    EXPECT_EQ(account.disabled_at, now);
    EXPECT_EQ(account.language, Language::en);
    ASSERT_TRUE(change([&] { return accounts().set_disabled("clerk", std::nullopt); }));
    ASSERT_TRUE(change([&] { return accounts().set_factor("clerk", "", Instant{0}, 0); }));
    EXPECT_FALSE(accounts().find("clerk").value()->disabled_at);
    EXPECT_TRUE(accounts().find("clerk").value()->factor.empty());
}

TEST_P(AccountsTest, ALinkIsGoodOnceAndForATime) {
    add("clerk");
    const Instant later{now.ms + 1'000};
    auto issue = [&] {
        return change([&] { return accounts().issue_link("clerk", later); }).value();
    };
    std::string first = issue();
    std::string link = issue();
    EXPECT_FALSE(accounts().link_account(first, now).value()) << "replaced";
    EXPECT_EQ(accounts().link_account(link, now).value(), "clerk");
    EXPECT_FALSE(accounts().link_account(link, later).value()) << "expired";
    EXPECT_FALSE(change([&] { return accounts().use_link(link, later); }).value());
    EXPECT_TRUE(change([&] { return accounts().use_link(link, now); }).value());
    EXPECT_FALSE(change([&] { return accounts().use_link(link, now); }).value());
    EXPECT_FALSE(accounts().link_account(link, now).value());
    EXPECT_FALSE(accounts().link_account("", now).value());
    auto rows =
        session_->read<std::tuple<std::string>>({"test.links", "SELECT digest FROM setup_link"});
    EXPECT_EQ(std::get<0>(rows->front()).find(link.substr(0, 10)), std::string::npos);
}

TEST_P(AccountsTest, ARecoveryCodeIsGoodOnce) {
    add("clerk");
    add("other");
    auto codes = new_recovery_codes().value();
    ASSERT_TRUE(change([&] { return accounts().set_recovery_codes("clerk", codes); }));
    auto use = [&](const char* account, const std::string& code) {
        return change([&] { return accounts().use_recovery_code(account, code, now); }).value();
    };
    EXPECT_FALSE(use("other", codes[0]));
    EXPECT_TRUE(use("clerk", codes[0]));
    EXPECT_FALSE(use("clerk", codes[0]));
    EXPECT_FALSE(use("clerk", ""));
    ASSERT_TRUE(change([&] { return accounts().set_recovery_codes("clerk", {}); }));
    EXPECT_FALSE(use("clerk", codes[1]));
}

TEST_P(AccountsTest, PreferencesAreTheirOwn) {
    auto set = [&](const char* account, const char* value) {
        ASSERT_TRUE(change([&] { return accounts().set_preference(account, "views", value); }));
    };
    set("clerk", "[1]");
    set("clerk", "[1,2]");
    EXPECT_EQ(accounts().preference("clerk", "views").value(), "[1,2]");
    EXPECT_EQ(accounts().preference("other", "views").value(), "");
    set("clerk", "");
    EXPECT_EQ(accounts().preference("clerk", "views").value(), "");
}

TEST(AccountName, IsOneForEverybodyWhoTypesIt) {
    EXPECT_EQ(account_name(" Shi.Si ").value(), "shi.si");
    EXPECT_EQ(account_name("ＳＨＩ").value(), "shi");
    EXPECT_EQ(account_name("石　思").value(), "石思");
    for (const char* wrong : {"", "a", "a@b", "<b>", "a\nb\x01", "石/思"}) {
        EXPECT_FALSE(account_name(wrong)) << wrong;
    }
    EXPECT_FALSE(account_name(std::string(33, 'a')));
}

TEST(Secrets, AreCompared) {
    EXPECT_TRUE(same_secret("abc", "abc"));
    EXPECT_FALSE(same_secret("abc", "abd"));
    EXPECT_FALSE(same_secret("abc", ""));
    EXPECT_NE(new_secret().value(), new_secret().value());
    EXPECT_EQ(new_secret().value().size(), 43U);
    EXPECT_NE(derived("secret", "csrf"), derived("secret", "other"));
}

}  // namespace
}  // namespace luze::access
