#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "base/digest.h"
#include "base/limits.h"
#include "web/book_test_kit.h"

namespace luze::web {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// In 2021 the bureau owes four meetings and held one; two people are owed a talk, one was had.
class StandingTest : public BookTest {
protected:
    Json get(const std::string& path) {
        Response response = call("GET", path, token());
        EXPECT_EQ(response.status, 200) << path << response.body;
        EXPECT_THAT(response.body, Not(HasSubstr("机密"))) << path;
        return read(response);
    }
    const std::string& token() {
        if (token_.empty()) {
            token_ = token_for(3, true);
        }
        return token_;
    }
    static const Json& line(const Json& lines, const char* key, const char* value) {
        for (const Json& item : *lines.array()) {
            if (item.text(key) == value) {
                return item;
            }
        }
        static const Json none;
        return none;
    }

private:
    std::string token_;
};

TEST_F(StandingTest, AMatrixOfUnitsAndDuties) {
    Json standing = get("standing");
    EXPECT_EQ(standing.number("year"), 2021);
    EXPECT_EQ(standing.text("as_of"), "2021-12-31");
    const Json& meetings = line(standing["duties"], "duty", "quarterly");
    EXPECT_EQ(meetings.number("owed"), 4);
    EXPECT_EQ(meetings.number("done"), 1);
    EXPECT_EQ(meetings.number("balance"), 3);
    EXPECT_EQ(meetings.number("missed"), 3);
    EXPECT_EQ(meetings["norm"]["name"].text("zh"), "学习制度");
    const Json& bureau = line(standing["units"], "unit", "-");
    EXPECT_EQ(bureau.number("owed"), 4);
    EXPECT_EQ(standing["total"].number("owed"), 6);
    EXPECT_EQ(standing["cells"].array()->size(), 3U);  // the bureau; two people in two offices
}

TEST_F(StandingTest, AsOfADayAndAsKnownThen) {
    EXPECT_EQ(line(get("standing?day=2021-06-30")["duties"], "duty", "quarterly").number("owed"),
              2);
    // Nothing was recorded before the book was opened.
    EXPECT_EQ(call("GET", "standing?known=2021-01-01", token()).status, 404);
    EXPECT_EQ(get("standing?year=2021&known=2022-01-24").text("known_at"), "2022-01-24");
    EXPECT_EQ(call("GET", "standing?year=99999", token()).status, 400);
    EXPECT_EQ(call("GET", "standing?day=tomorrow", token()).status, 400);
}

TEST_F(StandingTest, MonthByMonth) {
    Json trend = get("standing/trend?duty=quarterly");
    const Json::Array& months = *trend["months"].array();
    ASSERT_EQ(months.size(), 12U);
    EXPECT_EQ(months[0].text("day"), "2021-01-31");
    EXPECT_EQ(months[0].number("done"), 0);
    EXPECT_EQ(months[1].number("done"), 1);
    EXPECT_EQ(months[11].number("balance"), 3);
}

TEST_F(StandingTest, ACellOpensIntoItsObligations) {
    Json missed = get("obligations?duty=quarterly&state=missed");
    EXPECT_EQ(missed.number("total"), 3);
    const Json& first = missed["items"].array()->front();
    EXPECT_EQ(first.text("bearer"), "unit:bureau");
    EXPECT_EQ(first["window"].text("first"), "2021-04-01");
    const Json& way = (*(*missed["items"].array())[0]["ways"].array())[0];
    EXPECT_EQ(way.text("form"), "meeting") << "by which record it would be done";
    Json met = get("obligations?duty=quarterly&state=done");
    const Json& record = met["items"].array()->front()["records"].array()->front();
    EXPECT_EQ(record.number("id"), 5);
    EXPECT_THAT(record.text("text"), HasSubstr("2021-02-03"));
    EXPECT_EQ(get("obligations?unit=-").number("total"), 4);
    EXPECT_EQ(get("obligations?after=3&unit=-")["items"].array()->size(), 1U);
}

TEST_F(StandingTest, WhoseTalkIsOwedIsSaidToThoseOnlyWhoMayKnow) {
    Response answer = call("GET", "obligations?duty=talks", token_for(4, false));
    ASSERT_EQ(answer.status, 200) << answer.body;
    // A token issued beside the accounts carries the label; the records are still a number only.
    EXPECT_THAT(answer.body, Not(HasSubstr("机密")));
    EXPECT_THAT(answer.body, Not(HasSubstr("2021-03-04")));
}

TEST_F(StandingTest, ATableOfObligationsToTakeAway) {
    Response file = call("GET", "obligations?state=missed&as=csv", token());
    ASSERT_EQ(file.status, 200) << file.body;
    EXPECT_THAT(file.type, HasSubstr("text/csv"));
    EXPECT_THAT(file.body, HasSubstr("每季度会议"));
    EXPECT_EQ(call("GET", "obligations?as=exe", token()).status, 400);
}

TEST_F(StandingTest, FiguresWithWhatIsBehindThem) {
    Json list = get("figures");
    EXPECT_EQ(list.number("total"), 2);
    EXPECT_EQ(line(list["items"], "id", "meetings").text("text"), "1次");
    EXPECT_EQ(get("figures?find=%E4%BC%9A%E8%AE%AE").number("total"), 1);  // 会议
    Json figure = get("figures/meetings");
    EXPECT_EQ(figure.text("value"), "1");
    EXPECT_EQ(figure["entries"]["items"].array()->front().number("entry"), 5);
    Json talks = get("figures/talks");
    const Json& hidden = talks["entries"]["items"].array()->front();
    EXPECT_EQ(hidden["restricted"], Json(true));
    EXPECT_EQ(hidden.text("digest").size(), 64U);
    EXPECT_EQ(call("GET", "figures/nothing", token()).status, 404);
}

TEST_F(StandingTest, FaultsByClass) {
    Json faults = get("faults?class=duty");
    EXPECT_EQ(faults["classes"].number("duty"), faults.number("total"));
    EXPECT_EQ(line(faults["items"], "kind", "meeting_missing").text("class"), "duty");
    EXPECT_EQ(get("faults?find=%E6%B2%A1%E6%9C%89%E5%BC%80%E4%BC%9A").number("total"),
              3);  // 没有开会
}

TEST_F(StandingTest, TheReportAsItReadsToday) {
    Json report = get("report");
    const Json& section = report["sections"].array()->at(1);
    EXPECT_THAT(section.text("heading"), HasSubstr("落实情况"));
    EXPECT_EQ(report["figures"]["meetings"].text("text"), "1次");
    bool found = false;
    for (const Json& block : *section["blocks"].array()) {
        for (const Json& span : *block["spans"].array()) {
            found = found || span.text("figure") == "meetings";
        }
    }
    EXPECT_TRUE(found);
    Response file = call("GET", "report/docx", token());
    ASSERT_EQ(file.status, 200);
    EXPECT_TRUE(file.body.starts_with("PK"));
    EXPECT_EQ(call("GET", "report/exe", token()).status, 404);
}

class ProseTest : public StandingTest {
protected:
    [[nodiscard]] std::string pack() const override {
        return std::string(small_pack) +
               "\n[[report.section.paragraph]]\nid = \"own\"\nprose = true\n";
    }
};

TEST_F(ProseTest, TheOfficesOwnWordsInTheReport) {
    Json places = get("report")["prose"];
    ASSERT_FALSE(places.array()->empty());
    const std::string place = places.array()->front().text("id");
    EXPECT_EQ(places.array()->front().text("text"), "");
    Response written = call("POST", "report/prose", token(),
                            Json::Object{{"place", place}, {"text", "我局的做法。"}});
    ASSERT_EQ(written.status, 200) << written.body;
    EXPECT_EQ(get("report")["prose"].array()->front().text("text"), "我局的做法。");
    Json nowhere = Json::Object{{"place", "nowhere"}, {"text", "字"}};
    EXPECT_EQ(call("POST", "report/prose", token(), nowhere).status, 404);
    EXPECT_EQ(call("POST", "report/prose", token_for(4, false), nowhere).status, 403);
}

TEST_F(StandingTest, RestrictedRecordsAreIdAndDigestEverywhere) {
    token();  // before: the withdrawal below is of the talk
    const char* secret = "机密谈话内容";
    add({{kinds::correction, "tester",
          Json::Object{{"of", 6},
                       {"fields", Json::Object{{"date", day("2021-03-05")}, {"about", secret}}}}},
         {kinds::withdrawal, "tester", Json::Object{{"of", 6}, {"reason", secret}}},
         {kinds::held_row, "tester",
          Json::Object{{"form", "talk"},
                       {"cells", Json::Array{Json::Array{"内容", secret}}},
                       {"problem", Json::Object{{"zh", secret}, {"en", secret}}}}},
         {kinds::held_row, "tester",
          Json::Object{{"form", ""}, {"problem", Json::Object{{"zh", secret}, {"en", secret}}}}},
         {kinds::waiver, "tester",
          Json::Object{{"duty", "talks"},
                       {"bearer", "person:4"},
                       {"window", Json::Object{{"first", "2021-01-01"}, {"last", "2021-12-31"}}},
                       {"reason", secret},
                       {"approved_by", "甲某"}}}});
    for (int entry = 6; entry <= 11; ++entry) {
        const std::string path = "entries/" + std::to_string(entry);
        Json answer = get(path);
        EXPECT_EQ(answer["restricted"], Json(true)) << path;
        EXPECT_EQ(answer.text("commitment").size(), 64U) << path;
        const std::string text = pretty(answer);
        for (const char* unwanted :
             {"salt", "sealed", "recorded_at", "actor", "2021-03-0", "tester", "甲某"}) {
            EXPECT_THAT(text, Not(HasSubstr(unwanted))) << path;
        }
    }
    for (const char* path : {"entries", "faults", "figures/talks", "figures", "standing", "report",
                             "obligations?duty=talks", "records?form=talk"}) {
        get(path);  // which looks for the secret
    }
}

TEST_F(StandingTest, AnEntryIsProvedByWhatIsShownOfIt) {
    add({kinds::correction, "tester",
         Json::Object{{"of", 5},
                      {"fields", Json::Object{{"date", day("2021-02-04")}, {"topic", "改后"}}}}});
    Json proof = get("entries/7");
    auto salt = from_hex(proof.text("salt"));
    ASSERT_TRUE(salt);
    Digest commitment = hmac_sha256(*salt, proof.text("sealed"));
    EXPECT_EQ(commitment.hex(), proof.text("commitment"));
    EXPECT_EQ(sha256(std::string(1, '\0') + std::string(commitment.view())).hex(),
              proof.text("leaf"));
    EXPECT_EQ(proof["path"].array()->size(), 2U);  // 7 of 7: beside 5–6, beside 1–4
    EXPECT_EQ(proof["versions"].array()->size(), 2U);
}

TEST_F(StandingTest, LongListsComeInPages) {
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < limits::page_size + 5; ++i) {
        drafts.push_back(record(
            "meeting", {{"date", day("2021-05-06")}, {"topic", "第" + std::to_string(i) + "次"}}));
    }
    add(std::move(drafts));
    Json first = get("figures/meetings")["entries"];
    EXPECT_EQ(first.number("total"), 56);
    EXPECT_EQ(first["items"].array()->size(), limits::page_size);
    EXPECT_EQ(get("figures/meetings?after=50")["entries"]["items"].array()->size(), 6U);
    for (const char* odd : {"-1", "abc", "1e9", "99999999999999999999"}) {
        EXPECT_EQ(call("GET", std::string("entries?limit=") + odd, token()).status, 400) << odd;
    }
}

