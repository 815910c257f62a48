// Commands that make, fill and check books.
#include <fmt/format.h>

#include <memory>
#include <span>
#include <string_view>

#include "app/at_work.h"
#include "app/console.h"
#include "app/exit_code.h"
#include "app/print.h"
#include "base/embedded.h"
#include "ops/first_accounts.h"
#include "ops/import_workbooks.h"
#include "ops/init_book.h"
#include "ops/verify_book.h"

namespace luze::app {

std::span<const EmbeddedFile> embedded_files();  // the folder packs/ (src/CMakeLists.txt)

namespace {

constexpr std::string_view usual_pack = "zhuti-zeren/";
constexpr std::size_t most_problems = 200;  // printed; --json has all

ops::PackFiles built_in_pack() {
    ops::PackFiles files;
    for (const EmbeddedFile& file : embedded_files()) {
        if (file.name.starts_with(usual_pack)) {
            files.emplace(file.name.substr(usual_pack.size()), file.bytes);
        }
    }
    return files;
}

Result<ops::NewBook> new_book(const Console& console) {
    ops::NewBook wanted{console.options.name, built_in_pack(), console.actor()};
    if (!console.options.pack.empty()) {
        auto files = ops::pack_folder(console.options.pack);
        if (!files) {
            return std::unexpected(files.error());
        }
        wanted.pack = std::move(*files);
    }
    return wanted;
}

std::string sheet_line(const Console& console, const exchange::FileSummary& file,
                       const exchange::SheetSummary& sheet) {
    std::string name = harmless(file.name) + " / " + harmless(sheet.sheet);
    if (sheet.passed_over) {
        return "  – " + name + "：" + harmless(console.say(*sheet.passed_over)) + "\n";
    }
    return fmt::format(
        fmt::runtime(console.say(
            "  ✓ {}：{}，{} 行（新记 {}，更正 {}，未变 {}，重复 {}，暂存待改 {}）\n",
            "  ✓ {}: {}, {} rows ({} new, {} corrected, {} unchanged, {} repeated, {} held)\n")),
        name, console.say(sheet.form_name), sheet.rows, sheet.fresh, sheet.corrected,
        sheet.unchanged, sheet.duplicates, sheet.held);
}

void print_files(const Console& console, const exchange::ImportPlan& plan) {
    for (const exchange::FileSummary& file : plan.files) {
        if (file.passed_over) {
            console.print("  – " + harmless(file.name) + "：" +
                          harmless(console.say(*file.passed_over)) + "\n");
        }
        for (const exchange::SheetSummary& sheet : file.sheets) {
            console.print(sheet_line(console, file, sheet));
        }
    }
}

void print_problems(const Console& console, const exchange::ImportPlan& plan) {
    if (plan.problems.empty()) {
        return;
    }
    console.print(console.say("\n需要看一看的行（在原表里改好，再导入一次）：\n",
                              "\nRows to look at (mend them in the workbook and import again):\n"));
    std::size_t shown = 0;
    for (const exchange::RowProblem& problem : plan.problems) {
        if (++shown > most_problems) {
            console.print(
                fmt::format(fmt::runtime(console.say("  …… 另有 {} 条，可用 --json 看全部\n",
                                                     "  … and {} more: see --json\n")),
                            plan.problems.size() - most_problems));
            return;
        }
        std::string cell = problem.cell.empty() ? "" : " " + problem.cell;
        std::string column = problem.column.empty() ? "" : "（" + harmless(problem.column) + "）";
        console.print(fmt::format(
            fmt::runtime(console.say("  {} / {} 第{}行{}{}：{}\n", "  {} / {} row {}{}{}: {}\n")),
            harmless(problem.source.file), harmless(problem.source.sheet), problem.source.row, cell,
            column, harmless(console.say(problem.what))));
    }
}

void print_vanished(const Console& console, const exchange::ImportPlan& plan) {
    if (plan.vanished.empty()) {
        return;
    }
    console.print(
        console.say("\n原表里不再有的行（不会自动撤回）：\n",
                    "\nRows that are no longer in the sheet (never withdrawn by itself):\n"));
    for (const exchange::Vanished& gone : plan.vanished) {
        console.print(fmt::format("  {} / {} {}（#{}）\n", harmless(gone.source.file),
                                  harmless(gone.source.sheet), gone.source.row, gone.record.value));
    }
}

int print_faults(const Console& console, const std::vector<norms::PackFault>& faults) {
    for (const auto& fault : faults) {
        console.print(fmt::format("{}:{}: {}\n", harmless(fault.file), fault.line,
                                  harmless(console.say(fault.what))));
    }
    console.print(
        fmt::format(fmt::runtime(console.say("共 {} 处错误。\n", "{} faults.\n")), faults.size()));
    return exit_found;
}

}  // namespace

int make_book(const Console& console) {
    auto wanted = new_book(console);
    if (!wanted) {
        return console.report(wanted.error());
    }
    auto made = ops::init_book(console.place(), *wanted, console.now);
    return made ? exit_done : console.report(made.error());
}

int run_init(const Console& console) {
    if (int code = make_book(console); code != exit_done) {
        return code;
    }
    auto desk = open_desk(console);
    auto asker = desk ? asker_of(console, **desk) : std::unexpected(desk.error());
    auto made =
        asker ? ops::first_accounts(**desk, *asker, console.now) : std::unexpected(asker.error());
    if (!made) {
        return console.report(made.error());
    }
    const std::string where = console.place().shown();
    console.print(fmt::format(
        fmt::runtime(console.say(
            "账本已建在 {0}，并为三员（系统、安全、审计管理员）和办公室各设了一个账号。\n"
            "下一步：luze serve --data {0} ，按它打印的一次性链接各设口令，其余在网页里办；\n"
            "要在命令行导入台账：luze import 目录 --data {0}\n",
            "The book is in {0}, with accounts for the three administrators and the office.\n"
            "Next: luze serve --data {0} and set a password by each of the links that it prints;\n"
            "the rest is done in the browser, or: luze import FOLDER --data {0}\n")),
        where));
    return exit_done;
}

int run_import(const Console& console) {
    auto site = console.options.dry_run ? console.open_to_read() : console.open_to_write();
    if (!site) {
        return console.report(site.error());
    }
    auto reading = std::make_unique<Progress>(console.say("读取", "reading"));
    auto writing = std::make_unique<Progress>(console.say("记账", "recording"));
    auto outcome = ops::import_workbooks(
        *site, {console.options.paths, console.options.dry_run, console.actor(), console.now,
                [&](std::size_t done, std::size_t total) { reading->show(done, total); },
                [&](std::size_t done, std::size_t total) { writing->show(done, total); }});
    reading.reset();
    writing.reset();
    if (!outcome) {
        return console.report(outcome.error());
    }
    if (console.options.json) {
        console.print(canonical(ops::import_json(*outcome, console.options.language)) + "\n");
        return exit_done;
    }
    print_files(console, outcome->plan);
    print_problems(console, outcome->plan);
    print_vanished(console, outcome->plan);
    std::string end =
        console.options.dry_run
            ? console.say("\n试导入：没有记账。\n", "\nDry run: nothing was recorded.\n")
        : outcome->written == 0
            ? console.say("\n没有变化，没有记账。\n", "\nNothing changed.\n")
            : fmt::format(
                  fmt::runtime(console.say("\n已记账 {} 条。\n", "\n{} entries recorded.\n")),
                  outcome->written);
    console.print(end);
    return exit_done;
}

int run_verify(const Console& console) {
    Progress progress(console.say("核验", "verifying"));
    auto report = ops::verify_book(
        console.place(), {console.options.checkpoint, [&](std::int64_t done, std::int64_t total) {
                              progress.show(static_cast<std::size_t>(done),
                                            static_cast<std::size_t>(total));
                          }});
    if (!report) {
        return console.report(report.error());
    }
    if (console.options.json) {
        console.print(canonical(ops::verify_json(*report, console.options.language)) + "\n");
        return report->sound() ? exit_done : exit_found;
    }
    if (report->sound()) {
        console.print(fmt::format(
            fmt::runtime(console.say("账目完好：{} 条，{} 个检查点，{} 份佐证，树根 {}\n",
                                     "The books are sound: {} entries, {} checkpoints, {} pieces "
                                     "of evidence, root {}\n")),
            report->entries, report->checkpoints, report->evidence, report->root.hex()));
        return exit_done;
    }
    for (const auto& fault : report->faults) {
        console.print("✕ " + harmless(console.say(fault.message)) + "\n");
    }
    console.print(
        fmt::format(fmt::runtime(console.say("账目有 {} 处不符。\n", "{} things do not agree.\n")),
                    report->fault_count));
    return exit_found;
}

int run_rebuild(const Console& console) {
    auto site = console.open_to_write();
    if (!site) {
        return console.report(site.error());
    }
    auto rows = ops::rebuild_views(*site);
    if (!rows) {
        return console.report(rows.error());
    }
    console.print(fmt::format(
        fmt::runtime(console.say("视图已重建：{} 条记录\n", "Views rebuilt: {} records\n")),
        *rows));
    return exit_done;
}

int run_pack_check(const Console& console) {
    auto files = ops::pack_folder(console.options.paths.front());
    if (!files) {
        return console.report(files.error());
    }
    ops::PackReport report = ops::check_pack(*files);
    if (!report.faults.empty()) {
        return print_faults(console, report.faults);
    }
    console.print(fmt::format(
        fmt::runtime(console.say("规则包 {} {} 无误：{} 种台账，{} 项职责，{} 个数字。\n",
                                 "Pack {} {} is sound: {} forms, {} duties, {} figures.\n")),
        report.id, report.version, report.forms, report.duties, report.figures));
    return exit_done;
}

namespace {

// A page made from a pack's folder.
template <class Made>
int print_pack_page(const Console& console, Made made) {
    const std::string& folder = console.options.paths.front();
    auto files = ops::pack_folder(folder);
    if (!files) {
        return console.report(files.error());
    }
    auto page = made(*files, folder);
    if (!page) {
        return print_faults(console, page.error());
    }
    console.print(*page);
    return exit_done;
}

}  // namespace

int run_pack_coverage(const Console& console) {
    return print_pack_page(console, ops::pack_coverage);
}

int run_pack_procedures(const Console& console) {
    return print_pack_page(console, ops::pack_procedures);
}

}  // namespace luze::app
