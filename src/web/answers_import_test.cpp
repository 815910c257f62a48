#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "web/book_test_kit.h"

namespace luze::web {
namespace {

using testing::HasSubstr;

// The kit's pack reads no ledgers: this one does.
constexpr const char* ledger_form = R"(
[[form]]
id = "service"
name = "志愿服务"
name_en = "service"
sheet_words = ["志愿"]
date = "date"
key = ["person", "date", "what"]
field = [
  { id = "person", type = "people", name = "姓名", columns = ["姓名"], required = true },
  { id = "date", type = "date", name = "日期", columns = ["日期"], required = true },
  { id = "what", name = "服务项目", columns = ["服务项目"] },
  { id = "hours", type = "decimal", name = "时长", columns = ["时长"] },
]

)";

class ImportTest : public BookTest {
protected:
    std::string pack() const override {
        std::string rules = small_pack;
        return rules.insert(rules.find("[[group]]"), ledger_form);
    }
    void SetUp() override {
        BookTest::SetUp();
        token_ = token_for(3);
    }

    Json post(const std::string& path, const Json& body = Json::Object{}, int status = 0) {
        Response response = call("POST", path, token_, body);
        if (status != 0) {
            EXPECT_EQ(response.status, status) << path << response.body;
        } else {
            EXPECT_LT(response.status, 300) << path << response.body;
        }
        return read(response);
    }
    Json get(const std::string& path) {
        Response response = call("GET", path, token_);
        EXPECT_EQ(response.status, 200) << path << response.body;
        return read(response);
    }
    Response upload(const std::string& id, const std::string& name, const std::string& bytes) {
        Headers headers{{"Host", "127.0.0.1:8090"},
                        {"Authorization", "Bearer " + token_},
                        {"Content-Type", "application/octet-stream"},
                        {"Content-Length", std::to_string(bytes.size())}};
        auto request = admit(
            {"POST", "/api/v1/imports/" + id + "/files?name=" + encoded(name), 11, headers}, 8090);
        EXPECT_TRUE(request) << request.error().why.en;
        request->body = bytes;
        return handler()(*request);
    }
    // Until nothing is under way any more.
    Json settled(const std::string& id) {
        for (int i = 0; i < 1'000; ++i) {
            Json shown = get("imports/" + id);
            std::string state = shown.text("state");
            if (state != "reading" && state != "writing") {
                return shown;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        ADD_FAILURE() << "it does not end";
        return {};
    }
    std::string opened() { return post("imports").text("id"); }
    Json read_in(const std::string& id, const std::string& name, const std::string& bytes) {
        EXPECT_EQ(upload(id, name, bytes).status, 200);
        post("imports/" + id + "/reading");
        return settled(id);
    }

    static constexpr const char* ledger =
        "2021年志愿服务台账,,,\n"
        "姓名,日期,服务项目,时长\n"
        "甲某,2021-03-05,清扫,2\n"
        "乙某,2021-03-06,慰问,很久\n"
        "丙某,2021-03-07,慰问,2\n"
        ",2021-03-08,慰问,2\n";
    std::string token_;
};

TEST_F(ImportTest, AWorkbookIsReadShownAndWritten) {
    std::string id = opened();
    const std::int64_t before = get("checkpoint").number("size");
    Json shown = read_in(id, "志愿.csv", ledger);
    EXPECT_EQ(shown.text("state"), "ready") << pretty(shown);
    EXPECT_EQ(shown["counts"].number("fresh"), 3);
    EXPECT_EQ(shown["counts"].number("held"), 1);
    const Json& sheet = shown["sheets"].array()->front();
    const Json& table = sheet["tables"].array()->front();
    EXPECT_EQ(table.text("form"), "service");
    EXPECT_EQ(table["columns"].array()->at(3).text("field"), "hours");
    // Nothing is in the book yet.
    EXPECT_EQ(get("checkpoint").number("size"), before);
    // Each fault stands at its cell.
    Json grid = get("imports/" + id + "/sheets/0");
    EXPECT_EQ(grid["rows"].array()->at(3)["cells"].array()->front(), Json("乙某"));
    std::vector<std::string> cells;
    for (const Json& problem : *grid["problems"].array()) {
        cells.push_back(problem.text("kind") + "@" + problem.text("cell"));
    }
    EXPECT_THAT(cells,
                testing::UnorderedElementsAre("unreadable@D4", "unknown_name@A5", "held@A6"));
    Json fresh = get("imports/" + id + "/rows?kind=fresh");
    EXPECT_EQ(fresh.number("total"), 3);
    EXPECT_EQ(fresh["items"].array()->front()["fields"].array()->front().text("text"), "甲某");

    post("imports/" + id + "/commit");
    Json done = settled(id);
    EXPECT_EQ(done.text("state"), "done") << pretty(done);
    EXPECT_EQ(done["outcome"].number("written"), 4);
    EXPECT_EQ(get("records?form=service").number("total"), 3);
}

TEST_F(ImportTest, CellsAreFixedInPlaceAndReadAnew) {
    std::string id = opened();
    read_in(id, "志愿.csv", ledger);
    post("imports/" + id + "/cells",
         Json::Object{
             {"sheet", 0},
             {"fixes", Json::Array{Json::Object{{"row", 4}, {"column", 4}, {"text", "2"}},
                                   Json::Object{{"row", 6}, {"column", 1}, {"text", "甲某"}}}}});
    Json shown = settled(id);
    EXPECT_EQ(shown["counts"].number("held"), 0);
    EXPECT_EQ(shown["counts"].number("fresh"), 4);
    EXPECT_EQ(shown.number("problem_count"), 1) << "丙某 is still on no list";
    // The file again: what was put right in the one before is not put into this one.
    shown = read_in(id, "志愿.csv", ledger);
    EXPECT_EQ(shown["counts"].number("held"), 1);
    EXPECT_EQ(shown.number("fixes"), 0);
}

TEST_F(ImportTest, ColumnsAreMappedByHand) {
    std::string id = opened();
    Json shown = read_in(id, "别样.csv", "甲,乙,丙\n甲某,2021-03-05,清扫\n乙某,2021-03-06,慰问\n");
    EXPECT_EQ(shown["counts"].number("rows"), 0);
    EXPECT_FALSE(shown["sheets"].array()->front()["passed_over"].is_null());
    post("imports/" + id + "/commit", Json::Object{}, 400);
    post("imports/" + id + "/mapping",
         Json::Object{{"sheet", 0},
                      {"form", "service"},
                      {"header_row", 1},
                      {"fields", Json::Object{{"1", "person"}, {"2", "date"}, {"3", "what"}}}});
    shown = settled(id);
    EXPECT_EQ(shown["counts"].number("fresh"), 2) << pretty(shown);
    post("imports/" + id + "/mapping",
         Json::Object{{"sheet", 0}, {"form", "service"}, {"fields", Json::Object{{"1", "colour"}}}},
         400);
    post("imports/" + id + "/mapping", Json::Object{{"sheet", 0}, {"skip", true}});
    EXPECT_EQ(settled(id)["counts"].number("rows"), 0);
}

TEST_F(ImportTest, WhatHasChangedSinceItWasLookedAtIsLookedAtAgain) {
    std::string first = opened();
    std::string second = opened();
    read_in(first, "志愿.csv", ledger);
    read_in(second, "志愿.csv", ledger);
    post("imports/" + first + "/commit");
    EXPECT_EQ(settled(first).text("state"), "done");
    post("imports/" + second + "/commit");
    Json late = settled(second);
    EXPECT_EQ(late.text("state"), "ready");
    EXPECT_THAT(late["error"].text("zh"), HasSubstr("再核对一次"));
    post("imports/" + second + "/reading");
    EXPECT_EQ(settled(second)["counts"].number("unchanged"), 3);
    EXPECT_EQ(get("records?form=service").number("total"), 3);
}

TEST_F(ImportTest, RowsThatAreGoneAreWithdrawnOnlyWhenSomebodySaysSo) {
    std::string id = opened();
    read_in(id, "志愿.csv", ledger);
    post("imports/" + id + "/commit");
    settled(id);
    std::string shorter = ledger;
    shorter.erase(shorter.find("甲某"), std::string("甲某,2021-03-05,清扫,2\n").size());
    std::string again = opened();
    Json shown = read_in(again, "志愿.csv", shorter);
    ASSERT_EQ(shown["vanished"].array()->size(), 1U) << pretty(shown);
    std::int64_t gone = shown["vanished"].array()->front().number("record");
    EXPECT_EQ(get("records?form=service").number("total"), 3);
    post("imports/" + again + "/vanished",
         Json::Object{{"records", Json::Array{3}}, {"reason", "表里没有"}}, 400);
    Json done = post("imports/" + again + "/vanished",
                     Json::Object{{"records", Json::Array{gone}}, {"reason", "表里没有"}});
    EXPECT_EQ(done.number("count"), 1);
    EXPECT_EQ(get("records?form=service").number("total"), 2);
}

TEST_F(ImportTest, AHeldRowIsCompletedAndAnImportTakenBack) {
    std::string id = opened();
    read_in(id, "志愿.csv", ledger);
    post("imports/" + id + "/commit");
    settled(id);
    Json held = get("held-rows");
    ASSERT_EQ(held.array()->size(), 1U);
    const Json& row = held.array()->front();
    EXPECT_EQ(row["values"].text("date"), "2021-03-08");
    std::string entry = std::to_string(row.number("entry"));
    post("held-rows/" + entry + "/mending",
         Json::Object{{"values", Json::Object{{"date", "2021-03-08"}}}}, 400);
    post("held-rows/" + entry + "/mending",
         Json::Object{
             {"values",
              Json::Object{
                  {"person", "甲某"}, {"date", "2021-03-08"}, {"what", "慰问"}, {"hours", "2"}}}});
    EXPECT_TRUE(get("held-rows").array()->empty());
    EXPECT_EQ(get("records?form=service").number("total"), 4);
    // The same file again finds the completed row.
    std::string again = opened();
    EXPECT_EQ(read_in(again, "志愿.csv", ledger)["counts"].number("unchanged"), 4);

    Json past = get("past-imports");
    ASSERT_EQ(past.array()->size(), 1U);
    EXPECT_EQ(past.array()->front().number("live"), 3);
    Json back = post(
        "past-imports/" + std::to_string(past.array()->front().number("entry")) + "/withdrawal",
        Json::Object{{"reason", "用错了表"}});
    EXPECT_EQ(back.number("count"), 3);
    EXPECT_EQ(get("records?form=service").number("total"), 1);
}

TEST_F(ImportTest, OnlyItsOwnAccountSeesAnImport) {
    std::string id = opened();
    auto other = writer_->at_desk([&](ops::Desk& desk, Instant at) {
        return ops::issue_token(desk, PersonId{4}, "另一个", access::Purpose::write, at);
    });
    ASSERT_TRUE(other);
    EXPECT_EQ(call("GET", "imports/" + id, *other).status, 404);
    EXPECT_TRUE(read(call("GET", "imports", *other)).array()->empty());
    EXPECT_EQ(get("imports").array()->size(), 1U);
    post("imports/" + id + "/discard");
    EXPECT_EQ(call("GET", "imports/" + id, token_).status, 404);
    EXPECT_EQ(upload(opened(), "../etc/passwd", "x").status, 400);
}

}  // namespace
}  // namespace luze::web
