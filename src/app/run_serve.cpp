// The sample year from nothing, and the pages.
#include <fmt/format.h>

#include <cstdio>

#include "app/at_work.h"
#include "app/exit_code.h"
#include "ops/demo_accounts.h"
#include "web/serve_book.h"

namespace luze::app {
namespace {

// In both languages: whoever starts it and whoever looks may be two people.
void print_links(const Console& console, const std::string& site) {
    const auto links = ops::kept_links(console.place());
    if (links.empty()) {
        return;
    }
    console.print(
        fmt::format("一次性设置链接（各设一个口令；用到之前存在 {0}）：\n"
                    "One-time set-up links (set a password by each; until used they are "
                    "kept in {0}):\n",
                    ops::link_file(console.place()).string()));
    for (const ops::SetUpLink& link : links) {
        console.print(
            fmt::format("  {:<10} {}/setup/{}  {}\n", link.account, site, link.secret, link.role));
    }
}

Result<void> make_demo_accounts(const Console& console) {
    auto desk = open_desk(console);
    if (!desk) {
        return std::unexpected(desk.error());
    }
    auto asker = asker_of(console, **desk);
    auto links =
        asker ? ops::demo_accounts(**desk, *asker, console.now) : std::unexpected(asker.error());
    auto signed_off = links ? (*desk)->site().sign() : std::unexpected(links.error());
    return signed_off ? Result<void>{} : std::unexpected(signed_off.error());
}

int serve(const Console& console, bool demo) {
    const Options& options = console.options;
    web::ServeOptions wish;
    wish.port = static_cast<std::uint16_t>(options.port);
    wish.wish = {options.as_of, options.year, options.known_at};
    wish.language = options.language;
    wish.demo = demo;
    wish.address = options.listen;
    wish.certificate = options.certificate;
    wish.certificate_key = options.certificate_key;
    wish.names = options.hosts;
    const std::string scheme = options.certificate.empty() ? "http" : "https";
    const std::string host = options.hosts.empty() ? "127.0.0.1" : options.hosts.front();
    wish.interface = options.interface;
    auto served = web::serve_book(console.place(), wish, [&](std::uint16_t port) {
        console.print(
            fmt::format(fmt::runtime(console.say("请用浏览器打开 {}://{}:{}/ （按 Ctrl+C 结束）\n",
                                                 "Open {}://{}:{}/ in a browser (Ctrl+C ends)\n")),
                        scheme, host, port));
        print_links(console, fmt::format("{}://{}:{}", scheme, host, port));
        std::fflush(stdout);
    });
    return served ? exit_done : console.report(served.error());
}

}  // namespace

int run_serve(const Console& console) { return serve(console, false); }

int run_demo(const Console& console) {
    Options options = console.options;
    Console demo{options, console.now};
    auto site = demo.open_to_read();
    if (!site && site.error().kind != ErrorKind::missing) {
        return demo.report(site.error());
    }
    if (!site) {
        if (int code = make_book(demo); code != exit_done) {
            return code;
        }
    }
    options.paths = {options.samples};
    for (auto step : {run_import, run_standing, run_report}) {
        if (int code = step(demo); code != exit_done) {
            return code;
        }
        demo.print("\n");
    }
    if (auto made = make_demo_accounts(demo); !made) {
        return demo.report(made.error());
    }
    return options.once ? exit_done : serve(demo, true);
}

}  // namespace luze::app
