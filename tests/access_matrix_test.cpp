// Role × operation × unit, generated from the table of operations: nobody is answered what is not
// theirs, by right or by content; whatever changes something wants its token and its origin.
#include <gmock/gmock.h>

#include <algorithm>

#include "access_kit.h"
#include "base/text.h"
#include "web/work.h"

namespace luze::test {
namespace {

using Rights = std::set<std::string>;

// What the roles are for, written down a second time.
const std::map<std::string, Rights> rights{
    {"clerk",
     {"see.own", "see.book", "see.whole", "see.restricted", "record", "import", "rules", "report",
      "plan", "verify"}},
    {"head",
     {"see.own", "see.book", "see.whole", "see.restricted", "record", "rules", "report", "plan",
      "verify"}},
    {"deputy", {"see.own", "see.book", "see.restricted", "record"}},
    {"discipline", {"see.own", "see.book", "see.whole", "see.restricted", "record", "verify"}},
    {"staff", {"see.own", "see.restricted", "record"}},
    {"inspector", {"see.own", "see.book", "see.whole", "verify"}},
    {"system", {"admin.system"}},
    {"security", {"admin.security"}},
    {"audit", {"admin.audit"}},
};

// Set up once: the rest only reads, or is refused.
House& house() {
    static House one;
    return one;
}

bool whole(const Seat& seat) {
    return std::set<std::string>{"clerk", "head", "discipline", "inspector"}.contains(seat.role);
}

// The plain rule of DECISIONS and sight.h, for these records.
bool may_read(const Seat& seat, const Canary& canary) {
    const bool reached = whole(seat) || std::ranges::any_of(canary.units, [&](const auto& unit) {
                             return seat.units.contains(unit);
                         });
    const bool named = seat.person != 0 && canary.person == seat.person;
    const bool at_home =
        seat.person != 0 &&
        (canary.units.empty() || std::ranges::any_of(canary.units, [&](const std::string& unit) {
             return seat.home.contains(unit);
         }));
    if (!canary.restricted) {
        return reached || named || (canary.shared && at_home);
    }
    return seat.person != 0 && std::ranges::any_of(canary.seen_by, [&](const auto& role) {
               return (named && house().by_record(role)) ||
                      (reached && house().holders(role).contains(seat.person));
           });
}

std::string filled(std::string_view path, const std::string& with) {
    std::string out = "/api/v1/";
    for (char c : path) {
        out += c == '*' ? with : std::string(1, c);
    }
    return out;
}

bool changes(const web::Operation& operation) { return operation.method != "GET"; }

std::string about(const Seat& seat, const web::Operation& operation) {
    return seat.role + " " + std::string(operation.method) + " " + std::string(operation.path);
}

bool refused_by_right(const web::Response& response) {
    return response.status == 403 &&
           response.body.find("您的账号没有这项权限") != std::string::npos;
}

// Words of records that this seat may not read.
Words leaked(const Seat* seat, const std::string& body) {
    Words out;
    for (const Canary& canary : house().canaries()) {
        if ((seat == nullptr || !may_read(*seat, canary)) &&
            body.find(canary.word) != std::string::npos) {
            out.push_back(canary.word + " (" + canary.form + ")");
        }
    }
    return out;
}

TEST(AccessMatrix, EveryOperationIsForThoseWhoseRightItIs) {
    for (const auto& [role, seat] : house().seats()) {
        ASSERT_TRUE(rights.contains(role)) << role;
        for (const web::Operation& operation : web::operations()) {
            if (operation.id == "signOut") {
                continue;  // everybody's, and it ends the seat
            }
            const std::string right(access::id_of(operation.right));
            const bool may =
                right == "open" || right == "signed.in" || rights.at(role).contains(right);
            Asking asking{std::string(operation.method), filled(operation.path, "3"), {}};
            if (changes(operation)) {
                asking.body = Json::Object{{"nonsense", true}};
            }
            web::Response response = house().ask(&seat, asking);
            EXPECT_NE(refused_by_right(response), may) << about(seat, operation) << response.body;
            EXPECT_THAT(leaked(&seat, response.body), testing::IsEmpty()) << about(seat, operation);
        }
    }
}

TEST(AccessMatrix, NobodyIsAnsweredNothing) {
    for (const web::Operation& operation : web::operations()) {
        Asking asking{std::string(operation.method), filled(operation.path, "3"), {}};
        if (changes(operation)) {
            asking.body = Json::Object{};
        }
        web::Response response = house().ask(nullptr, asking);
        if (operation.right != access::Right::open) {
            EXPECT_EQ(response.status, 401) << operation.path << response.body;
        }
        EXPECT_THAT(leaked(nullptr, response.body), testing::IsEmpty()) << operation.path;
    }
}

TEST(AccessMatrix, WhateverChangesSomethingWantsItsTokenAndItsOrigin) {
    const std::int64_t before = house().entries();
    Seat clerk = house().seat("clerk");
    Seat mixed = clerk;
    mixed.csrf = house().seat("head").csrf;
    for (const web::Operation& operation : web::operations()) {
        if (!changes(operation) || operation.right == access::Right::open) {
            continue;
        }
        Asking good{std::string(operation.method), filled(operation.path, "3"), Json::Object{}};
        Asking no_token = good;
        no_token.csrf = false;
        Asking no_origin = good;
        no_origin.origin = "";
        Asking foreign = good;
        foreign.origin = "http://elsewhere.example";
        Asking other_scheme = good;
        other_scheme.origin = "https://127.0.0.1:8090";
        for (const Asking& asking : {no_token, no_origin, foreign, other_scheme}) {
            EXPECT_EQ(house().ask(&clerk, asking).status, 403) << operation.path;
        }
        EXPECT_EQ(house().ask(&mixed, good).status, 403) << operation.path;
    }
    EXPECT_EQ(house().entries(), before);
    EXPECT_EQ(house().get(&clerk, "/api/v1/session").status, 200);
}

TEST(AccessMatrix, RecordsAreReadByThoseWhomTheyConcern) {
    std::size_t seen = 0;
    for (const auto& [role, seat] : house().seats()) {
        for (const Canary& canary : house().canaries()) {
            const std::string path = "/api/v1/records/" + std::to_string(canary.id);
            web::Response shown = house().get(&seat, path);
            const bool may = may_read(seat, canary);
            EXPECT_EQ(shown.status == 200, may)
                << role << " " << canary.form << " " << canary.id << " " << shown.body;
            EXPECT_EQ(shown.body.find(canary.word) != std::string::npos, may && canary.told)
                << role << " " << canary.form;
            web::Response file =
                house().get(&seat, path + "/evidence/" + house().evidence().at(canary.id));
            EXPECT_EQ(file.status == 200, may) << role << " " << canary.form;
            seen += may ? 1 : 0;
        }
    }
    EXPECT_GT(seen, house().canaries().size()) << "nobody sees anything";
}

// Every address that can be read, with everything that may stand in its places.
Words addresses() {
    Words out;
    auto add = [&](std::string_view path, const Words& places) {
        for (const std::string& place : places) {
            out.push_back(filled(path, place));
        }
    };
    Words records;
    for (const Canary& canary : house().canaries()) {
        records.push_back(std::to_string(canary.id));
    }
    Words entries;
    for (std::int64_t i = 1; i <= house().entries(); ++i) {
        entries.push_back(std::to_string(i));
    }
    const std::map<std::string, Words> by_first{
        {"records", records},           {"meetings", records},
        {"batches", records},           {"people", {"4", "5", "20", "30", "40"}},
        {"figures", house().figures()}, {"forms", house().forms()},
        {"entries", entries},           {"standing", house().duties()}};
    for (const web::Operation& operation : web::operations()) {
        if (operation.method != "GET") {
            continue;
        }
        if (operation.path.find('*') == std::string_view::npos) {
            out.push_back(filled(operation.path, ""));
            continue;
        }
        std::string first(operation.path.substr(0, operation.path.find('/')));
        auto at = by_first.find(first);
        add(operation.path, at == by_first.end() ? Words{"3"} : at->second);
    }
    return out;
}

// … and with what may be asked of it.
Words queries() {
    Words out;
    for (const std::string& form : house().forms()) {
        for (const char* more : {"", "&as=csv", "&q=zqzq", "&open=true"}) {
            out.push_back("/api/v1/records?form=" + form + more);
        }
    }
    for (const char* list : {"records", "obligations", "faults"}) {
        out.push_back(std::string("/api/v1/") + list + "?as=csv");
        out.push_back(std::string("/api/v1/") + list + "?q=zqzq");
    }
    for (const std::string& duty : house().duties()) {
        out.push_back("/api/v1/obligations?duty=" + duty);
        out.push_back("/api/v1/obligations?as=csv&duty=" + duty);
    }
    for (const char* page :
         {"/", "/standing", "/report", "/figures", "/faults", "/entries", "/public", "/nowhere"}) {
        out.push_back(page);
    }
    return out;
}

// Documents take their time: each of a record's kind is asked for the records of its form, each of
// a year by those who see least of those who see the whole.
TEST(AccessMatrix, NoDocumentTellsAnybodyWhatIsNotTheirs) {
    for (const auto& [kind, form] : house().documents()) {
        const std::string path = "/api/v1/documents/" + kind + "?type=html";
        for (const auto& [role, seat] : house().seats()) {
            for (const Canary& canary : house().canaries()) {
                if (canary.form != form) {
                    continue;
                }
                web::Response written =
                    house().get(&seat, path + "&record=" + std::to_string(canary.id));
                EXPECT_TRUE(written.status != 200 || may_read(seat, canary)) << role << path;
                EXPECT_THAT(leaked(&seat, written.body), testing::IsEmpty()) << role << path;
            }
            if (form.empty() && !(whole(seat) && role != "inspector")) {
                const std::string person = std::to_string(house().canaries().front().person);
                web::Response written =
                    house().get(&seat, path + "&year=2021&quarter=2&person=" + person);
                EXPECT_THAT(leaked(&seat, written.body), testing::IsEmpty()) << role << path;
            }
        }
    }
}

TEST(AccessMatrix, NoAddressTellsAnybodyWhatIsNotTheirs) {
    Words all = addresses();
    std::ranges::copy(queries(), std::back_inserter(all));
    std::map<std::string, std::size_t> words_seen;
    for (const auto& [role, seat] : house().seats()) {
        for (const std::string& address : all) {
            auto t0=std::chrono::steady_clock::now();
            web::Response response = house().get(&seat, address);
            auto ms=std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now()-t0).count();
            if(ms>150) std::printf("SLOW %s %s %ld\n",role.c_str(),address.c_str(),static_cast<long>(ms));
            ASSERT_LT(response.status, 500) << role << " " << address << " " << response.body;
            EXPECT_THAT(leaked(&seat, response.body), testing::IsEmpty()) << role << " " << address;
            words_seen[role] += response.body.find("zqzq") != std::string::npos ? 1 : 0;
        }
    }
    EXPECT_GT(words_seen["head"], 0U);
    EXPECT_GT(words_seen["staff"] + words_seen["deputy"], 0U);
    for (const char* administrator : {"system", "security", "audit"}) {
        EXPECT_EQ(words_seen[administrator], 0U) << administrator;
    }
    for (const std::string& address : all) {
        EXPECT_THAT(leaked(nullptr, house().get(nullptr, address).body), testing::IsEmpty())
            << address;
    }
}

TEST(AccessMatrix, RefusalsTellNothing) {
    for (const auto& [role, seat] : house().seats()) {
        for (const Canary& canary : house().canaries()) {
            if (may_read(seat, canary)) {
                continue;
            }
            const std::string record = "/api/v1/records/" + std::to_string(canary.id);
            const Json::Object values{{"values", Json::Object{{"note", "x"}}}};
            const std::vector<Asking> attempts{
                {"POST", record + "/steps", Json::Object{{"act", "submit"}}},
                {"POST", record + "/corrections", values},
                {"POST", record + "/withdrawal", Json::Object{{"reason", "x"}}},
                {"POST", record + "/letters", Json::Object{{"rung", "x"}}},
            };
            for (const Asking& attempt : attempts) {
                web::Response response = house().ask(&seat, attempt);
                EXPECT_GE(response.status, 400) << role << " " << attempt.path;
                EXPECT_THAT(leaked(&seat, response.body), testing::IsEmpty())
                    << role << " " << attempt.path;
            }
        }
    }
}

TEST(AccessMatrix, AFeedTellsNothingRestricted) {
    for (const auto& [role, seat] : house().seats()) {
        web::Response made =
            house().ask(&seat, {"POST", "/api/v1/calendar-address", Json::Object{}});
        if (made.status != 201) {
            continue;
        }
        std::string path = parse_json(made.body)->text("path");
        web::Response feed = house().get(nullptr, path);
        EXPECT_EQ(feed.status, 200) << role;
        for (const Canary& canary : house().canaries()) {
            bool there = feed.body.find(canary.word) != std::string::npos;
            EXPECT_FALSE(there && (canary.restricted || !may_read(seat, canary)))
                << role << " " << canary.form;
        }
    }
}

TEST(AccessMatrix, ReadsOfRestrictedRecordsAreLogged) {
    const Seat& head = house().seat("head");
    auto restricted = std::ranges::find_if(house().canaries(), [&](const Canary& canary) {
        return canary.restricted && may_read(head, canary);
    });
    ASSERT_NE(restricted, house().canaries().end());
    house().get(&head, "/api/v1/records/" + std::to_string(restricted->id));
    web::Response log = house().get(&house().seat("audit"), "/api/v1/admin/reads");
    ASSERT_EQ(log.status, 200) << log.body;
    Json newest = parse_json(log.body)->operator[]("items").array()->front();
    EXPECT_EQ(newest.number("record"), restricted->id);
    EXPECT_EQ(newest.text("account"), "head");
    EXPECT_EQ(newest.text("through"), "showRecord");
}

}  // namespace
}  // namespace luze::test
