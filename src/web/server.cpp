// The only file that includes Boost: it is slow to compile.
#include "web/server.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <csignal>
#include <ctime>
#include <exception>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/limits.h"
#include "web/gate.h"

namespace luze::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::chrono::seconds farewell{2};  // for reading what a refused client still sends
constexpr std::size_t farewell_bytes = 1U << 20U;
constexpr std::size_t slowest_bytes_per_ms = 16;  // of a body: 16 KB a second
constexpr std::chrono::seconds closing_time{5};   // for answers under way when told to stop

std::string http_date() {
    std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    std::size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

std::string wire_head(const Response& response, bool keep) {
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " " +
                      std::string(reason(response.status)) + "\r\n";
    for (const Header& header : complete_headers(response)) {
        out += header.name + ": " + header.value + "\r\n";
    }
    if (response.status != 304) {
        out += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    }
    out += "Date: " + http_date() + "\r\n";
    return out + (keep ? "Connection: keep-alive" : "Connection: close") + "\r\n\r\n";
}

std::expected<RawHead, Refusal> parse_head(std::string_view bytes) {
    beast::http::request_parser<beast::http::empty_body> parser;
    parser.header_limit(limits::request_header_bytes);
    parser.eager(false);
    parser.body_limit(boost::none);  // the gate has limits of its own
    Error error;
    parser.put(asio::buffer(bytes.data(), bytes.size()), error);
    if (error || !parser.is_header_done()) {
        return std::unexpected(Refusal{400, {"请求写得不对", "malformed request"}});
    }
    const auto& message = parser.get();
    RawHead head{
        message.method_string(), message.target(), static_cast<int>(message.version()), {}};
    for (const auto& field : message) {
        head.headers.push_back({field.name_string(), field.value()});
    }
    return head;
}

bool wants_to_stay(const RawHead& head) {
    const std::string* connection = find_header(head.headers, "connection");
    return head.version == 11 && (connection == nullptr || !same_word(*connection, "close"));
}

class Connection;

// What all connections of a server share.
struct Hall {
    const ServerConfig& config;
    const Handler& handler;
    asio::thread_pool& pool;
    std::uint16_t port;
    asio::steady_timer* last_call;  // ends answers that take too long once closing
    std::set<Connection*> present;
    bool closing = false;
};

// One client: request, answer, request … Runs on the io_context's single thread; only the handler
// runs elsewhere.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Hall& hall) : stream_(std::move(socket)), hall_(hall) {
        hall_.present.insert(this);
    }
    ~Connection() {
        hall_.present.erase(this);
        if (hall_.present.empty() && hall_.last_call != nullptr) {
            hall_.last_call->cancel();
        }
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // A connection beyond the cap is told so.
    void turn_away() {
        answer(
            refused({503, {"同时打开的连接太多，请稍后再试", "too many connections: try later"}}),
            false, false);
    }

    void wait_for_request(std::chrono::milliseconds patience) {
        if (!received_.empty()) {
            return read_head();
        }
        listening_ = true;
        stream_.expires_after(patience);
        stream_.async_read_some(asio::buffer(first_),
                                [self = shared_from_this()](Error error, std::size_t size) {
                                    if (!error) {
                                        self->received_.assign(self->first_.data(), size);
                                        self->read_head();
                                    }
                                });
    }

    // Unless it is being answered.
    void close_if_listening() {
        if (listening_) {
            stream_.close();
        }
    }

private:
    void read_head() {
        listening_ = true;
        stream_.expires_after(hall_.config.header_deadline);
        asio::async_read_until(
            stream_, asio::dynamic_buffer(received_, limits::request_header_bytes), "\r\n\r\n",
            [self = shared_from_this()](Error error, std::size_t size) {
                self->took_head(error, size);
            });
    }

    void took_head(Error error, std::size_t size) {
        listening_ = false;
        if (error == asio::error::not_found) {
            return refuse({431, {"请求头太大", "the header is too large"}});
        }
        if (error) {
            return;
        }
        std::string bytes = received_.substr(0, size);
        received_.erase(0, size);
        if (auto refusal = refuse_bytes(bytes)) {
            return refuse(*refusal);
        }
        auto head = parse_head(bytes);
        if (!head) {
            return refuse(head.error());
        }
        auto request = admit(*head, hall_.port);
        if (!request) {
            return refuse(request.error());
        }
        request->address = peer();
        if (request->length == 0) {
            return handle(std::move(*request), wants_to_stay(*head));
        }
        bool asks_first = find_header(request->headers, "expect") != nullptr;
        request_ = std::move(*request);
        keep_ = wants_to_stay(*head);
        asks_first ? invite_body() : read_body();
    }

    [[nodiscard]] std::string peer() {
        Error error;
        auto endpoint = stream_.socket().remote_endpoint(error);
        return error ? std::string() : endpoint.address().to_string();
    }

    void invite_body() {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_.expires_after(hall_.config.write_deadline);
        asio::async_write(stream_, asio::buffer(go_on),
                          [self = shared_from_this()](Error error, std::size_t) {
                              if (!error) {
                                  self->read_body();
                              }
                          });
    }

    // Exactly as many bytes as announced, within a time that grows with them.
    void read_body() {
        if (received_.size() >= request_.length) {
            request_.body = received_.substr(0, request_.length);
            received_.erase(0, request_.length);
            return handle(std::move(request_), keep_);
        }
        auto more = std::chrono::milliseconds(request_.length / slowest_bytes_per_ms);
        listening_ = true;
        stream_.expires_after(hall_.config.header_deadline + more);
        asio::async_read(stream_, asio::dynamic_buffer(received_),
                         asio::transfer_exactly(request_.length - received_.size()),
                         [self = shared_from_this()](Error error, std::size_t) {
                             self->listening_ = false;
                             if (!error) {
                                 self->read_body();
                             }
                         });
    }

    void refuse(const Refusal& refusal) { answer(refused(refusal), false, false); }

    void handle(Request request, bool keep) {
        stream_.expires_never();
        // The server runs on until the answer is written.
        auto work = asio::make_work_guard(stream_.get_executor());
        asio::post(hall_.pool, [self = shared_from_this(), request = std::move(request), keep,
                                work = std::move(work)]() mutable {
            Response response;
            try {
                response = self->hall_.handler(request);
            } catch (const std::exception&) {
                response = refused({500, {"服务器内部出错", "the server failed"}});
            }
            bool head_only = request.method == "HEAD";
            // The pool lets go of the connection: it must end on the server's own thread.
            asio::post(work.get_executor(), [self = std::move(self), response = std::move(response),
                                             keep, head_only]() mutable {
                self->answer(std::move(response), keep && !self->hall_.closing, head_only);
            });
        });
    }

    void answer(Response response, bool keep, bool head_only) {
        head_ = wire_head(response, keep);
        body_ = head_only || response.status == 304 ? std::string() : std::move(response.body);
        std::array<asio::const_buffer, 2> parts{asio::buffer(head_), asio::buffer(body_)};
        stream_.expires_after(hall_.config.write_deadline);
        asio::async_write(stream_, parts,
                          [self = shared_from_this(), keep](Error error, std::size_t) {
                              if (!error && keep) {
                                  self->wait_for_request(self->hall_.config.idle_deadline);
                              } else if (!error) {
                                  self->part();
                              }
                          });
    }

    // Closing with unread bytes would reset the connection and lose the answer: say goodbye, then
    // read on for a moment.
    void part() {
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        listening_ = true;
        stream_.expires_after(farewell);
        drain(0);
    }

    void drain(std::size_t so_far) {
        stream_.async_read_some(asio::buffer(first_), [self = shared_from_this(), so_far](
                                                          Error error, std::size_t size) {
            if (!error && so_far + size < farewell_bytes && !self->hall_.closing) {
                self->drain(so_far + size);
            }
        });
    }

    beast::tcp_stream stream_;
    Hall& hall_;
    std::array<char, 4096> first_{};
    std::string received_;  // not yet taken
    std::string head_;      // being sent
    std::string body_;
    Request request_;  // whose body is being read
    bool keep_ = false;
    bool listening_ = false;  // no answer is under way
};

