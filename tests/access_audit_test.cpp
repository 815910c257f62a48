// What may be done only if it can be written down: every such action with the log in place, and
// with the log gone.
#include <gmock/gmock.h>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "access_kit.h"

namespace luze::test {
namespace {

constexpr const char* good = "Blue7-lantern";

// The tables of the log are out of the way while it lives, as if the disk were full.
class LogGone {
public:
    LogGone() { move("audit", "audit_away"), move("read_log", "read_log_away"); }
    ~LogGone() { move("audit_away", "audit"), move("read_log_away", "read_log"); }
    LogGone(const LogGone&) = delete;
    LogGone& operator=(const LogGone&) = delete;

private:
    static void move(const std::string& from, const std::string& to) {
        auto moved = house().writer().at_desk([&](ops::Desk& desk, Instant) {
            return desk.site().session().run_script("test.log",
                                                    "ALTER TABLE " + from + " RENAME TO " + to);
        });
        EXPECT_TRUE(moved) << moved.error().message.en;
    }
};

struct Action {
    std::string event;  // that it leaves in the log
    const Seat* seat;
    Asking asking;
    int wanted;
};

// The two newest: setting a password up signs in as well.
Words newest_events() {
    Json log = parse_json(house().get(&house().seat("audit"), "/api/v1/admin/audit").body)
                   .value_or(Json{});
    const Json::Array* items = log["items"].array();
    Words events;
    for (std::size_t i = 0; items != nullptr && i < items->size() && i < 2; ++i) {
        events.push_back((*items)[i].text("event"));
    }
    return events;
}

Asking post(const std::string& path, Json::Object body = {}) {
    return {"POST", "/api/v1/" + path, Json(std::move(body))};
}

std::vector<Action> actions() {
    const Seat* security = &house().seat("security");
    const Seat* clerk = &house().seat("clerk");
    const std::string link = house().invite("fresh", {{"inspector", {}}});
    const std::string first = house().invite("second", {{"inspector", {}}});
    house().ask(nullptr, post("setup/" + first, {{"password", good}}));
    house().token_of(*clerk, "see.own");
    const std::string token =
        parse_json(house().get(clerk, "/api/v1/tokens").body)->array()->back().text("id");
    Asking forged = post("records");
    forged.csrf = false;
    return {
        {"password_set", nullptr, post("setup/" + link, {{"password", good}}), 200},
        {"sign_in", nullptr, post("session", {{"account", "second"}, {"password", good}}), 200},
        {"sign_in_refused", nullptr, post("session", {{"account", "second"}, {"password", "no"}}),
         401},
        {"account_added", security,
         post("admin/accounts", {{"account", "third"}, {"roles", "inspector"}}), 201},
        {"link_issued", security, post("admin/accounts/third/link"), 201},
        {"roles_changed", security, post("admin/accounts/third/roles", {{"roles", "clerk"}}), 200},
        {"factor_reset", security, post("admin/accounts/third/second-factor-reset"), 200},
        {"account_disabled", security, post("admin/accounts/third/disabling"), 200},
        {"account_enabled", security, post("admin/accounts/third/enabling"), 200},
        {"setting_changed", &house().seat("system"),
         post("admin/settings/idle_minutes", {{"value", "25"}}), 200},
        {"token_issued", clerk, post("tokens", {{"scopes", "see.own"}}), 201},
        {"token_issued", clerk, post("calendar-address"), 201},
        {"token_revoked", clerk, post("tokens/" + token + "/revocation"), 200},
        {"exported", clerk, {"GET", "/api/v1/records?form=meeting&as=csv", {}}, 200},
        {"refused", clerk, {"GET", "/api/v1/admin/accounts", {}}, 403},
        {"refused", clerk, forged, 403},
        {"password_set", &house().seat("clerk.two"),
         post("session/password", {{"old", good}, {"password", "Green8-lantern"}}), 200},
        {"sign_out", &house().seat("clerk.two"), post("session/end"), 200},
    };
}

TEST(AccessAudit, WhatCannotBeWrittenDownIsNotDone) {
    for (const Action& action : actions()) {
        {
            LogGone gone;
            web::Response refused = house().ask(action.seat, action.asking);
            EXPECT_GE(refused.status, 500) << action.event << action.asking.path << refused.body;
            EXPECT_EQ(web::find_header(refused.headers, "set-cookie"), nullptr) << action.event;
        }
        // Nothing of it was done, so that it can be done now.
        web::Response done = house().ask(action.seat, action.asking);
        EXPECT_EQ(done.status, action.wanted) << action.event << action.asking.path << done.body;
        EXPECT_THAT(newest_events(), testing::Contains(action.event)) << action.asking.path;
    }
}

TEST(AccessAudit, WithoutALogNobodyIsShownARestrictedRecord) {
    std::size_t asked = 0;
    for (const char* account : {"discipline", "watch"}) {
        const Seat& seat = house().seat(account);
        for (const Canary& canary : house().canaries()) {
            if (!canary.restricted || !canary.live || !may_read(seat, canary)) {
                continue;
            }
            const std::string id = std::to_string(canary.id);
            LogGone gone;
            for (const std::string& path :
                 {"records/" + id, "records?limit=200&form=" + canary.form,
                  "search?q=" + canary.word, "people/" + std::to_string(canary.person),
                  "records/" + id + "/evidence/" + house().evidence().at(canary.id)}) {
                web::Response shown = house().get(&seat, "/api/v1/" + path);
                EXPECT_EQ(shown.body.find(canary.word), std::string::npos) << account << path;
                EXPECT_GE(shown.status, 500) << account << path;
            }
            ++asked;
            break;  // of each seat one: the desk is opened anew each time
        }
    }
    EXPECT_EQ(asked, 2U);
}

// The second factor is set by its owner once, with its line.
TEST(AccessAudit, ASecondFactorIsNotSetWithoutItsLine) {
    const Seat& seat = house().seat("head");
    Json begun = *parse_json(house().ask(&seat, post("session/second-factor")).body);
    const std::string code =
        access::code_of(access::from_base32(begun.text("secret")), house().now().ms / 30'000);
    const Asking confirm = post("session/second-factor/confirmation", {{"code", code}});
    {
        LogGone gone;
        EXPECT_GE(house().ask(&seat, confirm).status, 500);
    }
    EXPECT_EQ(house().ask(&seat, confirm).status, 200);
    EXPECT_THAT(newest_events(), testing::Contains("factor_set"));
}

// Numbers only, no names or words of records: the administrators see no business data.
TEST(AccessAudit, TheLogItselfTellsNoBusinessData) {
    const Seat& clerk = house().seat("discipline");
    house().get(&clerk, "/api/v1/records?as=csv&form=talk&find=zqzq0001");
    house().get(&clerk, "/api/v1/records?limit=200&form=talk");
    for (const char* path : {"/api/v1/admin/audit", "/api/v1/admin/reads"}) {
        web::Response log = house().get(&house().seat("audit"), path);
        EXPECT_EQ(log.status, 200);
        EXPECT_EQ(log.body.find("zqzq"), std::string::npos) << log.body;
    }
}

}  // namespace
}  // namespace luze::test
