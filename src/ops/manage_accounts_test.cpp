#include "ops/manage_accounts.h"

#include <gmock/gmock.h>

#include "ops/attach_evidence.h"
#include "ops/authorise.h"
#include "ops/case_test_kit.h"
#include "ops/demo_accounts.h"
#include "ops/first_accounts.h"
#include "ops/manage_settings.h"
#include "ops/manage_tokens.h"
#include "ops/show_audit.h"
#include "ops/show_readers.h"
#include "ops/sign_in.h"

namespace luze::ops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class AccountsInUse : public CaseTest {
protected:
    static Asker keeper() { return {{}, "keeper", true}; }
    static Asker guard() { return {{}, "guard", false}; }
    PersonId someone(const char* name) { return desk_->person(name).value(); }
    Result<std::string> add(const std::string& name, std::vector<access::Grant> grants,
                            PersonId person = {}) {
        return add_account(*desk_, {name, person, "", std::move(grants)}, keeper(), day(0));
    }
    ErrorKind kind(const Result<std::string>& outcome) {
        return outcome ? ErrorKind::corrupt : outcome.error().kind;
    }
};
LUZE_ON_BOTH_ENGINES(AccountsInUse);

TEST_P(AccountsInUse, AreForSomebodyInOfficeOnceAndWithRolesThatFit) {
    ASSERT_TRUE(add("wang", {{"clerk", {}}}, someone("王丽")));
    EXPECT_EQ(kind(add("wang", {{"clerk", {}}})), ErrorKind::conflict);
    EXPECT_EQ(kind(add("wang2", {{"clerk", {}}}, someone("王丽"))), ErrorKind::invalid);
    EXPECT_EQ(kind(add("x", {{"clerk", {}}})), ErrorKind::invalid) << "too short";
    EXPECT_EQ(kind(add("shi", {{"security", {}}}, someone("石思"))), ErrorKind::invalid);
    EXPECT_EQ(kind(add("shi", {{"deputy", {}}}, someone("石思"))), ErrorKind::invalid);
    EXPECT_EQ(kind(add("shi", {{"deputy", {"没有科"}}}, someone("石思"))), ErrorKind::invalid);
    ASSERT_TRUE(add("shi", {{"deputy", {"业务科"}}}, someone("石思")));
    EXPECT_EQ(kind(add("nobody", {{"staff", {}}}, PersonId{9'999})), ErrorKind::invalid);
    Json all = accounts_json(*desk_, day(0)).value();
    ASSERT_EQ(all.array()->size(), 2U);
    EXPECT_EQ(all.array()->front().text("state"), "invited");
}

TEST_P(AccountsInUse, TheLastSecurityAdministratorStays) {
    ASSERT_TRUE(add("guard", {{"security", {}}}));
    ASSERT_TRUE(add("wang", {{"clerk", {}}}, someone("王丽")));
    EXPECT_FALSE(disable_account(*desk_, "guard", guard(), day(0))) << "one's own";
    Asker other{{}, "other", false};
    EXPECT_FALSE(disable_account(*desk_, "guard", other, day(0))) << "the last";
    EXPECT_FALSE(set_roles(*desk_, "guard", {{"audit", {}}}, other, day(0)));
    EXPECT_FALSE(reset_second_factor(*desk_, "guard", guard(), day(0)));
    ASSERT_TRUE(add("guard2", {{"security", {}}}));
    EXPECT_TRUE(disable_account(*desk_, "guard", other, day(0)));
    EXPECT_FALSE(issue_link(*desk_, "guard", other, day(0)));
    EXPECT_TRUE(enable_account(*desk_, "guard", other, day(0)));
    EXPECT_TRUE(set_roles(*desk_, "wang", {{"staff", {}}}, guard(), day(0)));
    EXPECT_FALSE(set_roles(*desk_, "nobody", {{"staff", {}}}, guard(), day(0)));
    Json log = audit_json(*desk_, {"", "wang", 0}).value();
    EXPECT_EQ(log.number("total"), static_cast<std::int64_t>(log["items"].array()->size()));
    Json last = audit_json(*desk_, {"", "wang", 0, 0, 1}).value();
    EXPECT_EQ(last["items"].array()->size(), 1U);
    EXPECT_EQ(last.number("total"), log.number("total"));
    Json before = audit_json(*desk_, {"", "wang", 0, 1, 1}).value();
    EXPECT_NE(before["items"].array()->front().number("number"),
              last["items"].array()->front().number("number"));
    auto table = audit_table(*desk_, {"", "wang", 0, 0, 1}, Language::en).value();
    EXPECT_EQ(table.rows.size(), log["items"].array()->size()) << "the file has all of them";
    std::vector<std::string> events;
    for (const Json& line : *log["items"].array()) {
        events.push_back(line.text("event"));
    }
    EXPECT_THAT(events, ElementsAre("roles_changed", "account_added"));
}

TEST_P(AccountsInUse, ANewBookBeginsWithAdministratorsAndAClerk) {
    ASSERT_TRUE(first_accounts(*desk_, keeper(), day(0)));
    std::vector<std::string> names;
    for (const SetUpLink& link : kept_links(place_)) {
        names.push_back(link.account);
        EXPECT_TRUE(finish_set_up(*desk_, link.secret, "$argon2id$x", "", day(1)));
    }
    EXPECT_THAT(names, testing::UnorderedElementsAre("clerk", "system", "security", "audit"));
    ASSERT_TRUE(first_accounts(*desk_, keeper(), day(1)));
    EXPECT_TRUE(kept_links(place_).empty()) << "no second set of them";
}

TEST_P(AccountsInUse, AnAccountIsTiedToItsPersonOnceTheRosterKnowsThem) {
    ASSERT_TRUE(first_accounts(*desk_, keeper(), day(0)));
    const PersonId person = desk_->person("石思").value();
    EXPECT_FALSE(set_person(*desk_, "audit", person, keeper(), day(0))) << "an administrator";
    ASSERT_TRUE(set_person(*desk_, "clerk", person, keeper(), day(0)));
    EXPECT_FALSE(add_account(*desk_, {"other", person, "", {{"staff", {}}}}, keeper(), day(0)));
    ASSERT_TRUE(set_person(*desk_, "clerk", {}, keeper(), day(0)));
    EXPECT_TRUE(add_account(*desk_, {"other", person, "", {{"staff", {}}}}, keeper(), day(0)));
}

TEST_P(AccountsInUse, ADemoHasOneForEachRoleAndKeepsItsLinks) {
    auto links = demo_accounts(*desk_, keeper(), day(0));
    ASSERT_TRUE(links) << links.error().message.zh;
    EXPECT_GE(links->size(), access::roles().size() - 1) << "five people are on the roster";
    std::string first = links->front().secret;
    auto again = demo_accounts(*desk_, keeper(), day(1));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->front().secret, first);
    ASSERT_TRUE(finish_set_up(*desk_, first, "$argon2id$x", "", day(1)));
    auto later = demo_accounts(*desk_, keeper(), day(1));
    ASSERT_TRUE(later);
    EXPECT_EQ(later->size(), links->size() - 1);
    EXPECT_EQ(kept_links(place_).size(), later->size());
    auto late = demo_accounts(*desk_, keeper(), day(30));
    ASSERT_TRUE(late);
    EXPECT_NE(late->front().secret, later->front().secret) << "expired ones are issued anew";
    EXPECT_EQ(std::filesystem::status(link_file(place_)).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_P(AccountsInUse, WordsAndMarkingsStopAnUpload) {
    RecordId id = enter("problem", {{"description", "台账缺项"}, {"department", "业务科"}}, "石思");
    auto attach = [&](const std::string& name, const std::string& bytes) {
        return attach_evidence(*desk_, {id, name, bytes}, as("石思"), day(0));
    };
    EXPECT_TRUE(attach("a.txt", "整改说明"));
    auto marked = attach("b.txt", "机 密★\n十年");
    ASSERT_FALSE(marked);
    EXPECT_EQ(marked.error().kind, ErrorKind::refused);
    EXPECT_FALSE(attach("秘密★.txt", "x"));
    EXPECT_TRUE(attach("c.txt", "内部代号甲"));
    ASSERT_TRUE(set_setting(*desk_, "forbidden_words", "代号甲\n代号乙", keeper(), day(0)));
    EXPECT_FALSE(attach("d.txt", "这是内部代号乙的材料"));
}

TEST_P(AccountsInUse, WhoReadWhatIsWrittenAboutOneIsShownToThem) {
    RecordId talk = enter("talk", {{"date", "2022-01-20"}, {"person", "丁一"}}, "石思");
    ASSERT_TRUE(desk_->record(talk, as("石思"), day(0).day_at(480)));
    Asker reader = as("石思");
    reader.account = "shi";
    ASSERT_TRUE(log_reads(*desk_, reader, "showRecord", day(0)));
    Json reads = reads_json(*desk_, {}).value();
    ASSERT_EQ(reads["items"].array()->size(), 1U);
    // The rules of this bureau show talks to the watch only: the person concerned sees neither.
    EXPECT_TRUE(readers_json(*desk_, as("丁一"), day(0).day_at(480)).value().array()->empty());
}

TEST_P(AccountsInUse, ATokenIsOfItsOwnAccountOnly) {
    ASSERT_TRUE(add("wang", {{"clerk", {}}}, someone("王丽")));
    EXPECT_FALSE(issue_token(*desk_, someone("石思"), "wang", access::Purpose::read, day(0)));
    std::string token =
        issue_token(*desk_, someone("王丽"), "wang", access::Purpose::write, day(0)).value();
    auto ask = [&](access::Right right) {
        auto asker = authorise(*desk_, {token, "", "", false, false, ""}, right, "test", day(0));
        return asker && *asker;
    };
    EXPECT_FALSE(ask(access::Right::see_own)) << "the account is not set up";
    ASSERT_TRUE(access::Accounts(desk_->site().session(), "main")
                    .set_password("wang", "$argon2id$x", day(0)));
    EXPECT_TRUE(ask(access::Right::see_own));
    EXPECT_FALSE(ask(access::Right::admin_security));
    ASSERT_TRUE(disable_account(*desk_, "wang", keeper(), day(0)));
    EXPECT_FALSE(ask(access::Right::see_own));
}

}  // namespace
}  // namespace luze::ops
