// Mail as a server receives it: a small SMTP server of the test's own takes it down.
#include "app/mail.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "base/digest.h"

namespace luze::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

// Takes one mail, on a port of loopback; `refuses` says no to the recipient.
class Post {
public:
    explicit Post(bool refuses = false) {
        listening_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        EXPECT_EQ(listen(listening_, 1), 0);
        socklen_t size = sizeof address;
        getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this, refuses] { serve(refuses); });
    }
    ~Post() {
        shutdown(listening_, SHUT_RDWR);
        thread_.join();
        close(listening_);
    }
    Post(const Post&) = delete;
    Post& operator=(const Post&) = delete;

    [[nodiscard]] app::MailServer server() const {
        return {"smtp://127.0.0.1:" + std::to_string(port_), "luze@example.org", "", ""};
    }
    std::string said;  // everything that the client sent

private:
    void serve(bool refuses) {
        int client = accept(listening_, nullptr, nullptr);
        if (client < 0) {
            return;
        }
        auto answer = [&](const std::string& text) {
            std::string line = text + "\r\n";
            return send(client, line.data(), line.size(), MSG_NOSIGNAL) > 0;
        };
        answer("220 test");
        bool data = false;
        std::string line;
        char c = 0;
        while (recv(client, &c, 1, 0) == 1) {
            said += c;
            line += c;
            if (!line.ends_with("\r\n")) {
                continue;
            }
            std::string command = line.substr(0, 4);
            bool end = line == ".\r\n";
            line.clear();
            if (data && !end) {
                continue;
            }
            if (command == "QUIT") {
                answer("221 bye");
                break;
            }
            bool begins = command == "DATA";
            answer(begins                         ? "354 go on"
                   : command == "RCPT" && refuses ? "550 no such user"
                                                  : "250 ok");
            data = begins;
        }
        close(client);
    }

    int listening_ = -1;
    int port_ = 0;
    std::thread thread_;
};

const Instant sent_at{1'642'993'500'000};  // 2022-01-24 03:05:00 UTC

TEST(Mail, ArrivesWithItsWordsWhole) {
    std::string said;
    {
        Post post;
        std::string text = "已经逾期：\n· 问题整改：“票据”不全\n.\n";
        auto sent = app::mailer_of(
            post.server(), sent_at)({"cui@example.org", "履责提醒：2项（2022-01-24）", text});
        ASSERT_TRUE(sent) << sent.error().message.en;
        said = post.said;
        EXPECT_THAT(said, HasSubstr("MAIL FROM:<luze@example.org>"));
        EXPECT_THAT(said, HasSubstr("RCPT TO:<cui@example.org>"));
        EXPECT_THAT(said, HasSubstr("\r\nDate: Mon, 24 Jan 2022 03:05:00 +0000\r\n"));
        EXPECT_THAT(said, ContainsRegex("\r\nMessage-ID: <[0-9a-f]+@example.org>\r\n"));
        EXPECT_THAT(said, HasSubstr("Auto-Submitted: auto-generated"));
        EXPECT_THAT(said, HasSubstr(to_base64(text).substr(0, 40)));
        EXPECT_THAT(said, HasSubstr("=?UTF-8?B?" + to_base64("履责提醒：2项（").substr(0, 12)));
    }
}

TEST(Mail, SaysWhyItWasNotTaken) {
    Post post(true);
    auto sent = app::mailer_of(post.server(), sent_at)({"nobody@example.org", "提醒", "x"});
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().message.zh, HasSubstr("nobody@example.org"));
    EXPECT_EQ(sent.error().kind, ErrorKind::io);
}

TEST(Mail, AnAddressCannotCarryMoreThanAnAddress) {
    app::MailServer server{"smtp://127.0.0.1:9", "luze@example.org", "", ""};
    for (const char* address : {"", "nobody", "a@b>\r\nRCPT TO:<c@d", "a@b c", "\"x\"@y"}) {
        auto sent = app::mailer_of(server, sent_at)({address, "提醒", "x"});
        ASSERT_FALSE(sent) << address;
        EXPECT_EQ(sent.error().kind, ErrorKind::invalid) << address;
    }
}

TEST(Mail, NobodyListens) {
    app::MailServer server{"smtp://127.0.0.1:9", "luze@example.org", "", ""};
    auto sent = app::mailer_of(server, sent_at)({"a@example.org", "提醒", "x"});
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace luze::test