TEST_F(StandingTest, EntriesTheNewestFirst) {
    Json entries = get("entries");
    EXPECT_EQ(entries.number("total"), 6);
    EXPECT_EQ(entries["items"].array()->front().number("sequence"), 6);
    EXPECT_TRUE(entries["next"].is_null());
    EXPECT_EQ(get("entries?after=4")["items"].array()->front().number("sequence"), 3);
    EXPECT_EQ(get("entries?kind=pack_adopted").number("total"), 1);
    Json found = get("entries?find=2021-02-03&limit=1");
    EXPECT_EQ(found["items"].array()->front().number("sequence"), 5);
    EXPECT_EQ(get("entries?kind=nothing").number("total"), 0);
    Response table = call("GET", "entries?as=csv", token());
    EXPECT_EQ(table.status, 200);
    EXPECT_THAT(table.body, AllOf(HasSubstr("2021-02-03"), Not(HasSubstr("机密"))));
    Json entry = get("entries/5");
    EXPECT_EQ(entry["fields"].array()->front().text("value"), "2021-02-03");
    EXPECT_EQ(entry["source"].number("row"), 7);
    EXPECT_EQ(entry.text("root").size(), 64U);
}

TEST_F(StandingTest, TheWholeBookIsVerifiedBesideTheAnswers) {
    Response begun = call("POST", "verifications", token());
    ASSERT_EQ(begun.status, 202) << begun.body;
    std::string id = read(begun).text("id");
    Json job;
    for (int i = 0; i < 500 && (job.is_null() || job.text("state") == "running"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        job = get("jobs/" + id);
    }
    EXPECT_EQ(job.text("state"), "done") << pretty(job);
    EXPECT_FALSE(job["result"].is_null());
    EXPECT_EQ(call("GET", "jobs/9999", token()).status, 404);
}

}  // namespace
}  // namespace luze::web
