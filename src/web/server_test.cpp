// The server over real sockets: what a careless or hostile client sends, byte by byte.
#include "web/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <future>
#include <optional>
#include <thread>

namespace luze::web {
namespace {

using namespace std::chrono_literals;

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(port);
        place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval patience{8, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        open_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] bool open() const { return open_; }
    void send(std::string_view bytes) const {
        ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    // Everything until the server closes.
    std::string read_all() {
        while (more()) {
        }
        return received_;
    }
    // One answer with its body, the connection staying open.
    std::string read_answer() {
        std::size_t end = 0;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos && more()) {
        }
        std::size_t at = received_.find("Content-Length: ");
        std::size_t length = at == std::string::npos ? 0 : std::stoul(received_.substr(at + 16));
        while (received_.size() < end + 4 + length && more()) {
        }
        std::string answer = received_.substr(0, end + 4 + length);
        received_.erase(0, answer.size());
        return answer;
    }

private:
    bool more() {
        char bytes[4096];
        ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size > 0) {
            received_.append(bytes, static_cast<std::size_t>(size));
        }
        return size > 0;
    }

    int socket_;
    bool open_ = false;
    std::string received_;
};

class Serving {
public:
    explicit Serving(ServerConfig config, Handler handler = {}) {
        config.port = 0;
        config.stop = stop_.get_token();
        if (!handler) {
            handler = [this](const Request& request) {
                ++handled;
                return Response{200, "text/plain", {}, "hello " + request.path()};
            };
        }
        std::promise<std::uint16_t> ready;
        auto told = ready.get_future();
        thread_ = std::thread([this, config, handler, &ready] {
            outcome = serve(config, handler, [&](std::uint16_t port) { ready.set_value(port); });
        });
        port_ = told.get();
    }
    Serving() : Serving(quick()) {}
    ~Serving() { stop(); }

