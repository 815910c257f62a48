// The sample year from nothing, and the pages.
#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "app/console.h"
#include "app/exit_code.h"
#include "ops/init_book.h"

namespace luze::app {
namespace {

// DECISIONS 32: the sample opens as of the last day of its year.
Options demo_options(const Console& console) {
    Options options = console.options;
    return options;
}

}  // namespace

int run_demo(const Console& console) {
    Options options = demo_options(console);
    Console demo{options, console.now};
    if (auto site = demo.open_to_read(); !site) {
        if (site.error().kind != ErrorKind::missing) {
            return demo.report(site.error());
        }
        if (int code = run_init(demo); code != exit_done) {
            return code;
        }
    }
    options.paths = {options.samples};
    if (int code = run_import(demo); code != exit_done) {
        return code;
    }
    demo.print("\n");
    if (int code = run_standing(demo); code != exit_done) {
        return code;
    }
    demo.print(demo.say("\n年度报告：\n", "\nThe annual report:\n"));
    if (int code = run_report(demo); code != exit_done) {
        return code;
    }
    return options.once ? exit_done : run_serve(demo);
}

int run_serve(const Console& console) { return console.options.port == 0 ? 0 : 0; }

}  // namespace luze::app
