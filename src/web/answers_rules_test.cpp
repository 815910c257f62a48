#include <gmock/gmock.h>

#include "web/book_test_kit.h"

namespace luze::web {
namespace {

using testing::HasSubstr;

// Each quarter so many meetings as the parameter says; in 2021 one was held, in the first.
class RulesTest : public BookTest {
protected:
    std::string pack() const override {
        std::string rules = small_pack;
        rules.insert(rules.find("[[form]]"), R"([[parameter]]
id = "meetings_min"
name = "每季度会议次数"
norm = "rules"
value = 1

)");
        const std::string before = "period = \"quarter\"\n";
        return rules.insert(rules.find(before), "at_least = \"$meetings_min\"\n");
    }
    Json get(const std::string& path) {
        Response response = call("GET", path, token());
        EXPECT_EQ(response.status, 200) << path << response.body;
        return read(response);
    }
    Response preview(const std::string& value, const std::string& from = "2021-01-01",
                     const std::string& id = "meetings_min") {
        return call("POST", "rules/preview", token(),
                    Json::Object{{"id", id}, {"value", value}, {"from", from}});
    }
    const std::string& token() {
        if (token_.empty()) {
            token_ = token_for(3);
        }
        return token_;
    }

private:
    std::string token_;
};

TEST_F(RulesTest, AsPeopleReadThem) {
    Json rules = get("rules");
    EXPECT_EQ(rules["norms"].array()->front()["name"].text("zh"), "学习制度");
    const Json& parameter = rules["parameters"].array()->front();
    EXPECT_EQ(parameter.text("value"), "1");
    EXPECT_EQ(parameter["duties"], Json(Json::Array{"quarterly"}));
    EXPECT_EQ(parameter["versions"].array()->size(), 1U);
    const Json& duty = rules["duties"].array()->front();
    EXPECT_EQ(duty.text("at_least"), "1");
    EXPECT_EQ(duty.text("period"), "quarter");
    EXPECT_EQ(duty["bearer"].text("zh"), "本单位");
    EXPECT_EQ(duty["records"].array()->front().text("form"), "meeting");
}

TEST_F(RulesTest, WhatANumberWouldChangeIsSaidAndNothingWritten) {
    const std::int64_t size = get("checkpoint").number("size");
    Response response = preview("2");
    ASSERT_EQ(response.status, 200) << response.body;
    Json shown = read(response);
    EXPECT_EQ(shown.text("before"), "1");
    EXPECT_EQ(shown["counts"]["before"].number("met"), 2);  // the talk that was had, too
    EXPECT_EQ(shown["counts"]["after"].number("met"), 1);
    EXPECT_EQ(shown.number("changed"), 4) << "the other quarters owe two now";
    EXPECT_EQ(shown["duties"].array()->size(), 1U);
    const Json& first = shown["changes"].array()->front();
    EXPECT_EQ(first.text("before"), "met");
    EXPECT_EQ(first.text("after"), "missed");
    EXPECT_EQ(first.text("owed_after"), "2");
    EXPECT_EQ(get("checkpoint").number("size"), size);
    EXPECT_EQ(get("rules")["parameters"].array()->front().text("value"), "1");
    // From July on the first half-year stays as it is.
    EXPECT_EQ(read(preview("2", "2021-07-01")).number("changed"), 2);
    EXPECT_EQ(read(preview("1")).number("changed"), 0);
}

TEST_F(RulesTest, WhatIsNoValueOrNoParameterIsNamed) {
    EXPECT_EQ(preview("many").status, 400);
    Response unknown = preview("2", "2021-01-01", "meeting_min");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_THAT(unknown.body, HasSubstr("meetings_min"));
}

}  // namespace
}  // namespace luze::web
