// What the commands share: opening a book, asking about it, answering in the user's language.
#pragma once

#include <memory>
#include <string>

#include "app/command_line.h"
#include "base/date.h"
#include "ops/site.h"

namespace luze::app {

struct Console {
    const Options& options;
    Instant now;

    [[nodiscard]] ops::Place place() const { return {options.data, options.book}; }
    [[nodiscard]] Date today() const;
    [[nodiscard]] ops::Question question() const;
    [[nodiscard]] Result<ops::Site> open_to_read() const {
        return ops::Site::open_to_read(place());
    }
    [[nodiscard]] Result<ops::Site> open_to_write() const {
        return ops::Site::open_to_write(place());
    }
    [[nodiscard]] Result<std::shared_ptr<const ops::Snapshot>> look() const;
    // ErrorKind missing: the year was asked for by name, and the book holds none of its ledgers.
    [[nodiscard]] Result<void> check_year(const ops::Snapshot& snapshot) const;
    // look() and check_year().
    [[nodiscard]] Result<std::shared_ptr<const ops::Snapshot>> look_at_year() const;
    // Who is recorded as the author of entries made from here: the system's user name.
    [[nodiscard]] std::string actor() const;

    [[nodiscard]] const std::string& say(const Phrase& phrase) const {
        return phrase.in(options.language);
    }
    [[nodiscard]] std::string say(const char* zh, const char* en) const {
        return options.language == Language::zh ? zh : en;
    }
    void print(const std::string& text) const;
    // To stderr; the exit code of its kind.
    [[nodiscard]] int report(const Error& error) const;
};

// One function per command; each returns the exit code.
int make_book(const Console& console);  // init without its accounts; the demo has others
int run_init(const Console& console);
int run_demo(const Console& console);
int run_serve(const Console& console);
int run_import(const Console& console);
int run_parameters(const Console& console);
int run_set_parameter(const Console& console);
int run_figures(const Console& console);
int run_faults(const Console& console);
int run_report(const Console& console);
int run_prose(const Console& console);
int run_standing(const Console& console);
int run_verify(const Console& console);
int run_rebuild(const Console& console);
int run_pack_check(const Console& console);
int run_pack_coverage(const Console& console);
int run_pack_procedures(const Console& console);

}  // namespace luze::app
