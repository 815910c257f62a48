#include <gmock/gmock.h>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "ops/manage_accounts.h"
#include "web/book_test_kit.h"

namespace luze::web {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* good = "Blue7-lantern";

class SessionTest : public BookTest {
protected:
    // As a browser of ours sends it.
    Response post(const std::string& path, Json body, const std::string& cookie = "",
                  const std::string& csrf = "") {
        Headers headers{{"Origin", "http://127.0.0.1:8090"}};
        if (!cookie.empty()) {
            headers.push_back({"Cookie", "theme=dark; " + cookie + "; luze_lang=zh"});
            headers.push_back({"X-Luze-Csrf", csrf});
        }
        return call("POST", path, "", std::move(body), headers);
    }
    Response get(const std::string& path, const std::string& cookie) {
        return call("GET", path, "", {}, {{"Cookie", cookie}});
    }
    std::string link(const std::string& name, const std::string& role, std::int64_t person = 0) {
        auto secret = writer_->at_desk([&](ops::Desk& desk, Instant at) {
            return ops::add_account(desk, {name, PersonId{person}, "", {{role, {}}}},
                                    ops::Asker{{}, "tester", true}, at);
        });
        EXPECT_TRUE(secret) << secret.error().message.en;
        return secret.value_or("");
    }
    static Json read(const Response& response) {
        auto json = parse_json(response.body);
        EXPECT_TRUE(json) << response.body;
        return json ? *json : Json{};
    }
    static std::string cookie_of(const Response& response) {
        const std::string* header = find_header(response.headers, "set-cookie");
        return header == nullptr ? "" : header->substr(0, header->find(';'));
    }
    static std::string said(const Response& response) { return read(response)["error"].text("zh"); }
    Response sign_in(const std::string& account, const std::string& password,
                     const std::string& code = "") {
        Json::Object body{{"account", account}, {"password", password}};
        if (!code.empty()) {
            body["code"] = code;
        }
        return post("session", body);
    }
};

TEST_F(SessionTest, ALinkSetsThePasswordOnce) {
    std::string secret = link("clerk", "clerk", 3);
    Response shown = call("GET", "setup/" + secret);
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(read(shown).text("account"), "clerk");
    EXPECT_EQ(read(shown).text("name"), "甲某");
    EXPECT_THAT(read(shown)["rules"].text("zh"), HasSubstr("至少8个字符"));
    EXPECT_EQ(post("setup/" + secret, Json::Object{{"password", "short"}}).status, 400);
    Response done = post("setup/" + secret, Json::Object{{"password", good}});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(
        *find_header(done.headers, "set-cookie"),
        testing::AllOf(StartsWith("luze="), HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"),
                       HasSubstr("Path=/"), testing::Not(HasSubstr("Secure"))));
    EXPECT_EQ(read(done)["person"].number("id"), 3);
    EXPECT_EQ(get("session", cookie_of(done)).status, 200);
    EXPECT_EQ(call("GET", "setup/" + secret).status, 404);
    EXPECT_EQ(post("setup/" + secret, Json::Object{{"password", good}}).status, 404);
    EXPECT_EQ(call("GET", "setup/guess").status, 404);
}

TEST_F(SessionTest, SigningInAndOut) {
    EXPECT_EQ(call("GET", "session").status, 401);
    post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    EXPECT_EQ(sign_in("clerk", "Blue7-lanterN").status, 401);
    EXPECT_EQ(sign_in("nobody", good).status, 401);
    EXPECT_EQ(said(sign_in("nobody", good)), said(sign_in("clerk", "wrong")));
    Response done = sign_in(" CLERK ", good);
    ASSERT_EQ(done.status, 200) << done.body;
    std::string cookie = cookie_of(done);
    std::string csrf = read(done).text("csrf");
    EXPECT_EQ(read(done).text("second_factor"), "none");
    EXPECT_EQ(get("records?form=meeting", cookie).status, 200);
    EXPECT_EQ(get("admin/accounts", cookie).status, 403);
    EXPECT_EQ(post("session/end", Json::Object{}, cookie, "").status, 403);
    EXPECT_EQ(post("session/end", Json::Object{}, cookie, csrf).status, 200);
    EXPECT_EQ(get("session", cookie).status, 401);
    EXPECT_EQ(get("records?form=meeting", cookie).status, 401);
}

TEST_F(SessionTest, FiveWrongPasswordsLock) {
    post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(sign_in("clerk", "wrong").status, 401);
    }
    Response locked = sign_in("clerk", good);
    EXPECT_EQ(locked.status, 403);
    EXPECT_THAT(said(locked), HasSubstr("错误次数太多"));
}

