#include "web/work.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "web/book_test_kit.h"

namespace luze::web {
namespace {

using testing::HasSubstr;

class WorkTest : public BookTest {
protected:
    static Json meeting() {
        return Json::Object{
            {"form", "meeting"},
            {"values",
             Json::Object{{"date", "2022-01-05"}, {"topic", "部署"}, {"people", "甲某、乙某"}}}};
    }
};

TEST_F(WorkTest, WithoutATokenNothingIsSaid) {
    for (const Operation& operation : operations()) {
        std::string path;
        for (char c : operation.path) {
            path += c == '*' ? std::string("3") : std::string(1, c);
        }
        Response response = call(std::string(operation.method), path);
        if (operation.id == "showSession") {
            EXPECT_EQ(response.status, 401) << "that is its answer";
        } else if (operation.right == access::Right::open) {
            EXPECT_NE(response.status, 401) << path;
        } else {
            EXPECT_EQ(response.status, 401) << path << response.body;
            EXPECT_FALSE(has(response, "甲某")) << path;
        }
    }
}

TEST_F(WorkTest, ARecordIsEnteredAndRead) {
    std::string token = token_for(3);
    Response made = call("POST", "records", token, meeting());
    ASSERT_EQ(made.status, 201) << made.body;
    std::string id = std::to_string(read(made).number("id"));
    Response shown = call("GET", "records/" + id, token);
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(read(shown)["texts"].text("people"), "甲某、乙某");
    EXPECT_EQ(read(shown)["texts"].text("date"), "2022-01-05");
    EXPECT_TRUE(has(call("GET", "entries/" + id, token), "部署"));
}

TEST_F(WorkTest, WhatIsWrongIsNamed) {
    std::string token = token_for(3);
    auto refused = [&](Json body, const char* said) {
        Response response = call("POST", "records", token, body);
        EXPECT_EQ(response.status, 400) << response.body;
        EXPECT_THAT(response.body, HasSubstr(said));
    };
    refused(Json::Object{{"form", "meeting"}}, "缺少“values”");
    refused(Json::Object{{"form", 3}, {"values", Json::Object{}}}, "“form”应是文字");
    refused(Json::Object{{"from", "meeting"}, {"form", "meeting"}, {"values", Json::Object{}}},
            "不认识“from”，是不是“form”");
    refused(Json::Object{{"form", "meeting"}, {"values", Json::Object{{"date", "二月三十日"}}}},
            "日期");
    refused(Json::Array{}, "JSON 对象");
    EXPECT_EQ(call("GET", "records?colour=red", token).status, 400);
    EXPECT_EQ(call("GET", "records?after=many", token).status, 400);
    EXPECT_EQ(call("GET", "records?form=meeting&f.colour=red", token).status, 400);
    EXPECT_EQ(call("GET", "plan?year=99999999999", token).status, 400);
    EXPECT_EQ(call("GET", "records/9999", token).status, 404);
    EXPECT_EQ(call("GET", "records/0x10", token).status, 404);
    Response wrong = call("POST", "records/3", token, Json::Object{});
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(*find_header(wrong.headers, "Allow"), "GET");
}

TEST_F(WorkTest, ATokenThatOnlyReadsWritesNothing) {
    std::string token = token_for(3, false);
    EXPECT_EQ(call("GET", "records?form=meeting", token).status, 200);
    EXPECT_EQ(call("POST", "records", token, meeting()).status, 403);
}

TEST_F(WorkTest, ATokenIsOfNoUseOnceRevoked) {
    std::string token = token_for(3);
    auto done = writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<void> {
        auto tokens = ops::tokens_json(desk);
        return ops::revoke_token(desk, tokens->array()->front().text("id"),
                                 ops::Asker{{}, "tester"}, "", at);
    });
    ASSERT_TRUE(done) << done.error().message.en;
    EXPECT_EQ(call("GET", "me", token).status, 401);
    EXPECT_EQ(call("GET", "me", "luze_" + std::string(43, 'A')).status, 401);
}

TEST_F(WorkTest, ARestrictedRecordIsNotThereForOthers) {
    std::string token = token_for(4);
    Response response = call("GET", "records/6", token);
    EXPECT_EQ(response.status, 404) << response.body;
    EXPECT_FALSE(has(call("GET", "records?form=talk", token), "机密"));
    EXPECT_FALSE(has(call("GET", "me", token), "机密"));
}

TEST_F(WorkTest, TwoWhoChangeOneRecord) {
    std::string token = token_for(3);
    auto seen = read(call("GET", "records/5", token)).number("seen");
    Json first = Json::Object{{"values", Json::Object{{"topic", "一"}}}, {"seen", seen}};
    Json second = Json::Object{{"values", Json::Object{{"topic", "二"}}}, {"seen", seen}};
    EXPECT_EQ(call("POST", "records/5/corrections", token, first).status, 200);
    Response late = call("POST", "records/5/corrections", token, second);
    EXPECT_EQ(late.status, 409);
    EXPECT_THAT(late.body, HasSubstr("已有别人改动"));
    EXPECT_EQ(read(call("GET", "records/5", token))["texts"].text("topic"), "一");
}

TEST_F(WorkTest, APostFromAnotherSiteIsNotLookedAt) {
    std::string token = token_for(3);
    Response response =
        call("POST", "records", token, meeting(), {{"Origin", "http://evil.example"}});
    EXPECT_EQ(response.status, 403) << response.body;
    EXPECT_EQ(
        call("POST", "records", token, meeting(), {{"Origin", "http://127.0.0.1:8090"}}).status,
        201);
}

TEST_F(WorkTest, AMemberNamesEvidenceAndFindsItAgain) {
    std::string token = token_for(3);
    std::string bytes = "签到表\n甲某\n";
    Headers headers{{"Host", "127.0.0.1:8090"},
                    {"Authorization", "Bearer " + token},
                    {"Content-Type", "text/plain"},
                    {"Content-Length", std::to_string(bytes.size())}};
    auto request = admit(
        {"POST", "/api/v1/records/5/evidence?name=%E7%AD%BE%E5%88%B0.txt", 11, headers}, 8090);
    ASSERT_TRUE(request) << request.error().why.en;
    request->body = bytes;
    Response kept = site_handler(*reader_, *writer_, {})(*request);
    ASSERT_EQ(kept.status, 201) << kept.body;
    Response file = call("GET", "records/5/evidence/" + read(kept).text("digest"), token);
    EXPECT_EQ(file.body, bytes);
    EXPECT_THAT(*find_header(file.headers, "Content-Disposition"), HasSubstr("attachment"));
    EXPECT_EQ(call("GET", "records/5/evidence/" + std::string(64, 'a'), token).status, 404);
}

TEST_F(WorkTest, TheInterfaceDescribesEveryOperation) {
    Json document = read(call("GET", "openapi.json"));
    EXPECT_EQ(document.text("openapi"), "3.1.0");
    std::size_t described = 0;
    for (const auto& [path, methods] : *document["paths"].object()) {
        described += methods.object()->size();
    }
    EXPECT_EQ(described, operations().size());
    EXPECT_FALSE(
        document["paths"]["/api/v1/records/{record}/steps"]["post"]["requestBody"].is_null());
}

TEST_F(WorkTest, TheDescriptionInTheDocsIsOfThisProgram) {
    std::ostringstream kept;
    kept << std::ifstream(LUZE_SOURCE_DIR "/docs/openapi.json", std::ios::binary).rdbuf();
    EXPECT_TRUE(kept.str() == pretty(openapi()) + "\n")
        << "docs/openapi.json is not of this program any more; write it anew from "
           "/api/v1/openapi.json";
}

}  // namespace
}  // namespace luze::web
