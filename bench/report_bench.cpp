// The annual report of the sample year: composed, and written as .docx and .pdf; beside LibreOffice
// turning the same .docx into a PDF.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "kit.h"
#include "ops/check_pack.h"
#include "ops/import_workbooks.h"
#include "ops/init_book.h"
#include "ops/write_report.h"
#include "report/docx.h"
#include "report/pdf.h"

namespace luze::bench {
namespace {

constexpr int rounds = 9;
constexpr int office_rounds = 3;
constexpr Instant now{1'640'000'000'000};

std::shared_ptr<const ops::Snapshot> sample_year(const std::filesystem::path& folder) {
    const std::string source = LUZE_SOURCE_DIR;
    auto pack = must(ops::pack_folder(source + "/packs/zhuti-zeren"));
    ops::Place place{folder.string(), "main"};
    must(ops::init_book(place, {"某局", *pack, "bench"}, now));
    auto site = must(ops::Site::open_to_write(place));
    ops::ImportWish wish;
    wish.paths = {source + "/samples/yunxi-2021"};
    wish.actor = "bench";
    wish.now = now;
    must(ops::import_workbooks(*site, wish));
    Rounds folding;
    Rounds judging;
    std::shared_ptr<const ops::Snapshot> snapshot;
    ops::Moment moment{Date::first_of(2022, 1) + 20, Date::first_of(2022, 1) - 1, 2021};
    for (int i = 0; i < rounds; ++i) {
        std::optional<Book> book;
        folding.time([&] { book = *must(site->fold()); });
        judging.time([&] { snapshot = *must(ops::Snapshot::of(std::move(*book), moment)); });
    }
    print_row(
        {"fold the entries", number(folding.wall() * 1e3, 1), number(folding.cpu() * 1e3, 1)});
    print_row({"standing and figures of two years", number(judging.wall() * 1e3, 1),
               number(judging.cpu() * 1e3, 1)});
    return snapshot;
}

void measure() {
    Scratch scratch("report");
    auto snapshot = sample_year(scratch.path() / "data");
    report::Document document;
    Rounds composing;
    Rounds docx;
    Rounds pdf;
    Rounds office;
    std::string bytes;
    const std::filesystem::path file = scratch.path() / "report.docx";
    for (int i = 0; i < rounds; ++i) {
        composing.time(
            [&] { document = ops::report_document(*snapshot, "", Scope::open_records()); });
        docx.time([&] { bytes = *must(report::write_docx(document)); });
        pdf.time([&] { must(report::write_pdf(document)); });
    }
    must(ops::write_file(file, bytes));
    const std::string command = "libreoffice --headless -env:UserInstallation=file://" +
                                (scratch.path() / "profile").string() +
                                " --convert-to pdf --outdir " + scratch.path().string() + " " +
                                file.string() + " >/dev/null 2>&1";
    bool installed = std::system(command.c_str()) == 0;  // the first one makes its profile
    for (int i = 0; installed && i < office_rounds; ++i) {
        office.time([&] { installed = std::system(command.c_str()) == 0; });
    }
    auto line = [&](const char* what, const Rounds& taken) {
        print_row({what, number(taken.wall() * 1e3, 1), number(taken.cpu() * 1e3, 1),
                   installed ? times(office.cpu() / taken.cpu()) : "-"});
    };
    line("compose", composing);
    line("write .docx", docx);
    line("write .pdf", pdf);
    if (installed) {
        line("libreoffice: .docx to .pdf, warm", office);
    } else {
        print_row({"libreoffice is not here: nothing to compare with"});
    }
}

}  // namespace
}  // namespace luze::bench

int main() {
    luze::bench::print_machine("Annual report of the sample year");
    luze::bench::print_row({"", "ms", "ms of cpu", "libreoffice : it"});
    luze::bench::measure();
    return 0;
}
