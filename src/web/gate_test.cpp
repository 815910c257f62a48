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
    for (const char* odd : {"+0", "-1", "0x5", "5, 5", " 5", "", "99999999999999999999"}) {
        EXPECT_EQ(status_of(with("Content-Length", odd)), 400) << odd;
    }
    RawHead twice = with("Content-Length", "0");
    twice.headers.push_back({"content-length", "0"});
    EXPECT_EQ(status_of(twice), 400);
    for (const char* method : {"PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"}) {
        RawHead head = good();
        head.method = method;
        EXPECT_EQ(status_of(head), 405) << method;
    }
}

RawHead post(const char* target, const char* length) {
    RawHead head = with("Content-Length", length);
    head.method = "POST";
    head.target = target;
    return head;
}

TEST(Gate, TakesABodyOfAStatedLengthFromItsOwnPages) {
    auto request = admit(post("/api/v1/records", "12"), 8090);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->method, "POST");
    EXPECT_EQ(request->length, 12U);
    EXPECT_EQ(status_of(post("/api/v1/records", "9000000")), 413);
    EXPECT_EQ(status_of(post("/api/v1/records/3/evidence?name=a.pdf", "9000000")), 200);
    EXPECT_EQ(status_of(post("/api/v1/records/3/evidence?name=a.pdf", "999999999")), 413);
    for (const char* origin : {"http://127.0.0.1:8090", "http://localhost:8090"}) {
        RawHead head = post("/api/v1/records", "2");
        head.headers.push_back({"Origin", origin});
        EXPECT_EQ(status_of(head), 200) << origin;
    }
    for (const char* origin : {"http://evil.example", "null", "", "https://127.0.0.1:8090",
                               "http://127.0.0.1:8091", "http://127.0.0.1:8090.evil.example"}) {
        RawHead head = post("/api/v1/records", "2");
        head.headers.push_back({"Origin", origin});
        EXPECT_EQ(status_of(head), 403) << origin;
    }
    RawHead odd = post("/api/v1/records", "2");
    odd.headers.push_back({"Expect", "a miracle"});
    EXPECT_EQ(status_of(odd), 417);
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
    EXPECT_EQ(*find_header(response.headers, "allow"), "GET, HEAD, POST");
    EXPECT_NE(response.body.find("只供查看"), std::string::npos);
    EXPECT_NE(response.body.find("read-only"), std::string::npos);
}

}  // namespace
}  // namespace luze::web
