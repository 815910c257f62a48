// By content: every address that can be read, as each seat and as nobody. The word of a record
// shows to those only whom the record is for, and whoever is shown a restricted one is written
// down.
#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>

#include "access/audit.h"
#include "access_kit.h"

namespace luze::test {
namespace {

using testing::IsEmpty;

// An address, and the operation that answers it (empty: a page).
struct Address {
    std::string operation;
    std::string path;
};
using Addresses = std::vector<Address>;
using Shown = std::set<std::pair<std::string, std::int64_t>>;  // operation, record

// Every restricted record with what became of it, and of each other form one: that the others are
// answered alike is the matrix's matter.
std::set<std::int64_t> looked_at() {
    std::set<std::int64_t> out;
    std::set<std::string> forms;
    for (const Canary& canary : house().canaries()) {
        if (canary.restricted || forms.insert(canary.form).second) {
            out.insert(canary.id);
        }
    }
    return out;
}

Words texts_of(const std::set<std::int64_t>& numbers) {
    Words out;
    for (std::int64_t number : numbers) {
        out.push_back(std::to_string(number));
    }
    return out;
}

Words records_of(const std::set<std::string>& forms) {
    Words out;
    for (const Canary& canary : house().canaries()) {
        if (forms.contains(canary.form)) {
            out.push_back(std::to_string(canary.id));
        }
    }
    return out;
}

// Of these records, of every third file, and all that was said of restricted ones afterwards.
Words entries() {
    std::set<std::int64_t> out = looked_at();
    const std::int64_t last_file = house().last_planted() + std::ssize(house().evidence());
    for (std::int64_t id = house().last_planted() + 1; id <= house().entries(); ++id) {
        if (id > last_file || id % 3 == 0) {
            out.insert(id);
        }
    }
    return texts_of(out);
}

Words people() {
    std::set<std::int64_t> out{3};
    for (const Canary& canary : house().canaries()) {
        out.insert(canary.person);
    }
    for (const auto& [account, seat] : house().seats()) {
        out.insert(seat.person);
    }
    return texts_of(out);
}

// Every fourth: all are made alike.
Words figures() {
    Words out;
    std::size_t number = 0;
    for (const std::string& figure : house().figures()) {
        if (number++ % 4 == 0) {
            out.push_back(figure);
        }
    }
    return out;
}

// What may stand for the * of an address, by what stands before it.
Words places_of(std::string_view path) {
    const std::string first(path.substr(0, path.find('/')));
    static const std::map<std::string, Words> known{{"records", texts_of(looked_at())},
                                                    {"meetings", records_of({"meeting"})},
                                                    {"batches", records_of({"batch"})},
                                                    {"people", people()},
                                                    {"entries", entries()},
                                                    {"figures", figures()}};
    auto at = known.find(first);
    return at == known.end() ? Words{"3"} : at->second;
}

Addresses addresses() {
    Addresses out;
    for (const web::Operation& operation : web::operations()) {
        const std::string id(operation.id);
        if (operation.method != "GET" || operation.path.starts_with("documents/") ||
            operation.path.starts_with("report/")) {
            continue;  // files: below
        }
        if (operation.path.find('*') == std::string_view::npos) {
            out.push_back({id, filled(operation.path, "")});
            continue;
        }
        for (const std::string& place : places_of(operation.path)) {
            out.push_back({id, filled(operation.path, place)});
        }
    }
    return out;
}

std::set<std::string> restricted_forms() {
    std::set<std::string> out;
    for (const Canary& canary : house().canaries()) {
        if (canary.restricted) {
            out.insert(canary.form);
        }
    }
    return out;
}

// … and with what may be asked of it.
Addresses queries() {
    Addresses out;
    auto add = [&](const char* operation, const std::string& path) {
        out.push_back({operation, "/api/v1/" + path});
    };
    const std::set<std::string> restricted = restricted_forms();
    for (const std::string& form : house().forms()) {
        add("listRecords", "records?limit=200&form=" + form);
        if (!restricted.contains(form)) {
            continue;
        }
        for (const char* more :
             {"&as=csv", "&as=xlsx", "&find=zqzq", "&open=true", "&sort=-id", "&f.title=zqzq"}) {
            add("listRecords", "records?limit=200&form=" + form + more);
        }
        add("search", "search?q=zqzq&limit=200&form=" + form);
        add("suggest", "suggestions?kind=record&q=zqzq&limit=200&form=" + form);
    }
    for (const char* form : {"*", ""}) {
        add("listRecords", std::string("records?as=csv&form=") + form);
        add("listRecords", std::string("records?as=xlsx&form=") + form);
    }
    for (const char* as : {"csv", "xlsx"}) {
        add("listObligations", std::string("obligations?as=") + as);
        add("listFaults", std::string("faults?as=") + as);
    }
    for (const char* find : {"obligations?find=zqzq", "obligations?limit=200&year=2021"}) {
        add("listObligations", find);
    }
    add("listFaults", "faults?find=zqzq");
    add("listFigures", "figures?find=zqzq");
    add("search", "search?q=zqzq&limit=200");
    add("suggest", "suggestions?q=zqzq&limit=200");
    for (int offset = 0; offset < 1'000; offset += 200) {
        add("listObligations", "obligations?limit=200&offset=" + std::to_string(offset));
        add("listEntries", "entries?limit=200&offset=" + std::to_string(offset));
    }
    for (const char* page : {"/", "/standing", "/report", "/figures", "/faults", "/entries",
                             "/public", "/public/3", "/nowhere", "/records/3", "/api/v1/nowhere"}) {
        out.push_back({"", page});
    }
    return out;
}

Shown log_of(const std::string& account) {
    Shown out;
    auto lines = house().writer().at_desk([&](ops::Desk& desk, Instant) {
        return access::Audit(desk.site().session(), desk.site().book()).reads(0, 1'000'000);
    });
    EXPECT_TRUE(lines);
    for (const access::ReadLine& line : *lines) {
        if (line.account == account) {
            out.insert({line.through, line.record.value});
        }
    }
    return out;
}

// What of the restricted records stands in an answer, but for what is about the reader.
void note_shown(const Seat& seat, const std::string& operation, const std::string& text,
                Shown& shown) {
    if (text.find("zqzq") == std::string::npos) {
        return;
    }
    for (const Canary& canary : house().canaries()) {
        if (canary.restricted && canary.live && canary.person != seat.person &&
            text.find(canary.word) != std::string::npos) {
            shown.insert({operation, canary.id});
        }
    }
}

TEST(AccessCrawl, NoAddressTellsAnybodyWhatIsNotTheirsAndReadsAreLogged) {
    Addresses all = addresses();
    std::ranges::copy(queries(), std::back_inserter(all));
    std::map<std::string, std::size_t> words_seen;
    for (const auto& [account, seat] : house().seats()) {
        if (account == "clerk.two" || account == "deputy.branch") {
            continue;  // as others are
        }
        Shown shown;
        std::set<std::string> refused;  // an administrator is refused alike whatever stands for *
        for (const Address& address : all) {
            if (refused.contains(address.operation)) {
                continue;
            }
            web::Response response = house().get(&seat, address.path);
            ASSERT_LT(response.status, 500)
                << account << " " << address.path << " " << response.body;
            if (response.status == 403 && !address.operation.empty()) {
                refused.insert(address.operation);
            }
            const std::string text = unpacked(response.body);
            EXPECT_THAT(leaked(&seat, text), IsEmpty()) << account << " " << address.path;
            words_seen[account] += text.find("zqzq") != std::string::npos ? 1 : 0;
            note_shown(seat, address.operation, text, shown);
        }
        const Shown logged = log_of(account);
        for (const auto& [operation, record] : shown) {
            EXPECT_TRUE(logged.contains({operation, record}))
                << account << " was shown " << record << " by " << operation;
        }
    }
    for (const char* reader : {"clerk", "head", "deputy", "deputy.section", "staff", "watch"}) {
        EXPECT_GT(words_seen[reader], 0U) << reader;
    }
    for (const char* administrator : {"system", "security", "audit"}) {
        EXPECT_EQ(words_seen[administrator], 0U) << administrator;
    }
    for (const Address& address : all) {
        EXPECT_THAT(leaked(nullptr, unpacked(house().get(nullptr, address.path).body)), IsEmpty())
            << address.path;
    }
}

// Documents take their time: of a record for all, once as a page and once as an office file.
TEST(AccessCrawl, NoDocumentTellsAnybodyWhatIsNotTheirs) {
    std::size_t written = 0;
    for (const auto& [kind, form] : house().documents()) {
        const std::string path = "/api/v1/documents/" + kind + "?type=";
        for (const auto& [account, seat] : house().seats()) {
            std::size_t readable = 0;
            for (const Canary& canary : house().canaries()) {
                const bool may = may_read(seat, canary);
                // One that they may read, as an office file; all that they may not.
                if (canary.form != form || !canary.live || (may && ++readable > 1)) {
                    continue;
                }
                const std::string type = may ? "docx" : "html";
                web::Response got =
                    house().get(&seat, path + type + "&record=" + std::to_string(canary.id));
                EXPECT_TRUE(got.status != 200 || may) << account << path;
                EXPECT_THAT(leaked(&seat, unpacked(got.body)), IsEmpty()) << account << path;
                written += got.status == 200 ? 1 : 0;
            }
            if (form.empty()) {
                const std::string person = std::to_string(house().canaries().front().person);
                web::Response got =
                    house().get(&seat, path + "html&year=2021&quarter=2&person=" + person);
                EXPECT_THAT(leaked(&seat, got.body), IsEmpty()) << account << path;
            }
        }
    }
    EXPECT_GT(written, 0U);
}

TEST(AccessCrawl, TheReportTellsNobodyWhatIsNotTheirs) {
    for (const char* account :
         {"clerk", "head", "discipline", "team", "watch", "deputy", "staff"}) {
        const Seat& seat = house().seat(account);
        for (const char* type : {"docx", "html", "xlsx"}) {
            web::Response got = house().get(&seat, std::string("/api/v1/report/") + type);
            EXPECT_EQ(got.status == 200,
                      account != std::string("deputy") && account != std::string("staff"))
                << account << type;
            EXPECT_THAT(leaked(&seat, unpacked(got.body)), IsEmpty()) << account << type;
        }
    }
}

// That there is something is not told either.
TEST(AccessCrawl, ASearchForWhatIsNotTheirsFindsNothing) {
    for (const Canary& canary : house().canaries()) {
        if (!canary.restricted) {
            continue;
        }
        for (const auto& [account, seat] : house().seats()) {
            if (may_read(seat, canary)) {
                continue;
            }
            for (const char* list : {"search?q=", "suggestions?kind=record&q="}) {
                web::Response got =
                    house().get(&seat, "/api/v1/" + std::string(list) + canary.word);
                if (got.status != 200) {
                    continue;
                }
                Json answer = *parse_json(got.body);
                for (const char* part : {"groups", "items"}) {
                    EXPECT_TRUE(answer[part].array() == nullptr || answer[part].array()->empty())
                        << account << " " << list << canary.form << got.body;
                }
            }
        }
    }
}

TEST(AccessCrawl, AFeedTellsNothingRestricted) {
    std::size_t feeds = 0;
    for (const auto& [account, seat] : house().seats()) {
        web::Response made =
            house().ask(&seat, {"POST", "/api/v1/calendar-address", Json::Object{}});
        if (made.status != 201) {
            continue;
        }
        web::Response feed = house().get(nullptr, parse_json(made.body)->text("path"));
        EXPECT_EQ(feed.status, seat.person == 0 ? 404 : 200) << account;
        feeds += feed.status == 200 ? 1 : 0;
        for (const Canary& canary : house().canaries()) {
            bool there = feed.body.find(canary.word) != std::string::npos;
            EXPECT_FALSE(there && (canary.restricted || !may_read(seat, canary)))
                << account << " " << canary.form;
        }
    }
    EXPECT_GT(feeds, 5U);
}

// Each exported file has its line before it leaves.
TEST(AccessCrawl, WhatLeavesAsAFileIsLogged) {
    const Seat& clerk = house().seat("clerk");
    ASSERT_EQ(house().get(&clerk, "/api/v1/records?form=meeting&as=csv").status, 200);
    Json log =
        *parse_json(house().get(&house().seat("audit"), "/api/v1/admin/audit?event=exported").body);
    const Json& newest = log["items"].array()->front();
    EXPECT_EQ(newest.text("account"), "clerk");
    EXPECT_EQ(newest.text("subject"), "listRecords");
}

// Whom a restricted record names sees who has read it, where the rules show it to them.
TEST(AccessCrawl, ThePersonConcernedSeesWhoHasRead) {
    const Seat& staff = house().seat("staff");
    const Seat& reader = house().seat("discipline");
    auto talk = std::ranges::find_if(house().canaries(), [&](const Canary& canary) {
        return canary.restricted && canary.live && canary.person == staff.person &&
               may_read(staff, canary) && may_read(reader, canary);
    });
    ASSERT_NE(talk, house().canaries().end());
    ASSERT_EQ(house().get(&reader, "/api/v1/records/" + std::to_string(talk->id)).status, 200);
    Json log = *parse_json(house().get(&house().seat("audit"), "/api/v1/admin/reads").body);
    const Json& newest = log["items"].array()->front();
    EXPECT_EQ(newest.number("record"), talk->id);
    EXPECT_EQ(newest.text("account"), "discipline");
    EXPECT_EQ(newest.text("through"), "showRecord");

    Json me = *parse_json(house().get(&staff, "/api/v1/me").body);
    ASSERT_NE(me["readers"].array(), nullptr) << canonical(me).substr(0, 400);
    EXPECT_TRUE(std::ranges::any_of(*me["readers"].array(), [&](const Json& line) {
        return line.number("record") == talk->id && line["by"].number("id") == reader.person;
    }));
    Json other = *parse_json(house().get(&house().seat("personnel"), "/api/v1/me").body);
    EXPECT_TRUE(other["readers"].array()->empty()) << "others are not told";
}

}  // namespace
}  // namespace luze::test
