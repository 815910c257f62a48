#include "web/gate.h"

namespace luze::web {
namespace {

RawHead good() { return {"GET", "/figures?q=1", 11, {{"Host", "127.0.0.1:8090"}}}; }

int status_of(const RawHead& head) {
    auto admitted = admit(head, 8090);
    return admitted ? 200 : admitted.error().status;
}

RawHead with(const std::string& name, const std::string& value) {
    RawHead head = good();
    head.headers.push_back({name, value});
    return head;
}

RawHead host(const std::string& value) {
    RawHead head = good();
    head.headers = {{"Host", value}};
    return head;
}

TEST(Gate, LetsAnOrdinaryRequestIn) {
    auto request = admit(good(), 8090);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->method, "GET");
    EXPECT_EQ(request->segments, std::vector<std::string>{"figures"});
    EXPECT_EQ(status_of(with("Content-Length", "0")), 200);
}

TEST(Gate, AnswersOnlyToItsOwnNames) {
    for (const char* name : {"127.0.0.1:8090", "localhost:8090", "LOCALHOST:8090", "[::1]:8090"}) {
        EXPECT_EQ(status_of(host(name)), 200) << name;
    }
    for (const char* name : {"evil.example:8090", "evil.example", "127.0.0.1", "127.0.0.1:8091",
                             "localhost.evil.example:8090", "", "127.0.0.2:8090", "0:8090"}) {
        EXPECT_EQ(status_of(host(name)), 421) << name;
    }
    EXPECT_EQ(status_of(with("host", "127.0.0.1:8090")), 400) << "twice";
    RawHead none = good();
    none.headers.clear();
    EXPECT_EQ(status_of(none), 400);
}

TEST(Gate, TakesNothingIn) {
    for (const char* coding : {"identity", "chunked", "gzip, chunked"}) {
        EXPECT_EQ(status_of(with("Transfer-Encoding", coding)), 400) << coding;
    }
    EXPECT_EQ(status_of(with("Content-Length", "5")), 413);
    EXPECT_EQ(status_of(with("Content-Length", "+0")), 413);
    RawHead twice = with("Content-Length", "0");
    twice.headers.push_back({"content-length", "0"});
    EXPECT_EQ(status_of(twice), 400);
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"}) {
        RawHead head = good();
        head.method = method;
        EXPECT_EQ(status_of(head), 405) << method;
    }
}

TEST(Gate, RefusesFoldedHeadersAndControlCharacters) {
    EXPECT_FALSE(refuse_bytes("GET / HTTP/1.1\r\nHost: a\r\nX: b\tc\r\n\r\n"));
    EXPECT_TRUE(refuse_bytes("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"));
    EXPECT_TRUE(refuse_bytes("GET / HTTP/1.1\r\nX: b\r\n\tc\r\n\r\n"));
    EXPECT_TRUE(refuse_bytes("GET / HTTP/1.1\nHost: a\r\n\r\n"));
    EXPECT_TRUE(refuse_bytes("GET / HTTP/1.1\rHost: a\r\n\r\n"));
    EXPECT_TRUE(refuse_bytes(std::string_view("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26)));
}

TEST(Gate, SaysWhatIsRefusedInBothLanguages) {
    Response response = refused({405, {"只供查看", "read-only"}});
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(*find_header(response.headers, "allow"), "GET, HEAD");
    EXPECT_NE(response.body.find("只供查看"), std::string::npos);
    EXPECT_NE(response.body.find("read-only"), std::string::npos);
}

}  // namespace
}  // namespace luze::web
