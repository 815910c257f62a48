// Role × operation × unit, generated from the table of operations: nobody is answered what is not
// theirs by right, and whatever changes something wants its token, its origin and its scope.
#include <gmock/gmock.h>

#include <algorithm>

#include "access_kit.h"
#include "base/text.h"

namespace luze::test {
namespace {

using testing::IsEmpty;

std::string about(const Seat& seat, const web::Operation& operation) {
    return seat.account + " " + std::string(operation.method) + " " + std::string(operation.path);
}

bool refused_by_right(const web::Response& response) {
    return response.status == 403 &&
           response.body.find("您的账号没有这项权限") != std::string::npos;
}

Asking asking_of(const web::Operation& operation) {
    Asking asking{std::string(operation.method), filled(operation.path, "3"), {}};
    if (changes(operation)) {
        asking.body = Json::Object{{"nonsense", true}};
    }
    return asking;
}

TEST(AccessMatrix, EveryOperationIsForThoseWhoseRightItIs) {
    const std::int64_t before = house().entries();
    std::size_t allowed = 0;
    for (const auto& [account, seat] : house().seats()) {
        for (const web::Operation& operation : web::operations()) {
            if (operation.id == "signOut") {
                continue;  // everybody's, and it ends the seat
            }
            const bool may = may_call(seat, operation);
            web::Response response = house().ask(&seat, asking_of(operation));
            EXPECT_NE(refused_by_right(response), may) << about(seat, operation) << response.body;
            EXPECT_LT(response.status, 500) << about(seat, operation) << response.body;
            EXPECT_THAT(leaked(&seat, response.body), IsEmpty()) << about(seat, operation);
            allowed += may ? 1 : 0;
        }
    }
    EXPECT_EQ(house().entries(), before);
    EXPECT_GT(allowed, web::operations().size());
}

TEST(AccessMatrix, NobodyIsAnsweredNothing) {
    for (const web::Operation& operation : web::operations()) {
        web::Response response = house().ask(nullptr, asking_of(operation));
        if (operation.right != access::Right::open) {
            EXPECT_EQ(response.status, 401) << operation.path << response.body;
        }
        EXPECT_THAT(leaked(nullptr, response.body), IsEmpty()) << operation.path;
    }
}

TEST(AccessMatrix, WhateverChangesSomethingWantsItsTokenAndItsOrigin) {
    const std::int64_t before = house().entries();
    std::size_t asked = 0;
    for (const web::Operation& operation : web::operations()) {
        if (!changes(operation)) {
            continue;
        }
        Asking good{std::string(operation.method), filled(operation.path, "3"), Json::Object{}};
        Asking foreign = good;
        foreign.origin = "http://elsewhere.example";
        Asking other_scheme = good;
        other_scheme.origin = "https://127.0.0.1:8090";
        Asking other_port = good;
        other_port.origin = "http://127.0.0.1:8091";
        Asking hidden = good;
        hidden.origin = "null";
        for (const Asking& asking : {foreign, other_scheme, other_port, hidden}) {
            EXPECT_EQ(house().ask(nullptr, asking).status, 403) << operation.path << asking.origin;
        }
        for (const auto& [account, seat] : house().seats()) {
            if (operation.right == access::Right::open || !may_call(seat, operation)) {
                continue;
            }
            Asking no_token = good;
            no_token.csrf = false;
            Asking no_origin = good;
            no_origin.origin = "";
            for (const Asking& asking : {no_token, no_origin, foreign, other_scheme}) {
                EXPECT_EQ(house().ask(&seat, asking).status, 403) << about(seat, operation);
            }
            Seat mixed = seat;
            mixed.csrf = house().seat(account == "head" ? "clerk" : "head").csrf;
            EXPECT_EQ(house().ask(&mixed, good).status, 403) << about(seat, operation);
            ++asked;
        }
    }
    EXPECT_GT(asked, 100U);
    EXPECT_EQ(house().entries(), before);
    for (const auto& [account, seat] : house().seats()) {
        EXPECT_EQ(house().get(&seat, "/api/v1/session").status, 200) << account;
    }
}

// Tokens that open everything that their account may, but for one thing.
TEST(AccessMatrix, ATokenWithoutTheScopeIsRefused) {
    const std::int64_t before = house().entries();
    const Seat& clerk = house().seat("clerk");
    const std::set<std::string> all{"see.own", "see.book", "see.whole", "see.restricted", "record",
                                    "import",  "rules",    "report",    "plan",           "verify"};
    for (const std::string& lacking : all) {
        std::vector<std::string> others(all.begin(), all.end());
        std::erase(others, lacking);
        const std::string token = house().token_of(clerk, join(others, " "));
        for (const web::Operation& operation : web::operations()) {
            if (access::id_of(operation.right) == lacking) {
                Asking asking = asking_of(operation);
                asking.token = token;
                web::Response response = house().ask(nullptr, asking);
                EXPECT_EQ(response.status, 403) << about(clerk, operation) << response.body;
            }
        }
    }
    EXPECT_EQ(house().entries(), before);
}

// Who has found a token must not be able to make it last, or to lock its owner out.
TEST(AccessMatrix, NoTokenChangesTheAccountItself) {
    const Seat& clerk = house().seat("clerk");
    const std::string token = house().token_of(clerk, "see.own see.book record import");
    std::size_t asked = 0;
    for (const web::Operation& operation : web::operations()) {
        const bool own = operation.right == access::Right::signed_in ||
                         operation.right == access::Right::see_own;
        if (!changes(operation) || !own) {
            continue;
        }
        Asking asking{"POST", filled(operation.path, "3"), Json::Object{}};
        asking.token = token;
        EXPECT_EQ(house().ask(nullptr, asking).status, 403) << operation.path;
        ++asked;
    }
    EXPECT_GE(asked, 9U);
    Asking more{"POST", "/api/v1/tokens", Json::Object{{"scopes", ""}}};
    more.token = token;
    EXPECT_EQ(house().ask(nullptr, more).status, 403);
    EXPECT_EQ(house().get(&clerk, "/api/v1/session").status, 200);
    Asking read{"GET", "/api/v1/records", {}};
    read.token = token;
    EXPECT_EQ(house().ask(nullptr, read).status, 200) << "it reads what it was made for";
}

TEST(AccessMatrix, ATokenWithoutTheLabelReadsNothingRestricted) {
    const Seat& head = house().seat("discipline");
    const std::string token = house().token_of(head, "see.own see.book see.whole record verify");
    for (const Canary& canary : house().canaries()) {
        Asking asking{"GET", "/api/v1/records/" + std::to_string(canary.id), {}};
        asking.token = token;
        web::Response response = house().ask(nullptr, asking);
        EXPECT_EQ(response.status == 200, canary.live && !canary.restricted) << canary.form;
    }
}

TEST(AccessMatrix, RecordsAreReadByThoseWhomTheyConcern) {
    std::map<std::string, std::size_t> seen;
    for (const auto& [account, seat] : house().seats()) {
        const bool administrator = seat.is("system") || seat.is("security") || seat.is("audit");
        for (const Canary& canary : house().canaries()) {
            if (administrator && canary.id % 10 != 0) {
                continue;  // refused before anything is looked at
            }
            const std::string path = "/api/v1/records/" + std::to_string(canary.id);
            web::Response shown = house().get(&seat, path);
            const bool may = canary.live && may_read(seat, canary);
            EXPECT_EQ(shown.status == 200, may)
                << account << " " << canary.form << " " << canary.id << " " << shown.body;
            EXPECT_EQ(shown.body.find(canary.word) != std::string::npos, may)
                << account << " " << canary.form;
            auto file = house().evidence().find(canary.id);
            if (canary.restricted && file != house().evidence().end()) {
                web::Response got = house().get(&seat, path + "/evidence/" + file->second);
                EXPECT_EQ(got.status == 200, may) << account << " " << canary.form;
            }
            seen[account] += may ? 1 : 0;
        }
    }
    EXPECT_GT(seen["clerk"], seen["deputy"]);
    EXPECT_GT(seen["deputy"], seen["deputy.section"]) << "what stands above is not in reach";
    EXPECT_GT(seen["deputy.section"], 0U);
    EXPECT_GT(seen["deputy.branch"], 0U);
    EXPECT_GT(seen["staff"], 0U);
    EXPECT_GT(seen["watch"], seen["team"]) << "the label";
    EXPECT_EQ(seen["system"] + seen["security"] + seen["audit"], 0U);
}

// One file under two records: it is fetched through the one that may be seen.
TEST(AccessMatrix, EvidenceIsFetchedThroughItsOwnRecordOnly) {
    const Seat& staff = house().seat("staff");
    std::int64_t own = 0;
    for (const Canary& canary : house().canaries()) {
        own = canary.live && may_read(staff, canary) ? canary.id : own;
    }
    ASSERT_NE(own, 0);
    for (const auto& [record, digest] : house().evidence()) {
        const std::string path = "/api/v1/records/" + std::to_string(own) + "/evidence/" + digest;
        EXPECT_EQ(house().get(&staff, path).status == 200, record == own) << record;
    }
}

// What a list has, counts and searches is what may be read, no more and no less.
TEST(AccessMatrix, ListsHoldWhatMayBeReadAndNothingElse) {
    std::map<std::int64_t, const Canary*> by_id;
    for (const Canary& canary : house().canaries()) {
        by_id[canary.id] = &canary;
    }
    for (const auto& [account, seat] : house().seats()) {
        for (const std::string& form : house().forms()) {
            std::set<std::int64_t> wanted;
            for (const Canary& canary : house().canaries()) {
                if (canary.form == form && canary.live && may_read(seat, canary)) {
                    wanted.insert(canary.id);
                }
            }
            web::Response list = house().get(&seat, "/api/v1/records?limit=200&form=" + form);
            if (list.status != 200) {
                EXPECT_TRUE(wanted.empty()) << account << " " << form << list.body;
                continue;
            }
            Json answer = *parse_json(list.body);
            std::set<std::int64_t> got;
            for (const Json& item : *answer["items"].array()) {
                got.insert(item.number("id"));
            }
            EXPECT_EQ(got, wanted) << account << " " << form;
            EXPECT_EQ(answer.number("total"), static_cast<std::int64_t>(wanted.size()))
                << account << " " << form;
        }
    }
}

TEST(AccessMatrix, WhoMayNotReadARecordMayDoNothingWithItAndIsToldNothing) {
    const std::int64_t before = house().entries();
    for (const auto& [account, seat] : house().seats()) {
        for (const Canary& canary : house().canaries()) {
            if (!canary.restricted || may_read(seat, canary)) {
                continue;
            }
            const std::string record = "/api/v1/records/" + std::to_string(canary.id);
            const Json::Object values{{"values", Json::Object{{"note", "x"}}}};
            const std::vector<Asking> attempts{
                {"POST", record + "/steps", Json::Object{{"act", "answer"}}},
                {"POST", record + "/corrections", values},
                {"POST", record + "/withdrawal", Json::Object{{"reason", "x"}}},
                {"POST", record + "/letters", Json::Object{{"rung", "x"}}},
                {"POST", record + "/declined-rungs", Json::Object{{"rung", "x"}, {"reason", "x"}}},
                {"POST", record + "/evidence?name=a.txt", Json::Object{}},
                {"POST", "/api/v1/links",
                 Json::Object{{"record", canary.id},
                              {"duty", house().duties().front()},
                              {"bearer", "unit:"},
                              {"from", "2021-01-01"},
                              {"to", "2021-12-31"}}},
                {"POST", "/api/v1/held-rows/" + std::to_string(canary.id) + "/mending", values},
                {"POST", "/api/v1/held-rows/" + std::to_string(canary.id) + "/withdrawal",
                 Json::Object{{"reason", "x"}}},
            };
            for (const Asking& attempt : attempts) {
                web::Response response = house().ask(&seat, attempt);
                EXPECT_GE(response.status, 400) << account << " " << attempt.path;
                EXPECT_LT(response.status, 500) << account << " " << attempt.path << response.body;
                EXPECT_THAT(leaked(&seat, response.body), IsEmpty())
                    << account << " " << attempt.path;
            }
        }
    }
    EXPECT_EQ(house().entries(), before);
}

// What the matrix of standing, its obligations and its people are of.
TEST(AccessMatrix, WhatIsOwedIsShownOfTheirUnitsOnly) {
    for (const char* account :
         {"deputy", "deputy.section", "deputy.branch", "staff", "personnel"}) {
        const Seat& seat = house().seat(account);
        Json standing = *parse_json(house().get(&seat, "/api/v1/standing").body);
        Json owed = *parse_json(house().get(&seat, "/api/v1/obligations?limit=200").body);
        auto within = [&](const std::string& unit) {
            Canary of_unit;
            of_unit.units = {unit};
            return may_read(seat, of_unit) || seat.home.contains(unit);
        };
        ASSERT_NE(owed["items"].array(), nullptr) << account;
        for (const Json& line : *owed["items"].array()) {
            EXPECT_TRUE(within(line.text("unit")) || line.number("person") == seat.person)
                << account << " " << canonical(line);
        }
        ASSERT_NE(standing["units"].array(), nullptr) << account;
        for (const Json& line : *standing["units"].array()) {
            EXPECT_TRUE(within(line.text("unit"))) << account << " " << line.text("unit");
        }
    }
}

TEST(AccessMatrix, WhatIsUnderWayIsItsOwnersOnly) {
    const Seat& clerk = house().seat("clerk");
    const Seat& other = house().seat("clerk.two");
    Json opened =
        *parse_json(house().ask(&clerk, {"POST", "/api/v1/imports", Json::Object{}}).body);
    const std::string import = "/api/v1/imports/" + opened.text("id");
    for (const char* part : {"", "/sheets/0", "/rows"}) {
        EXPECT_EQ(house().get(&other, import + part).status, 404) << part;
    }
    for (const char* act : {"/reading", "/commit", "/discard"}) {
        EXPECT_EQ(house().ask(&other, {"POST", import + act, Json::Object{}}).status, 404) << act;
    }
    EXPECT_EQ(house().get(&clerk, import).status, 200);
    EXPECT_EQ(parse_json(house().get(&other, "/api/v1/imports").body)->array()->size(), 0U);
    Json job =
        *parse_json(house().ask(&clerk, {"POST", "/api/v1/verifications", Json::Object{}}).body);
    EXPECT_EQ(house().get(&other, "/api/v1/jobs/" + job.text("id")).status, 404);
    const std::string token = house().token_of(clerk, "see.own");
    Json listed = *parse_json(house().get(&clerk, "/api/v1/tokens").body);
    const std::string id = listed.array()->back().text("id");
    EXPECT_EQ(house()
                  .ask(&other, {"POST", "/api/v1/tokens/" + id + "/revocation", Json::Object{}})
                  .status,
              404);
    for (const Json& one : *parse_json(house().get(&other, "/api/v1/tokens").body)->array()) {
        EXPECT_EQ(one.text("account"), "clerk.two");
    }
}

}  // namespace
}  // namespace luze::test
