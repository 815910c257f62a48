// The HTTP server: sockets, deadlines, the gate; what is answered is the handler's matter.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/error.h"
#include "web/http.h"

namespace luze::web {

// PEM files.
struct Tls {
    std::string certificate;  // and its chain
    std::string key;
};

struct ServerConfig {
    std::uint16_t port = 8090;          // 0 = any that is free
    std::string address = "127.0.0.1";  // others only over TLS
    std::vector<std::string> names;     // by which others know this machine
    std::optional<Tls> tls;
    std::stop_token stop;  // another way to end than SIGINT and SIGTERM
    std::size_t connections = 2'000;
    std::size_t connections_per_address = 100;  // of another machine
    std::size_t handlers = 6;                   // threads; at most four of them over passwords
    std::chrono::milliseconds header_deadline{10'000};
    std::chrono::milliseconds idle_deadline{30'000};
    std::chrono::milliseconds write_deadline{60'000};
};

// Serves until told to stop, then lets running answers end. `on_ready` is told the port once
// connections are taken. ErrorKind: io (the port cannot be had, the certificate not be read),
// refused (another address without TLS).
[[nodiscard]] Result<void> serve(const ServerConfig& config, const Handler& handler,
                                 const std::function<void(std::uint16_t port)>& on_ready);

}  // namespace luze::web
