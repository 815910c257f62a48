#include "access/tokens.h"

#include <gmock/gmock.h>

#include "store/databases_test.h"

namespace luze::access {
namespace {

class TokensTest : public store::DatabaseTest {
protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        auto database = store::Database::create(where());
        ASSERT_TRUE(database) << database.error().message.en;
        session_ = session(*database);
    }
    Tokens tokens(const std::string& book = "main") { return {*session_, book}; }
    std::string issue(std::int64_t person, Purpose purpose = Purpose::write) {
        return store::transact(*session_,
                               [&] {
                                   return tokens().issue(PersonId{person}, "clerk", purpose,
                                                         Instant{1'000});
                               })
            .value();
    }
    std::unique_ptr<store::Session> session_;
};
LUZE_ON_BOTH_ENGINES(TokensTest);

TEST_P(TokensTest, StandForOnePerson) {
    std::string token = issue(17, Purpose::calendar);
    EXPECT_EQ(token.size(), 48U);
    auto found = tokens().find(token).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->person, PersonId{17});
    EXPECT_EQ(found->account, "clerk");
    EXPECT_EQ(found->purpose, Purpose::calendar);
}

TEST_P(TokensTest, OthersAreNobody) {
    std::string token = issue(17);
    EXPECT_FALSE(tokens().find("").value());
    EXPECT_FALSE(tokens().find(token.substr(0, 47)).value());
    EXPECT_FALSE(tokens().find(token + "A").value());
    EXPECT_FALSE(tokens("other").find(token).value()) << "a token is of one book";
    EXPECT_NE(issue(17), token);
}

TEST_P(TokensTest, ARevokedOneIsNobodyAtOnce) {
    std::string token = issue(17);
    std::string id = tokens().list().value().front().id;
    ASSERT_TRUE(tokens().revoke(id, Instant{2'000}));
    EXPECT_FALSE(tokens().find(token).value());
    EXPECT_FALSE(tokens().revoke(id, Instant{3'000}));
    EXPECT_FALSE(tokens().revoke("", Instant{3'000}));
    EXPECT_EQ(tokens().list().value().front().revoked_at, Instant{2'000});
}

TEST_P(TokensTest, TheDatabaseDoesNotHoldIt) {
    std::string token = issue(17);
    auto rows = session_->read<std::tuple<std::string, std::string>>(
        {"test.tokens", "SELECT digest, account FROM access_token"});
    ASSERT_TRUE(rows);
    EXPECT_EQ(std::get<0>(rows->front()).find(token.substr(5, 10)), std::string::npos);
}

}  // namespace
}  // namespace luze::access
