// The sample year from nothing, and the pages.
#include <fmt/format.h>

#include <cstdio>

#include "app/console.h"
#include "app/exit_code.h"
#include "web/serve_book.h"

namespace luze::app {
namespace {

int serve(const Console& console, bool demo) {
    const Options& options = console.options;
    web::ServeOptions wish;
    wish.port = static_cast<std::uint16_t>(options.port);
    wish.wish = {options.as_of, options.year, options.known_at};
    wish.language = options.language;
    wish.demo = demo;
    auto served = web::serve_book(console.place(), wish, [&](std::uint16_t port) {
        console.print(fmt::format(
            fmt::runtime(console.say("请用浏览器打开 http://127.0.0.1:{}/ （按 Ctrl+C 结束）\n",
                                     "Open http://127.0.0.1:{}/ in a browser (Ctrl+C ends)\n")),
            port));
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
        if (int code = run_init(demo); code != exit_done) {
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
    return options.once ? exit_done : serve(demo, true);
}

}  // namespace luze::app
