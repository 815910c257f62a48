#include "web/serve_book.h"

#include <chrono>

#include "web/server.h"
#include "web/site_handler.h"

namespace luze::web {
namespace {

Instant now() {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace

Result<void> serve_book(const ops::Place& place, const ServeOptions& options,
                        const std::function<void(std::uint16_t port)>& on_ready) {
    ops::BookReader reader(place, options.wish, now);
    if (auto view = reader.view(); !view) {
        return std::unexpected(view.error());
    }
    ops::BookWriter writer(place, now);
    ServerConfig config;
    config.port = options.port;
    config.stop = options.stop;
    config.names = options.names;
    if (options.certificate.empty() != options.certificate_key.empty()) {
        return fail(ErrorKind::usage, "--tls-cert 和 --tls-key 要一起给",
                    "--tls-cert and --tls-key go together");
    }
    if (options.address != config.address && options.names.empty()) {
        return fail(ErrorKind::usage,
                    "请用 --host 写明别人用哪个名字或地址访问（会核对，防止被冒名的网页利用）",
                    "say by --host under which name or address others reach this machine");
    }
    if (!options.certificate.empty()) {
        config.tls = Tls{options.certificate, options.certificate_key};
    }
    config.address = options.address;
    SiteOptions site{options.language, options.demo, options.interface};
    return serve(config, site_handler(reader, writer, site), on_ready);
}

}  // namespace luze::web
