// The HTTP server: sockets, deadlines, the gate; what is answered is the handler's matter.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>

#include "base/error.h"
#include "web/http.h"

namespace luze::web {

struct ServerConfig {
    std::uint16_t port = 8090;  // on 127.0.0.1; 0 = any that is free
    std::stop_token stop;       // another way to end than SIGINT and SIGTERM
    std::size_t connections = 2'000;
    std::size_t handlers = 2;  // threads
    std::chrono::milliseconds header_deadline{10'000};
    std::chrono::milliseconds idle_deadline{30'000};
    std::chrono::milliseconds write_deadline{60'000};
};

// Serves until told to stop, then lets running answers end. `on_ready` is told the port once
// connections are taken. ErrorKind::io: the port cannot be had.
[[nodiscard]] Result<void> serve(const ServerConfig& config, const Handler& handler,
                                 const std::function<void(std::uint16_t port)>& on_ready);

}  // namespace luze::web
