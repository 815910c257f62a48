#include "base/json.h"

#include <random>

#include "base/text.h"

namespace luze {
namespace {

std::string round_trip(std::string_view text) {
    Result<Json> value = parse_json(text);
    return value ? canonical(*value) : "refused: " + value.error().message.en;
}

TEST(Json, SortsMembersByUtf16Units) {  // the example of RFC 8785 §3.2.3
    EXPECT_EQ(round_trip(R"({"\u20ac":"Euro Sign","\r":"Carriage Return",
        "\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Grinning Face",
        "\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})"),
              "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
              "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
              "\"😀\":\"Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(Json, WritesStringsAndLiteralsAsEcmascriptDoes) {  // RFC 8785 §3.2.2
    EXPECT_EQ(round_trip(R"( { "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
                               "literals": [null, true, false] } )"),
              R"({"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"})");
    EXPECT_EQ(canonical(Json("\b\t\n\f\r\x01\x1f\x7f/")), R"("\b\t\n\f\r\u0001\u001f)"
                                                          "\x7f/\"");
    EXPECT_EQ(canonical(Json("a\xff")), "\"a\uFFFD\"");
    EXPECT_EQ(canonical(Json(Json::Array{})) + canonical(Json(Json::Object{})), "[]{}");
}

TEST(Json, OrdersAnyNamesAsTheirUtf16CodeUnits) {
    std::random_device device;
    unsigned seed = device();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::u32string points = U"a\u00e9\u4e2d\ud7ff\ue000\ufb33\uffff\U00010000\U0010ffff";
    auto units = [](const std::string& text) {
        std::u16string out;
        for (char32_t point : to_utf32(text)) {
            if (point >= 0x10000) {
                out.push_back(static_cast<char16_t>(0xD7C0 + (point >> 10U)));
                out.push_back(static_cast<char16_t>(0xDC00 + (point & 0x3FFU)));
            } else {
                out.push_back(static_cast<char16_t>(point));
            }
        }
        return out;
    };
    for (int round = 0; round < 2000; ++round) {
        Json::Object members;
        std::map<std::u16string, std::string> expected;
        for (int i = 0; i < 6; ++i) {
            std::u32string name;
            for (std::size_t length = random() % 4; length > 0; --length) {
                name.push_back(points[random() % points.size()]);
            }
            members[to_utf8(name)] = Json();
            expected[units(to_utf8(name))] = to_utf8(name);
        }
        std::vector<std::string> parts;
        for (const auto& [key, name] : expected) {
            parts.push_back("\"" + name + "\":null");
        }
        ASSERT_EQ(canonical(Json(members)), "{" + join(parts, ",") + "}");
    }
}

TEST(Json, RefusesWhatABookMayNotHold) {
    for (const char* text : {"1.5",
                             "1e3",
                             "1E3",
                             "9007199254740992",
                             "-9007199254740992",
                             "99999999999999999999",
                             "01",
                             "-",
                             "+1",
                             "",
                             " ",
                             "[1,]",
                             "{\"a\":1,}",
                             "{\"a\":1,\"a\":2}",
                             "{a:1}",
                             "[1 2]",
                             "nul",
                             "\"\\ud83d\"",
                             "\"\\ude00\"",
                             "\"\\x41\"",
                             "\"a\nb\"",
                             "\"\xff\"",
                             "\"open",
                             "true false",
                             "\"\\u12g4\"",
                             "[",
                             "{\"a\"",
                             "NaN",
                             "'a'"}) {
        Result<Json> value = parse_json(text);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().kind, ErrorKind::invalid) << text;
        EXPECT_FALSE(value.error().message.zh.empty());
    }
    EXPECT_EQ(parse_json("[1, 2,, 3]").error().message.en.substr(0, 12), "JSON, byte 6");
}

TEST(Json, TakesIntegersUpToTheLimit) {
    EXPECT_EQ(round_trip("9007199254740991"), "9007199254740991");
    EXPECT_EQ(round_trip("[-9007199254740991,-0,0]"), "[-9007199254740991,0,0]");
    EXPECT_FALSE(checked_canonical(Json(std::int64_t{1} << 53)));
    EXPECT_FALSE(checked_canonical(Json(Json::Array{Json(Json::Object{{"a", "\xc3"}})})));
    EXPECT_FALSE(checked_canonical(Json(Json::Object{{"\xc3", 1}})));
    EXPECT_EQ(checked_canonical(Json(Json::Object{{"b", 1}, {"a", "二"}})), R"({"a":"二","b":1})");
}

TEST(Json, StopsAtDepth) {
    auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(parse_json(nested(65)));
    EXPECT_FALSE(parse_json(nested(66)));
    EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
}

TEST(Json, ReadsMembersWithFallbacks) {
    Json value = *parse_json(R"({"name":"甲","count":3})");
    EXPECT_EQ(value.text("name"), "甲");
    EXPECT_EQ(value.text("count", "?"), "?");
    EXPECT_EQ(value.number("count"), 3);
    EXPECT_EQ(value.number("name", -1), -1);
    EXPECT_TRUE(value["other"]["deeper"].is_null());
}

TEST(Json, PrettyTextReadsBackTheSame) {
    Json value = *parse_json(R"({"b":[1,{"c":[]},{}],"a":null})");
    EXPECT_EQ(pretty(value),
              "{\n  \"a\": null,\n  \"b\": [\n    1,\n    {\n      \"c\": []\n    },\n"
              "    {}\n  ]\n}");
    EXPECT_EQ(*parse_json(pretty(value)), value);
}

}  // namespace
}  // namespace luze
