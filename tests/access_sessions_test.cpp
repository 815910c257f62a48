// Signing in as people and guessers do it, over the interface, with a clock of our own.
#include <gmock/gmock.h>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "access_kit.h"
#include "ops/manage_accounts.h"
#include "ops/manage_settings.h"

namespace luze::test {
namespace {

constexpr std::int64_t minute = 60'000;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;
constexpr const char* good = "Blue7-lantern";
const ops::Asker keeper{{}, "keeper", true};

class Sessions : public testing::Test {
protected:
    static web::Response post(const std::string& path, Json body, const Seat* seat = nullptr,
                              const std::string& address = "127.0.0.1") {
        Asking asking{"POST", "/api/v1/" + path, std::move(body)};
        asking.address = address;
        return house().ask(seat, asking);
    }
    static web::Response sign_in(const std::string& account, const std::string& password,
                                 const std::string& code = "",
                                 const std::string& address = "127.0.0.1") {
        Json::Object body{{"account", account}, {"password", password}};
        if (!code.empty()) {
            body["code"] = code;
        }
        return post("session", std::move(body), nullptr, address);
    }
    static Json read(const web::Response& response) {
        return parse_json(response.body).value_or(Json{});
    }
    static Seat seat_of(const web::Response& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        Seat seat;
        const std::string* cookie = web::find_header(response.headers, "set-cookie");
        seat.cookie = cookie == nullptr ? "" : cookie->substr(0, cookie->find(';'));
        seat.csrf = read(response).text("csrf");
        return seat;
    }
    static Seat newcomer(const std::string& account, const std::string& role,
                         std::int64_t person = 0) {
        const std::string link = house().invite(account, {{role, {}}}, person);
        return seat_of(post("setup/" + link, Json::Object{{"password", good}}));
    }
    static bool signed_in(const Seat& seat) {
        return house().get(&seat, "/api/v1/session").status == 200;
    }
    static void change(const std::function<Result<void>(ops::Desk&, Instant)>& work) {
        auto done = house().writer().at_desk(work);
        ASSERT_TRUE(done) << done.error().message.en;
    }
};

TEST_F(Sessions, EndWhenIdleAndAfterTheirTime) {
    Seat idle = newcomer("idle", "inspector");
    house().pass(19 * minute);
    EXPECT_TRUE(signed_in(idle)) << "and that counts as use";
    house().pass(19 * minute);
    EXPECT_TRUE(signed_in(idle));
    house().pass(20 * minute);
    EXPECT_FALSE(signed_in(idle));
    Seat busy = seat_of(sign_in("idle", good));
    for (int i = 0; i < 10 * 4 - 1; ++i) {
        house().pass(15 * minute);
        ASSERT_TRUE(signed_in(busy)) << i;
    }
    house().pass(15 * minute);
    EXPECT_FALSE(signed_in(busy)) << "ten hours";
    EXPECT_EQ(house().get(&busy, "/api/v1/records").status, 401);
    change([](ops::Desk& desk, Instant at) {
        return ops::set_setting(desk, "idle_minutes", "5", keeper, at);
    });
    Seat short_lived = seat_of(sign_in("idle", good));
    house().pass(5 * minute);
    EXPECT_FALSE(signed_in(short_lived)) << "as the administrator has set it";
    change([](ops::Desk& desk, Instant at) {
        return ops::set_setting(desk, "idle_minutes", "20", keeper, at);
    });
}

TEST_F(Sessions, FiveFailuresLockTheAccountAtThatAddressOnly) {
    newcomer("locked", "inspector");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(sign_in("locked", "wrong", "", "10.0.0.66").status, 401) << i;
    }
    EXPECT_EQ(sign_in("locked", good, "", "10.0.0.66").status, 403) << "even the right one";
    EXPECT_EQ(sign_in("locked", good, "", "10.0.0.7").status, 200) << "its owner elsewhere";
    EXPECT_EQ(sign_in("nobody.there", good, "", "10.0.0.66").status, 401);
    house().pass(15 * minute);
    EXPECT_EQ(sign_in("locked", good, "", "10.0.0.66").status, 200);
}

// A crowd of addresses shuts the door to strangers, not to the owner where he always sits.
TEST_F(Sessions, NobodyLocksAnotherOut) {
    newcomer("victim", "inspector");
    EXPECT_EQ(sign_in("victim", good, "", "10.0.1.1").status, 200);
    for (int i = 0; i < 40; ++i) {
        sign_in("victim", "wrong", "", "10.9.0." + std::to_string(i));
    }
    EXPECT_EQ(sign_in("victim", "wrong", "", "10.9.1.1").status, 403) << "guessing has an end";
    EXPECT_EQ(sign_in("victim", good, "", "10.0.1.1").status, 200);
}

TEST_F(Sessions, ACodeWorksOnceAndAnAdministratorDoesNothingWithoutIt) {
    Seat seat = newcomer("guard2", "security");
    EXPECT_EQ(house().get(&seat, "/api/v1/admin/accounts").status, 403) << "no factor yet";
    Json begun = read(post("session/second-factor", Json::Object{}, &seat));
    const std::string secret = access::from_base32(begun.text("secret"));
    auto code = [&](std::int64_t ahead) {
        return access::code_of(secret, house().now().ms / 30'000 + ahead);
    };
    EXPECT_EQ(
        post("session/second-factor/confirmation", Json::Object{{"code", code(-1)}}, &seat).status,
        200);
    EXPECT_EQ(house().get(&seat, "/api/v1/admin/accounts").status, 200);
    EXPECT_EQ(post("session/second-factor", Json::Object{}, &seat).status, 403)
        << "one that is in use is not replaced by its owner";
    EXPECT_EQ(read(sign_in("guard2", good)).text("wants"), "code");
    EXPECT_EQ(sign_in("guard2", good, code(-1)).status, 401) << "replayed";
    const std::string now = code(0);
    EXPECT_EQ(sign_in("guard2", "wrong", now).status, 401);
    EXPECT_EQ(sign_in("guard2", good, now).status, 200) << "a wrong password uses no code up";
    EXPECT_EQ(sign_in("guard2", good, now).status, 401) << "replayed";
    house().pass(10 * minute);
    EXPECT_EQ(sign_in("guard2", good, now).status, 401) << "old";
    EXPECT_EQ(sign_in("guard2", good, code(0)).status, 200);
}

TEST_F(Sessions, ALinkIsGoodOnceAndForItsTime) {
    const std::string link = house().invite("once", {{"inspector", {}}});
    EXPECT_EQ(house().get(nullptr, "/api/v1/setup/" + link).status, 200);
    EXPECT_EQ(post("setup/" + link, Json::Object{{"password", "weak"}}).status, 400);
    EXPECT_EQ(post("setup/" + link, Json::Object{{"password", good}}).status, 200);
    EXPECT_EQ(post("setup/" + link, Json::Object{{"password", "Green8-lantern"}}).status, 404);
    EXPECT_EQ(house().get(nullptr, "/api/v1/setup/" + link).status, 404);
    EXPECT_EQ(sign_in("once", "Green8-lantern").status, 401);
    const std::string late = house().invite("late", {{"inspector", {}}});
    house().pass(72 * hour);
    EXPECT_EQ(post("setup/" + late, Json::Object{{"password", good}}).status, 404);
}

TEST_F(Sessions, LeaversAndTheDisabledAreOutAtOnce) {
    const std::int64_t person = house().another_person();
    Seat leaver = newcomer("leaver", "clerk", person);
    const std::string token = house().token_of(leaver, "see.own record");
    auto by_token = [&] {
        Asking asking{"GET", "/api/v1/records", {}};
        asking.token = token;
        return house().ask(nullptr, asking).status;
    };
    const std::string feed = read(post("calendar-address", Json::Object{}, &leaver)).text("path");
    EXPECT_EQ(by_token(), 200);
    EXPECT_EQ(house().get(nullptr, feed).status, 200);
    change([&](ops::Desk& desk, Instant at) -> Result<void> {
        Json fields = to_json(desk.book().records.at(RecordId{person}).fields);
        (*fields.object())["left"] = Json::Object{{"d", desk.day(at).iso()}};
        auto left = desk.append({{kinds::correction, "tester",
                                  Json::Object{{"of", person}, {"fields", std::move(fields)}}}},
                                at);
        return left ? Result<void>{} : std::unexpected(left.error());
    });
    EXPECT_FALSE(signed_in(leaver));
    EXPECT_EQ(house().get(&leaver, "/api/v1/records").status, 401);
    EXPECT_EQ(sign_in("leaver", good).status, 401);
    EXPECT_EQ(by_token(), 401);
    EXPECT_EQ(house().get(nullptr, feed).status, 404);

    Seat other = newcomer("disabled", "clerk", house().another_person());
    const std::string others = read(post("calendar-address", Json::Object{}, &other)).text("path");
    change([](ops::Desk& desk, Instant at) {
        return ops::disable_account(desk, "disabled", keeper, at);
    });
    EXPECT_FALSE(signed_in(other));
    EXPECT_EQ(sign_in("disabled", good).status, 401);
    EXPECT_EQ(house().get(nullptr, others).status, 404);
    change([](ops::Desk& desk, Instant at) {
        return ops::enable_account(desk, "disabled", keeper, at);
    });
    EXPECT_FALSE(signed_in(other)) << "what has ended stays ended";
    EXPECT_EQ(sign_in("disabled", good).status, 200);
}

TEST_F(Sessions, RolesTakenAwayAreGoneAtOnce) {
    Seat seat = newcomer("demoted", "clerk", house().another_person());
    const std::string token = house().token_of(seat, "");
    change([](ops::Desk& desk, Instant at) {
        return ops::set_roles(desk, "demoted", {{"staff", {}}}, keeper, at);
    });
    EXPECT_FALSE(signed_in(seat));
    Seat again = seat_of(sign_in("demoted", good));
    EXPECT_EQ(house().get(&again, "/api/v1/imports").status, 403);
    Asking asking{"GET", "/api/v1/plan", {}};
    asking.token = token;
    EXPECT_EQ(house().ask(nullptr, asking).status, 403) << "its token is not wider than itself";
}

struct Profile {
    const char* policy;
    const char* password;
    bool taken;
};

TEST_F(Sessions, PasswordsAreAsTheProfileWantsThem) {
    const Profile table[] = {
        {"dengbao", "Sh0rt!a", false},       {"dengbao", "alllowercase9", false},
        {"dengbao", "P@ssw0rd", false},      {"dengbao", "Profile4-x", false},
        {"dengbao", "Green8-lantern", true}, {"asvs", "Green8-lan", false},
        {"asvs", "aaaaaaaaaaaaaaaa", false}, {"asvs", "four small green boats", true},
    };
    int number = 0;
    for (const Profile& row : table) {
        change([&](ops::Desk& desk, Instant at) {
            return ops::set_setting(desk, "password_policy", row.policy, keeper, at);
        });
        const std::string link =
            house().invite("profile" + std::to_string(++number), {{"inspector", {}}});
        web::Response made = post("setup/" + link, Json::Object{{"password", row.password}});
        EXPECT_EQ(made.status, row.taken ? 200 : 400)
            << row.policy << " " << row.password << made.body;
    }
    change([](ops::Desk& desk, Instant at) {
        return ops::set_setting(desk, "password_policy", "dengbao", keeper, at);
    });
}

TEST_F(Sessions, AnOldPasswordOpensNothingButItsOwnChange) {
    newcomer("aging", "inspector");
    house().pass(90 * day);
    Seat seat = seat_of(sign_in("aging", good));
    web::Response shown = house().get(&seat, "/api/v1/session");
    EXPECT_EQ(read(shown).text("password"), "expired");
    EXPECT_EQ(house().get(&seat, "/api/v1/records").status, 403);
    EXPECT_EQ(
        post("session/password", Json::Object{{"old", good}, {"password", "Green8-lantern"}}, &seat)
            .status,
        200);
    EXPECT_EQ(house().get(&seat, "/api/v1/records").status, 200);
}

TEST_F(Sessions, AdministratorsExcludeEachOtherAndSeeNoBusinessData) {
    const std::vector<std::string> administrators{"system", "security", "audit"};
    for (const std::string& one : administrators) {
        for (const char* other :
             {"system", "security", "audit", "clerk", "head", "staff", "inspector"}) {
            auto made = house().writer().at_desk([&](ops::Desk& desk, Instant at) {
                return ops::add_account(desk, {one + "." + other, {}, "", {{one, {}}, {other, {}}}},
                                        keeper, at);
            });
            EXPECT_FALSE(made) << one << " " << other;
        }
        auto of_person = house().writer().at_desk([&](ops::Desk& desk, Instant at) {
            return ops::add_account(
                desk, {one + ".person", PersonId{house().seat("staff").person}, "", {{one, {}}}},
                keeper, at);
        });
        EXPECT_FALSE(of_person) << one;
    }
    for (const web::Operation& operation : web::operations()) {
        const std::string right(access::id_of(operation.right));
        const bool theirs = right.starts_with("admin.");
        for (const access::Role& role : access::roles()) {
            access::Grant grant{std::string(role.id), {}};
            const bool may = access::access_of({&grant, 1}, {}).may(operation.right);
            if (theirs) {
                EXPECT_EQ(may, right == "admin." + std::string(role.id)) << operation.path;
            } else if (role.administrator) {
                EXPECT_EQ(may, right == "open" || right == "signed.in") << operation.path;
            }
        }
    }
}

}  // namespace
}  // namespace luze::test
