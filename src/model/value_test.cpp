#include "model/value.h"

namespace luze {
namespace {

Fields every_kind() {
    NameRef known{"王　丽", PersonId{7}, false, "办公室"};
    NameRef either{"王丽", {}, true, ""};
    return {{"text", Text{"第一季度学习"}},
            {"number", Number{*Decimal::parse("1.5")}},
            {"day", Day{*PartialDate::parse("2021-03-05")}},
            {"month", Day{*PartialDate::parse("2021-03")}},
            {"year", Day{*PartialDate::parse("2021")}},
            {"unreadable", Unreadable{"2021.11.31"}},
            {"choices", Choices{{"clean", "style"}}},
            {"flag", Flag{true}},
            {"unit", UnitName{"办公室"}},
            {"list", List{{"一", "二"}}},
            {"people", People{{known, either}, {{"全体党员", "members", "一支部"}}, {known}}},
            {"nobody", People{}}};
}

TEST(Value, EveryKindSurvivesItsJson) {
    Fields fields = every_kind();
    auto text = checked_canonical(to_json(fields));
    ASSERT_TRUE(text);
    auto parsed = parse_json(*text);
    ASSERT_TRUE(parsed);
    auto back = fields_from_json(*parsed);
    ASSERT_TRUE(back) << back.error().message.en;
    EXPECT_EQ(*back, fields);
}

TEST(Value, KeepsTheShapesThatBooksHold) {
    EXPECT_EQ(canonical(to_json(every_kind())),
              R"({"choices":{"c":["clean","style"]},"day":{"d":"2021-03-05"},"flag":true,)"
              R"("list":{"l":["一","二"]},"month":{"d":"2021-03"},"nobody":{},)"
              R"("number":{"n":"1.5"},"people":{"g":[{"group":"members","raw":"全体党员",)"
              R"("unit":"一支部"}],"p":[{"id":7,"note":"办公室","raw":"王　丽"},)"
              R"({"ambiguous":true,"raw":"王丽"}],"x":[{"id":7,"note":"办公室","raw":"王　丽"}]},)"
              R"("text":"第一季度学习","unit":{"u":"办公室"},"unreadable":{"bad":"2021.11.31"},)"
              R"("year":{"d":"2021"}})");
}

TEST(Value, RefusesWhatNoFieldCanBe) {
    for (const char* text :
         {R"({"a":1})", R"({"a":null})", R"({"a":[]})", R"({"a":{"n":"1,5"}})", R"({"a":{"n":2}})",
          R"({"a":{"d":"2021-02-30"}})", R"({"a":{"d":""}})", R"({"a":{"c":[1]}})",
          R"({"a":{"l":[null]}})", R"({"a":{"z":"?"}})", R"({"a":{"u":1}})", "[]", "null"}) {
        auto json = parse_json(text);
        ASSERT_TRUE(json) << text;
        auto fields = fields_from_json(*json);
        ASSERT_FALSE(fields) << text;
        EXPECT_EQ(fields.error().kind, ErrorKind::corrupt) << text;
    }
}

TEST(Value, ShowsItselfAsPeopleWriteIt) {
    std::map<std::string, std::string> shown;
    for (const auto& [id, value] : every_kind()) {
        shown[id] = display(value);
    }
    EXPECT_EQ(shown["number"], "1.5");
    EXPECT_EQ(shown["day"], "2021-03-05");
    EXPECT_EQ(shown["month"], "2021-03");
    EXPECT_EQ(shown["unreadable"], "2021.11.31");
    EXPECT_EQ(shown["choices"], "clean、style");
    EXPECT_EQ(shown["flag"], "是");
    EXPECT_EQ(shown["list"], "一；二");
    EXPECT_EQ(shown["people"], "王　丽、王丽、全体党员（除王　丽外）");
    EXPECT_EQ(shown["nobody"], "");
}

TEST(Value, AsksForOneTypeOnly) {
    Fields fields = every_kind();
    EXPECT_EQ(get<Text>(fields, "text")->text, "第一季度学习");
    EXPECT_EQ(get<Text>(fields, "number"), nullptr);
    EXPECT_EQ(get<Day>(fields, "unreadable"), nullptr);
    EXPECT_EQ(get<Text>(fields, "absent"), nullptr);
}

}  // namespace
}  // namespace luze
