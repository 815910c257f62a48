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
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <csignal>
#include <exception>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/limits.h"
#include "web/gate.h"
#include "web/wire.h"

namespace luze::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace ssl = asio::ssl;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr std::chrono::seconds farewell{2};  // for reading what a refused client still sends
constexpr std::size_t farewell_bytes = 1U << 20U;
constexpr std::size_t slowest_bytes_per_ms = 16;  // of a body: 16 KB a second
constexpr std::chrono::seconds closing_time{5};   // for answers under way when told to stop

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

class Connection;

// What all connections of a server share.
struct Hall {
    const ServerConfig& config;
    const Handler& handler;
    asio::thread_pool& pool;
    Door door;
    ssl::context* tls;              // null: plain HTTP
    asio::steady_timer* last_call;  // ends answers that take too long once closing
    std::set<Connection*> present;
    bool closing = false;
};

// A client's bytes, through TLS or not.
class Stream {
public:
    using executor_type = beast::tcp_stream::executor_type;

    Stream(tcp::socket socket, ssl::context* context) : plain_(std::move(socket)) {
        if (context != nullptr) {
            tls_.emplace(plain_, *context);
        }
    }
    [[nodiscard]] executor_type get_executor() { return plain_.get_executor(); }
    beast::tcp_stream& plain() { return plain_; }

    // Both ends agree on their keys, at once where there is no TLS.
    template <class Then>
    void greet(Then then) {
        if (tls_) {
            tls_->async_handshake(ssl::stream_base::server, std::move(then));
        } else {
            then(Error{});
        }
    }
    template <class Buffers, class Then>
    void async_read_some(const Buffers& buffers, Then&& then) {
        if (tls_) {
            tls_->async_read_some(buffers, std::forward<Then>(then));
        } else {
            plain_.async_read_some(buffers, std::forward<Then>(then));
        }
    }
    template <class Buffers, class Then>
    void async_write_some(const Buffers& buffers, Then&& then) {
        if (tls_) {
            tls_->async_write_some(buffers, std::forward<Then>(then));
        } else {
            plain_.async_write_some(buffers, std::forward<Then>(then));
        }
    }

private:
    beast::tcp_stream plain_;
    std::optional<ssl::stream<beast::tcp_stream&>> tls_;
};

// One client: request, answer, request … Runs on the io_context's single thread; only the handler
// runs elsewhere.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Hall& hall) : stream_(std::move(socket), hall.tls), hall_(hall) {
        Error error;
        auto endpoint = stream_.plain().socket().remote_endpoint(error);
        address_ = error ? std::string() : endpoint.address().to_string();
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

    [[nodiscard]] const std::string& address() const { return address_; }

    void begin(bool welcome) {
        listening_ = true;
        stream_.plain().expires_after(hall_.config.header_deadline);
        stream_.greet([self = shared_from_this(), welcome](Error error) {
            if (!error && welcome) {
                self->wait_for_request(self->hall_.config.header_deadline);
            } else if (!error) {
                self->turn_away();
            }
        });
    }

    void wait_for_request(std::chrono::milliseconds patience) {
        if (!received_.empty()) {
            return read_head();
        }
        listening_ = true;
        stream_.plain().expires_after(patience);
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
            stream_.plain().close();
        }
    }

private:
    // A connection beyond the cap is told so.
    void turn_away() {
        answer(
            refused({503, {"同时打开的连接太多，请稍后再试", "too many connections: try later"}}),
            false, false);
    }

    void read_head() {
        listening_ = true;
        stream_.plain().expires_after(hall_.config.header_deadline);
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
        auto request = admit(*head, hall_.door);
        if (!request) {
            return refuse(request.error());
        }
        request->address = address_;
        if (request->length == 0) {
            return handle(std::move(*request), wants_to_stay(*head));
        }
        bool asks_first = find_header(request->headers, "expect") != nullptr;
        request_ = std::move(*request);
        keep_ = wants_to_stay(*head);
        asks_first ? invite_body() : read_body();
    }

    void invite_body() {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        stream_.plain().expires_after(hall_.config.write_deadline);
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
        stream_.plain().expires_after(hall_.config.header_deadline + more);
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
        stream_.plain().expires_never();
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
        head_ = wire_head(response, keep, hall_.door.secure);
        body_ = head_only || response.status == 304 ? std::string() : std::move(response.body);
        std::array<asio::const_buffer, 2> parts{asio::buffer(head_), asio::buffer(body_)};
        stream_.plain().expires_after(hall_.config.write_deadline);
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
        stream_.plain().socket().shutdown(tcp::socket::shutdown_send, ignored);
        listening_ = true;
        stream_.plain().expires_after(farewell);
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

    Stream stream_;
    Hall& hall_;
    std::string address_;
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
        : hall_{config,  handler,     pool_, {config.port, config.names, config.tls.has_value()},
                nullptr, &last_call_, {},    false},
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

    // ErrorKind::io: certificate or key cannot be read, or do not belong together.
    Result<void> secure() {
        if (!hall_.config.tls) {
            return {};
        }
        Error error;
        tls_.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                         ssl::context::no_tlsv1_1);
        tls_.use_certificate_chain_file(hall_.config.tls->certificate, error);
        if (!error) {
            tls_.use_private_key_file(hall_.config.tls->key, ssl::context::pem, error);
        }
        if (error) {
            return std::unexpected(tls_trouble(error.message()));
        }
        hall_.tls = &tls_;
        return {};
    }

    Result<void> bind() {
        Error error;
        auto address = asio::ip::make_address(hall_.config.address, error);
        if (error) {
            return fail(ErrorKind::usage, "地址“" + hall_.config.address + "”不对，应如 127.0.0.1",
                        "'" + hall_.config.address + "' is no address such as 127.0.0.1");
        }
        if (!hall_.config.tls && !address.is_loopback()) {
            return fail(ErrorKind::refused,
                        "不加密的网页只在本机提供；要让别的电脑使用，请加 --tls-cert 和 --tls-key",
                        "without TLS only this machine is served: give --tls-cert and --tls-key");
        }
        tcp::endpoint place(address, hall_.config.port);
        acceptor_.open(place.protocol(), error);
        if (!error) {
            acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
            acceptor_.bind(place, error);
        }
        if (!error) {
            acceptor_.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return std::unexpected(
                port_trouble(hall_.config.port, error == asio::error::address_in_use,
                             error == asio::error::access_denied, error.message()));
        }
        hall_.door.port = acceptor_.local_endpoint().port();
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
            on_ready(hall_.door.port);
        }
        io_.run();
        pool_.join();
    }

private:
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
            guest->begin(!full && !crowding(*guest));
            accept();
        });
    }

    // One machine elsewhere may not take all the places.
    [[nodiscard]] bool crowding(const Connection& guest) const {
        auto from_there = std::ranges::count_if(hall_.present, [&](const Connection* other) {
            return other->address() == guest.address();
        });
        return guest.address() != "127.0.0.1" &&
               static_cast<std::size_t>(from_there) > hall_.config.connections_per_address;
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
    ssl::context tls_{ssl::context::tls_server};
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
        if (auto secured = server.secure(); !secured) {
            return secured;
        }
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