    static ServerConfig quick() {
        ServerConfig config;
        config.header_deadline = 400ms;
        config.idle_deadline = 400ms;
        return config;
    }
    void stop() {
        stop_.request_stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string host() const {
        return "Host: 127.0.0.1:" + std::to_string(port_) + "\r\n";
    }
    // Sends it all, then reads until the server closes.
    [[nodiscard]] std::string exchange(const std::string& bytes) const {
        Client client(port_);
        client.send(bytes);
        return client.read_all();
    }

    std::atomic<int> handled = 0;
    Result<void> outcome;

private:
    std::stop_source stop_;
    std::thread thread_;
    std::uint16_t port_ = 0;
};

int status_in(const std::string& answer) {
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

TEST(Server, AnswersAndKeepsTheConnection) {
    Serving server;
    Client client(server.port());
    client.send("GET /a HTTP/1.1\r\n" + server.host() + "\r\n");
    std::string first = client.read_answer();
    EXPECT_EQ(status_in(first), 200);
    EXPECT_TRUE(first.ends_with("hello /a")) << first;
    EXPECT_NE(first.find("Content-Security-Policy: "), std::string::npos);
    EXPECT_NE(first.find("Connection: keep-alive"), std::string::npos);
    client.send("GET /b HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n");
    std::string second = client.read_all();
    EXPECT_TRUE(second.ends_with("hello /b")) << second;
    EXPECT_NE(second.find("Connection: close"), std::string::npos);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    Serving server;
    std::string one = "GET /1 HTTP/1.1\r\n" + server.host() + "\r\n";
    std::string two = "GET /2 HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n";
    std::string answers = server.exchange(one + two);
    EXPECT_LT(answers.find("hello /1"), answers.find("hello /2"));
    EXPECT_NE(answers.find("hello /2"), std::string::npos);
}

TEST(Server, HeadHasTheLengthAndNoBody) {
    Serving server;
    std::string answer =
        server.exchange("HEAD /a HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n");
    EXPECT_NE(answer.find("Content-Length: 8\r\n"), std::string::npos) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST(Server, AnOldClientIsAnsweredOnceAndClosed) {
    Serving server;
    std::string answer = server.exchange("GET / HTTP/1.0\r\n" + server.host() + "\r\n");
    EXPECT_EQ(status_in(answer), 200);
}

struct Hostile {
    const char* what;
    std::string bytes;
    int status;
};

std::vector<Hostile> hostile_requests(const std::string& host) {
    std::string get = "GET / HTTP/1.1\r\n";
    std::string next = "GET /smuggled HTTP/1.1\r\n" + host + "\r\n";
    return {
        {"identity without length", get + host + "Transfer-Encoding: identity\r\n\r\n" + next, 400},
        {"chunked", get + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next, 400},
        {"chunked in 1.0",
         "GET / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next, 400},
        {"length and chunked",
         get + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next,
         400},
        {"length twice", get + host + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + next, 400},
        {"lengths that differ",
         get + host + "Content-Length: 0\r\nContent-Length: 4\r\n\r\nabcd" + next, 400},
        {"a body", get + host + "Content-Length: 5\r\n\r\nabcde" + next, 413},
        {"a signed length", get + host + "Content-Length: +5\r\n\r\nabcde" + next, 400},
        {"PUT", "PUT / HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nabcde" + next, 405},
        {"POST from elsewhere",
         "POST / HTTP/1.1\r\n" + host +
             "Origin: http://evil.example\r\nContent-Length: 5\r\n\r\nabcde" + next,
         403},
        {"POST too large",
         "POST / HTTP/1.1\r\n" + host + "Content-Length: 9000000\r\n\r\nabcde" + next, 413},
        {"POST in chunks",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + next, 400},
        {"no host", get + "\r\n" + next, 400},
        {"two hosts", get + host + host + "\r\n" + next, 400},
        {"another host", get + "Host: evil.example\r\n\r\n" + next, 421},
        {"another port", get + "Host: 127.0.0.1:1\r\n\r\n" + next, 421},
        {"a folded header", get + host + "X: a\r\n b\r\n\r\n" + next, 400},
        {"a folded host", get + "Host:\r\n " + host.substr(6) + "\r\n" + next, 400},
        {"absolute form", "GET http://127.0.0.1/ HTTP/1.1\r\n" + host + "\r\n" + next, 400},
        {"NUL in the path", "GET /%00 HTTP/1.1\r\n" + host + "\r\n" + next, 400},
        {"a bad escape", "GET /%zz HTTP/1.1\r\n" + host + "\r\n" + next, 400},
        {"climbing", "GET /static/../../etc/passwd HTTP/1.1\r\n" + host + "\r\n" + next, 400},
        {"climbing, escaped", "GET /static/%2e%2e/x HTTP/1.1\r\n" + host + "\r\n" + next, 400},
        {"a space before the colon", get + host + "X : a\r\n\r\n" + next, 400},
        {"bare line feeds", get + host + "X: a\nY: b\r\n\r\n" + next, 400},
        {"no HTTP", "hello there\r\n\r\n" + next, 400},
        {"HTTP 3", "GET / HTTP/3.0\r\n" + host + "\r\n" + next, 400},
        {"a long target", "GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"a long header", get + host + "X: " + std::string(40'000, 'a') + "\r\n\r\n", 431},
    };
}

TEST(Server, RefusesAndClosesOnWhateverIsOdd) {
    Serving server;
    for (const Hostile& hostile : hostile_requests(server.host())) {
        std::string answer = server.exchange(hostile.bytes);
        EXPECT_EQ(status_in(answer), hostile.status) << hostile.what << "\n" << answer;
        EXPECT_EQ(answer.find("HTTP/1.1 ", 1), std::string::npos)
            << hostile.what << ": more than one answer\n"
            << answer;
        EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), std::string::npos)
            << hostile.what;
    }
    EXPECT_EQ(server.handled, 0);
}

TEST(Server, ReadsABodyOfItsLengthAndGoesOn) {
    Serving server(Serving::quick(), [](const Request& request) {
        return Response{200, "text/plain", {}, request.method + "[" + request.body + "]"};
    });
    std::string post = "POST /a HTTP/1.1\r\n" + server.host() + "Content-Length: 10\r\n\r\n";
    std::string get = "GET /b HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n";
    std::string answers = server.exchange(post + "0123456789" + get);
    EXPECT_NE(answers.find("POST[0123456789]"), std::string::npos) << answers;
    EXPECT_NE(answers.find("GET[]"), std::string::npos) << answers;
    // A body that arrives in pieces is one body; one that does not arrive is not waited for.
    Client pieces(server.port());
    pieces.send(post + "01234");
    std::this_thread::sleep_for(50ms);
    pieces.send("56789");
    std::this_thread::sleep_for(50ms);
    pieces.send(get);
    EXPECT_NE(pieces.read_all().find("POST[0123456789]"), std::string::npos);
    Client never(server.port());
    never.send(post + "01");
    std::string silence = never.read_all();
    EXPECT_EQ(silence.find("POST["), std::string::npos) << silence;
}

TEST(Server, DoesNotWaitForEverForAHeader) {
    Serving server;
    Client slow(server.port());
    slow.send("GET / HTTP/1.1\r\nHo");
    EXPECT_EQ(slow.read_all(), "");
    Client silent(server.port());
    EXPECT_EQ(silent.read_all(), "");
    EXPECT_EQ(server.handled, 0);
}

TEST(Server, ClosesAnIdleConnection) {
    Serving server;
    Client client(server.port());
    client.send("GET / HTTP/1.1\r\n" + server.host() + "\r\n");
    auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(status_in(client.read_all()), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 6s);
}

TEST(Server, TurnsAwayWhoeverComesBeyondTheCap) {
    ServerConfig config = Serving::quick();
    config.connections = 2;
    config.header_deadline = 5s;
    Serving server(config);
    Client one(server.port());
    Client two(server.port());
    one.send("GET");
    two.send("GET");
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(status_in(server.exchange("")), 503);
}

TEST(Server, SlowClientsDoNotHoldUpTheOthers) {
    ServerConfig config = Serving::quick();
    config.header_deadline = 20s;
    Serving server(config);
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<Client>(server.port()));
        slow.back()->send("GET / HT");
    }
    auto began = std::chrono::steady_clock::now();
    std::string answer =
        server.exchange("GET /a HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n");
    EXPECT_EQ(status_in(answer), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 2s);
    slow.clear();
}

TEST(Server, AFailingHandlerIsA500) {
    Serving server(Serving::quick(),
                   [](const Request&) -> Response { throw std::runtime_error("broken"); });
    std::string answer =
        server.exchange("GET / HTTP/1.1\r\n" + server.host() + "Connection: close\r\n\r\n");
    EXPECT_EQ(status_in(answer), 500);
    EXPECT_EQ(answer.find("broken"), std::string::npos);
}

TEST(Server, LetsARunningAnswerEndWhenToldToStop) {
    std::promise<void> begun;
    Serving server(Serving::quick(), [&](const Request&) {
        begun.set_value();
        std::this_thread::sleep_for(300ms);
        return Response{200, "text/plain", {}, "done"};
    });
    Client client(server.port());
    Client idle(server.port());
    client.send("GET / HTTP/1.1\r\n" + server.host() + "\r\n");
    begun.get_future().wait();
    server.stop();
    EXPECT_TRUE(server.outcome);
    EXPECT_TRUE(client.read_all().ends_with("done"));
    EXPECT_FALSE(Client(server.port()).open());
}

TEST(Server, ASignalEndsItGracefully) {
    Serving server;
    std::raise(SIGTERM);
    server.stop();
    EXPECT_TRUE(server.outcome);
}

TEST(Server, APortInUseIsASentence) {
    Serving server;
    ServerConfig config;
    config.port = server.port();
    bool ready = false;
    auto second = serve(
        config, [](const Request&) { return Response{}; }, [&](std::uint16_t) { ready = true; });
    ASSERT_FALSE(second);
    EXPECT_FALSE(ready);
    EXPECT_EQ(second.error().kind, ErrorKind::io);
    for (const std::string* said : {&second.error().message.zh, &second.error().message.en}) {
        EXPECT_NE(said->find(std::to_string(server.port())), std::string::npos);
        EXPECT_NE(said->find("--port"), std::string::npos);
        EXPECT_EQ(said->find('\n'), std::string::npos);
    }
}

TEST(Server, ListensOnThisMachineOnly) {
    Serving server;
    int any = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(server.port());
    inet_pton(AF_INET, "127.0.0.2", &place.sin_addr);  // would answer on 0.0.0.0
    EXPECT_NE(::connect(any, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
    ::close(any);
}

}  // namespace
}  // namespace luze::web