class Server {
public:
    Server(const ServerConfig& config, const Handler& handler)
        : hall_{config, handler, pool_, config.port, &last_call_, {}, false},
          pool_(config.handlers),
          acceptor_(io_),
          pause_(io_),
          last_call_(io_),
          signals_(io_, SIGINT, SIGTERM) {}
    ~Server() {
        pool_.join();
        hall_.last_call = nullptr;  // connections still waiting in io_ go after the timers
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    Result<void> bind() {
        Error error;
        tcp::endpoint place(asio::ip::address_v4::loopback(), hall_.config.port);
        acceptor_.open(place.protocol(), error);
        if (!error) {
            acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
            acceptor_.bind(place, error);
        }
        if (!error) {
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return port_trouble(error);
        }
        hall_.port = acceptor_.local_endpoint().port();
        return {};
    }

    void run(const std::function<void(std::uint16_t)>& on_ready) {
        signals_.async_wait([this](Error error, int) {
            if (!error) {
                stop();
            }
        });
        std::stop_callback stopping(hall_.config.stop,
                                    [this] { asio::post(io_, [this] { stop(); }); });
        accept();
        if (on_ready) {
            on_ready(hall_.port);
        }
        io_.run();
        pool_.join();
    }

private:
    Result<void> port_trouble(const Error& error) const {
        std::string port = std::to_string(hall_.config.port);
        if (error == asio::error::address_in_use) {
            return fail(
                ErrorKind::io,
                "端口 " + port + " 已被别的程序占用，请用 --port 换一个（--port 0 自动选一个）",
                "port " + port +
                    " is in use: choose another with --port (--port 0 takes a free one)");
        }
        if (error == asio::error::access_denied) {
            return fail(ErrorKind::io,
                        "没有权限使用端口 " + port + "，请用 --port 换一个 1024 以上的",
                        "no permission for port " + port + ": choose one above 1024 with --port");
        }
        return fail(
            ErrorKind::io, "打不开端口 " + port + "（" + error.message() + "），请用 --port 换一个",
            "cannot open port " + port + " (" + error.message() + "): choose another with --port");
    }

    void accept() {
        acceptor_.async_accept([this](Error error, tcp::socket socket) {
            if (hall_.closing) {
                return;
            }
            if (error) {  // out of file descriptors: give others time to leave
                pause_.expires_after(std::chrono::milliseconds(50));
                return pause_.async_wait([this](Error) { accept(); });
            }
            socket.set_option(tcp::no_delay(true), error);
            bool full = hall_.present.size() >= hall_.config.connections;
            auto guest = std::make_shared<Connection>(std::move(socket), hall_);
            if (full) {
                guest->turn_away();
            } else {
                guest->wait_for_request(hall_.config.header_deadline);
            }
            accept();
        });
    }

    void stop() {
        if (hall_.closing) {
            return;
        }
        hall_.closing = true;
        Error ignored;
        acceptor_.close(ignored);
        signals_.cancel(ignored);
        pause_.cancel();
        for (Connection* connection : hall_.present) {
            connection->close_if_listening();
        }
        if (!hall_.present.empty()) {
            last_call_.expires_after(closing_time);
            last_call_.async_wait([this](Error error) {
                if (!error) {
                    io_.stop();
                }
            });
        }
    }

    Hall hall_;
    asio::thread_pool pool_;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    asio::steady_timer last_call_;
    asio::signal_set signals_;
};

// Each connection takes a file descriptor; the usual soft limit is 1,024.
void ask_for_descriptors(rlim_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(limit.rlim_max, wanted);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

}  // namespace

Result<void> serve(const ServerConfig& config, const Handler& handler,
                   const std::function<void(std::uint16_t port)>& on_ready) {
    ask_for_descriptors(config.connections + 200);
    try {
        Server server(config, handler);
        if (auto bound = server.bind(); !bound) {
            return bound;
        }
        server.run(on_ready);
        return {};
    } catch (const std::exception& error) {
        return fail(ErrorKind::io, std::string("网页服务出错：") + error.what(),
                    std::string("the web server failed: ") + error.what());
    }
}

}  // namespace luze::web
