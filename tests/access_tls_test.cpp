// TLS as a browser on another PC of the office meets it.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <thread>

#include "program_kit.h"

namespace luze::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

template <class T>
using Own = std::unique_ptr<T, void (*)(T*)>;

// A certificate that signs itself, and its key, as PEM files.
void make_certificate(const std::string& certificate, const std::string& key) {
    Own<EVP_PKEY> pair(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), EVP_PKEY_free);
    Own<X509> made(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3'600);
    X509_set_pubkey(made.get(), pair.get());
    X509_NAME* name = X509_get_subject_name(made.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(made.get(), name);
    X509_sign(made.get(), pair.get(), EVP_sha256());
    Own<BIO> out(BIO_new_file(certificate.c_str(), "w"), [](BIO* bio) { BIO_free(bio); });
    PEM_write_bio_X509(out.get(), made.get());
    Own<BIO> secret(BIO_new_file(key.c_str(), "w"), [](BIO* bio) { BIO_free(bio); });
    PEM_write_bio_PrivateKey(secret.get(), pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

// What comes back; empty when the two cannot agree on TLS.
std::string over_tls(int port, const std::string& request, int oldest, int newest) {
    Own<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), oldest);
    SSL_CTX_set_max_proto_version(context.get(), newest);
    Own<BIO> bio(BIO_new_ssl_connect(context.get()), [](BIO* one) { BIO_free_all(one); });
    BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    std::string said;
    if (BIO_do_connect(bio.get()) == 1 && BIO_do_handshake(bio.get()) == 1) {
        BIO_write(bio.get(), request.data(), static_cast<int>(request.size()));
        char block[4096];
        for (int n = 0; (n = BIO_read(bio.get(), block, sizeof block)) > 0;) {
            said.append(block, static_cast<std::size_t>(n));
        }
    }
    ERR_clear_error();
    return said;
}

std::string plainly(int port, const std::string& request) {
    Own<BIO> bio(BIO_new_connect(("127.0.0.1:" + std::to_string(port)).c_str()),
                 [](BIO* one) { BIO_free_all(one); });
    std::string said;
    if (BIO_do_connect(bio.get()) == 1) {
        BIO_write(bio.get(), request.data(), static_cast<int>(request.size()));
        char block[4096];
        for (int n = 0; (n = BIO_read(bio.get(), block, sizeof block)) > 0;) {
            said.append(block, static_cast<std::size_t>(n));
        }
    }
    ERR_clear_error();
    return said;
}

std::string asking(int port, const std::string& host, const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + std::to_string(port) +
           "\r\nConnection: close\r\n\r\n";
}

class Tls : public testing::Test {
protected:
    void SetUp() override {
        book_.init();
        make_certificate(folder_.at("site.crt"), folder_.at("site.key"));
    }
    void TearDown() override {
        if (process_ > 0) {
            kill(process_, SIGTERM);
            waitpid(process_, nullptr, 0);
        }
    }
    void serve(int port) {
        process_ = start({"serve", "--data", book_.where(), "--port", std::to_string(port),
                          "--cert", folder_.at("site.crt"), "--key", folder_.at("site.key"),
                          "--address", "0.0.0.0", "--host", "office.example"});
        for (int i = 0; i < 200; ++i) {
            if (!over_tls(port, asking(port, "localhost", "/healthz"), TLS1_2_VERSION,
                          TLS1_3_VERSION)
                     .empty()) {
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    Folder folder_;
    TestBook book_{folder_.at("data")};
    int process_ = 0;
};

TEST_F(Tls, IsOneTwoAndNewerAndNothingElseAnswersThere) {
    const int port = 20'000 + getpid() % 20'000;
    serve(port);
    for (int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        std::string said =
            over_tls(port, asking(port, "office.example", "/healthz"), version, version);
        EXPECT_THAT(said, HasSubstr("200 OK"));
        EXPECT_THAT(said, HasSubstr("Strict-Transport-Security:"));
    }
    for (int version : {TLS1_VERSION, TLS1_1_VERSION}) {
        EXPECT_EQ(over_tls(port, asking(port, "localhost", "/healthz"), version, version), "");
    }
    EXPECT_THAT(plainly(port, asking(port, "localhost", "/healthz")), Not(HasSubstr("200 OK")));
    EXPECT_THAT(
        over_tls(port, asking(port, "evil.example", "/healthz"), TLS1_2_VERSION, TLS1_3_VERSION),
        HasSubstr("421"));
}

// What follows "\r\nSet-Cookie: " in an answer.
std::string cookie_in(const std::string& answer) {
    const std::string header = "\r\nSet-Cookie: ";
    const std::size_t at = answer.find(header);
    const std::size_t from = at == std::string::npos ? answer.size() : at + header.size();
    return answer.substr(from, answer.find("\r\n", from) - from);
}

TEST_F(Tls, TheCookieIsForThisHostAndForTlsOnly) {
    Json made = book_.ask({"account", "add", "team", "--role", "inspector"});
    const int port = 20'000 + (getpid() + 1) % 20'000;
    serve(port);
    const std::string host = "office.example:" + std::to_string(port);
    const std::string body = R"({"password":"Blue7-lantern"})";
    auto set_up = [&](const std::string& origin) {
        return over_tls(port,
                        "POST /api/v1" + made.text("path") + " HTTP/1.1\r\nHost: " + host +
                            "\r\nOrigin: " + origin + "\r\nContent-Type: application/json" +
                            "\r\nContent-Length: " + std::to_string(body.size()) +
                            "\r\nConnection: close\r\n\r\n" + body,
                        TLS1_2_VERSION, TLS1_3_VERSION);
    };
    EXPECT_THAT(set_up("http://" + host), HasSubstr("403")) << "the page of another scheme";
    const std::string cookie = cookie_in(set_up("https://" + host));
    EXPECT_THAT(cookie, StartsWith("__Host-luze="));
    EXPECT_THAT(cookie, AllOf(HasSubstr("; Path=/"), HasSubstr("; Secure"), HasSubstr("; HttpOnly"),
                              HasSubstr("; SameSite=Strict"), Not(HasSubstr("Domain"))));
    const std::string secret = cookie.substr(7, cookie.find(';') - 7);  // luze=…
    auto session = [&](const std::string& sent) {
        return over_tls(port,
                        "GET /api/v1/session HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + sent +
                            "\r\nConnection: close\r\n\r\n",
                        TLS1_2_VERSION, TLS1_3_VERSION);
    };
    EXPECT_THAT(session("__Host-" + secret), HasSubstr(" 200 "));
    EXPECT_THAT(session("__Host-" + secret), HasSubstr("no-store"));
    EXPECT_THAT(session(secret), HasSubstr(" 401 ")) << "as anybody on the host could set it";
}

TEST_F(Tls, WithoutItOnlyThisMachineIsServed) {
    Outcome open = run({"serve", "--data", book_.where(), "--port", "0", "--address", "0.0.0.0",
                        "--host", "office.example"});
    EXPECT_NE(open.code, 0);
    EXPECT_THAT(open.err, HasSubstr("不加密的网页只在本机提供"));
    EXPECT_THAT(open.err, HasSubstr("--tls-cert"));
    Outcome half = run({"serve", "--data", book_.where(), "--tls-cert", folder_.at("site.crt")});
    EXPECT_NE(half.code, 0);
    write_bytes(folder_.at("junk.pem"), "junk");
    Outcome junk = run({"serve", "--data", book_.where(), "--port", "0", "--tls-cert",
                        folder_.at("junk.pem"), "--tls-key", folder_.at("site.key")});
    EXPECT_NE(junk.code, 0);
    EXPECT_THAT(junk.err, HasSubstr("PEM"));
}

}  // namespace
}  // namespace luze::test
