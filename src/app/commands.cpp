#include "app/commands.h"

#include "app/console.h"
#include "app/exit_code.h"

namespace luze::app {

int run(const Options& options, Instant now) {
    Console console{options, now};
    switch (options.command) {
        case Command::init:
            return run_init(console);
        case Command::demo:
            return run_demo(console);
        case Command::serve:
            return run_serve(console);
        case Command::import:
            return run_import(console);
        case Command::parameters:
            return run_parameters(console);
        case Command::parameters_set:
            return run_set_parameter(console);
        case Command::figures:
            return run_figures(console);
        case Command::faults:
            return run_faults(console);
        case Command::report:
            return run_report(console);
        case Command::prose:
            return run_prose(console);
        case Command::standing:
            return run_standing(console);
        case Command::verify:
            return run_verify(console);
        case Command::rebuild:
            return run_rebuild(console);
        case Command::pack_check:
            return run_pack_check(console);
        case Command::pack_coverage:
            return run_pack_coverage(console);
        case Command::pack_procedures:
            return run_pack_procedures(console);
        case Command::work:
            return options.work->run(console);
        case Command::none:
            break;
    }
    return exit_code(ErrorKind::usage);
}

}  // namespace luze::app