TEST_F(SessionTest, AdministratorsNeedASecondFactorBeforeAnythingElse) {
    Response done = post("setup/" + link("guard", "security"), Json::Object{{"password", good}});
    std::string cookie = cookie_of(done);
    std::string csrf = read(done).text("csrf");
    EXPECT_EQ(read(done).text("second_factor"), "wanted");
    EXPECT_EQ(get("admin/accounts", cookie).status, 403);
    Json begun = read(post("session/second-factor", Json::Object{}, cookie, csrf));
    EXPECT_THAT(begun.text("uri"), HasSubstr("secret=" + begun.text("secret")));
    EXPECT_EQ(begun["qr"].array()->size(), begun["qr"].array()->front().string()->size());
    auto confirm = [&](const std::string& code) {
        return post("session/second-factor/confirmation", Json::Object{{"code", code}}, cookie,
                    csrf);
    };
    EXPECT_EQ(confirm("000000").status, 400);
    const std::string secret = access::from_base32(begun.text("secret"));
    const std::int64_t step = now.ms / 30'000;
    Response confirmed = confirm(access::code_of(secret, step - 1));
    ASSERT_EQ(confirmed.status, 200) << confirmed.body;
    EXPECT_EQ(get("admin/accounts", cookie).status, 200);

    Response asked = sign_in("guard", good);
    EXPECT_EQ(asked.status, 401);
    EXPECT_EQ(read(asked).text("wants"), "code");
    EXPECT_EQ(sign_in("guard", good, access::code_of(secret, step - 1)).status, 401) << "replay";
    EXPECT_EQ(sign_in("guard", good, access::code_of(secret, step)).status, 200);
    EXPECT_EQ(sign_in("guard", good, access::code_of(secret, step)).status, 401) << "replay";
    std::string recovery = *read(confirmed)["recovery"].array()->front().string();
    EXPECT_EQ(sign_in("guard", good, recovery).status, 200);
    EXPECT_EQ(sign_in("guard", good, recovery).status, 401) << "used";
}

TEST_F(SessionTest, APasswordIsChangedByWhoeverKnowsIt) {
    Response done = post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    std::string csrf = read(done).text("csrf");
    std::string other = cookie_of(sign_in("clerk", good));
    auto change = [&](const char* before, const char* after) {
        return post("session/password", Json::Object{{"old", before}, {"password", after}},
                    cookie_of(done), csrf);
    };
    EXPECT_EQ(change("wrong", "Green8-lantern").status, 400);
    EXPECT_EQ(change(good, "weak").status, 400);
    EXPECT_EQ(change(good, good).status, 400);
    ASSERT_EQ(change(good, "Green8-lantern").status, 200);
    EXPECT_EQ(get("session", cookie_of(done)).status, 200);
    EXPECT_EQ(get("session", other).status, 401) << "others end";
    EXPECT_EQ(sign_in("clerk", good).status, 401);
    EXPECT_EQ(sign_in("clerk", "Green8-lantern").status, 200);
}

TEST_F(SessionTest, LeaversAndTheDisabledAreOutAtOnce) {
    Response done = post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    std::string cookie = cookie_of(done);
    ASSERT_EQ(get("session", cookie).status, 200);
    add({kinds::correction, "tester",
         Json::Object{{"of", 3},
                      {"fields", Json::Object{{"name", "甲某"}, {"left", day("2022-01-20")}}}}});
    EXPECT_EQ(get("session", cookie).status, 401);
    EXPECT_EQ(sign_in("clerk", good).status, 401);

    Response other = post("setup/" + link("second", "staff", 4), Json::Object{{"password", good}});
    ASSERT_EQ(get("session", cookie_of(other)).status, 200);
    auto disabled = writer_->at_desk([&](ops::Desk& desk, Instant at) {
        return ops::disable_account(desk, "second", ops::Asker{{}, "tester", true}, at);
    });
    ASSERT_TRUE(disabled);
    EXPECT_EQ(get("session", cookie_of(other)).status, 401);
    EXPECT_EQ(sign_in("second", good).status, 401);
}

TEST_F(SessionTest, TokensAreTheAccountsAndNarrower) {
    Response done = post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    std::string cookie = cookie_of(done);
    std::string csrf = read(done).text("csrf");
    EXPECT_EQ(post("tokens", Json::Object{{"scopes", "admin.security"}}, cookie, csrf).status, 400);
    Json made = read(post("tokens", Json::Object{{"scopes", "see.own"}}, cookie, csrf));
    std::string token = made.text("token");
    EXPECT_EQ(call("GET", "records?form=meeting", token).status, 200);
    EXPECT_EQ(call("POST", "records", token, Json::Object{}).status, 403);
    EXPECT_EQ(call("GET", "plan", token).status, 403) << "see.book is not among its scopes";
    Json listed = read(get("tokens", cookie));
    ASSERT_EQ(listed.array()->size(), 1U);
    std::string id = listed.array()->front().text("id");
    EXPECT_EQ(post("tokens/" + id + "/revocation", Json::Object{}, cookie, csrf).status, 200);
    EXPECT_EQ(call("GET", "records?form=meeting", token).status, 401);
}

TEST_F(SessionTest, PreferencesBelongToTheAccount) {
    Response done = post("setup/" + link("clerk", "clerk", 3), Json::Object{{"password", good}});
    std::string cookie = cookie_of(done);
    std::string csrf = read(done).text("csrf");
    EXPECT_EQ(post("preferences/views", Json::Object{{"value", "[1]"}}, cookie, csrf).status, 200);
    EXPECT_EQ(read(get("preferences/views", cookie)).text("value"), "[1]");
}

}  // namespace
}  // namespace luze::web
