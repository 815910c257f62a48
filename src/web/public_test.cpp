#include <gmock/gmock.h>

#include "web/book_test_kit.h"
#include "web/public_pages.h"

namespace luze::web {
namespace {

const char* const public_rules = R"(
[[form]]
id = "disclosure"
name = "公开事项"
key = ["item"]
field = [
  { id = "item", name = "事项", required = true },
  { id = "summary", name = "内容" },
  { id = "url", name = "网址" },
  { id = "published_on", type = "date", name = "公开日期" },
  { id = "withdrawn_on", type = "date", name = "撤下日期" },
]

[[form]]
id = "opinion"
name = "意见"
key = ["text"]
field = [
  { id = "about", type = "record", form = "disclosure", name = "关于" },
  { id = "text", name = "意见", required = true },
  { id = "reply", name = "答复" },
  { id = "replied_on", type = "date", name = "答复日期" },
]

[[procedure]]
id = "opinion"
name = "意见"
form = "opinion"
state = [ { id = "received", name = "已收到", name_en = "received", ends = true } ]
act = [
  { id = "receive", name = "收到", name_en = "receive", to = "received", sets = ["about", "text"] },
]
)";

class PublicTest : public BookTest {
protected:
    void SetUp() override {
        BookTest::SetUp();
        ops::Place place{(folder_ / "public").string(), "main"};
        ASSERT_TRUE(ops::init_book(
            place, {"云局", {{"pack.toml", std::string(small_pack) + public_rules}}, "tester"},
            now));
        place_ = place;
        reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{}, [] { return now; });
        writer_ = std::make_unique<ops::BookWriter>(place_, [] { return now; });
        add(record("disclosure", {{"item", "采购<办法>"},
                                  {"summary", "全文"},
                                  {"url", "javascript:alert(1)"},
                                  {"published_on", day("2021-03-01")}}));
        add(record("disclosure", {{"item", "还没公开"}}));
        add(record("disclosure", {{"item", "已经撤下"},
                                  {"published_on", day("2021-03-01")},
                                  {"withdrawn_on", day("2021-04-01")}}));
        handler_ = site_handler(*reader_, *writer_, {});
    }
    Response get(const std::string& path) {
        return handler_(*admit({"GET", path, 11, {{"Host", "127.0.0.1:8090"}}}, 8090));
    }
    Response post(const std::string& path, const std::string& body) {
        auto request = admit({"POST",
                              path,
                              11,
                              {{"Host", "127.0.0.1:8090"},
                               {"Content-Type", "application/x-www-form-urlencoded"},
                               {"Content-Length", std::to_string(body.size())}}},
                             8090);
        EXPECT_TRUE(request) << path;
        request->body = body;
        request->address = "127.0.0.1";
        return handler_(*request);
    }
    std::int64_t entries() {
        return writer_
            ->at_desk(
                [](ops::Desk& desk, Instant) -> Result<std::int64_t> { return desk.book().size; })
            .value();
    }
    Handler handler_;
};

TEST_F(PublicTest, ShowsWhatIsPublishedAndNothingElse) {
    Response list = get("/public");
    EXPECT_EQ(list.status, 200);
    EXPECT_TRUE(has(list, "采购&lt;办法&gt;")) << list.body;
    EXPECT_FALSE(has(list, "还没公开"));
    EXPECT_FALSE(has(list, "已经撤下"));
    EXPECT_FALSE(has(list, "href=\"/standing\"")) << "the public has no business there";
    Response one = get("/public/3");
    EXPECT_EQ(one.status, 200);
    EXPECT_TRUE(has(one, "全文"));
    EXPECT_FALSE(has(one, "javascript:")) << "an address that runs is no address";
    for (const char* path :
         {"/public/4", "/public/5", "/public/99", "/public/x", "/public/3/more"}) {
        EXPECT_EQ(get(path).status, 404) << path;
    }
}

TEST_F(PublicTest, KeepsAnOpinionWithoutAskingWho) {
    Response kept = post("/public/3/opinions", "text=%E5%BE%88+%E5%A5%BD+%3Cb%3E&website=");
    EXPECT_EQ(kept.status, 200) << kept.body;
    EXPECT_TRUE(has(kept, "意见已经收到"));
    EXPECT_FALSE(has(kept, "很 好")) << "what people write is not shown to others";
    auto text = writer_->at_desk([](ops::Desk& desk, Instant) -> Result<std::string> {
        return display(desk.book().records.rbegin()->second.fields.at("text"));
    });
    EXPECT_EQ(text.value(), "很 好 <b>");
}

TEST_F(PublicTest, RefusesProgramsAndFloods) {
    const std::int64_t before = entries();
    EXPECT_EQ(post("/public/3/opinions", "text=buy&website=http").status, 200);
    EXPECT_EQ(entries(), before) << "a field that people do not see was filled in";
    EXPECT_EQ(post("/public/3/opinions", "text=").status, 400);
    EXPECT_EQ(post("/public/4/opinions", "text=a").status, 404);
    EXPECT_EQ(entries(), before);
    int taken = 0;
    for (int i = 0; i < 12; ++i) {
        Response response = post("/public/3/opinions", "text=" + std::to_string(i));
        taken += response.status == 200 ? 1 : 0;
        EXPECT_TRUE(response.status == 200 || response.status == 429) << response.status;
    }
    EXPECT_LE(taken, 5);
    EXPECT_EQ(entries(), before + taken);
}

TEST(OpinionGate, OpensAgainWithTheHour) {
    OpinionGate gate;
    Instant at{3'600'000'000};
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(gate.admit("10.0.0.1", at));
    }
    EXPECT_FALSE(gate.admit("10.0.0.1", at));
    EXPECT_TRUE(gate.admit("10.0.0.2", at));
    EXPECT_TRUE(gate.admit("10.0.0.1", Instant{at.ms + 3'600'000}));
}

}  // namespace
}  // namespace luze::web
