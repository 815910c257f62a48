// Rows per second from a workbook into the books: reading, planning, entries, views, commits;
// beside reading the same workbook and inserting its rows into SQLite in the same batches.
#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "exchange/sheet_writer.h"
#include "exchange/workbook.h"
#include "kit.h"
#include "ops/check_pack.h"
#include "ops/import_workbooks.h"
#include "ops/init_book.h"

namespace luze::bench {
namespace {

using exchange::SheetTable;
using exchange::TableCell;

constexpr int rows_per_person = 50;
constexpr Instant now{1'640'000'000'000};

Date day_of_year(std::uint64_t number) {
    return Date::first_of(2021, 1) + static_cast<int>(number);
}

std::string name_of(std::size_t person) {
    // Two characters behind a family name; a thousand of them, then a number.
    static const std::vector<std::string> first{"安", "博", "晨", "达", "恩", "帆", "光", "海",
                                                "嘉", "凯", "岚", "明", "宁", "平", "清", "睿"};
    std::size_t high = person / first.size();
    return "赵" + first[person % first.size()] + first[high % first.size()] +
           (high < first.size() ? "" : first[(high / first.size()) % first.size()]);
}

std::string branch_of(std::size_t person) {
    return "第" + std::to_string(person / 25 + 1) + "党支部";
}

SheetTable roster(std::size_t people) {
    SheetTable table{.name = "人员名册",
                     .title = "人员名册",
                     .headers = {"序号", "姓名", "科室", "政治面貌", "所属党支部"}};
    for (std::size_t i = 0; i < people; ++i) {
        table.rows.push_back({static_cast<std::int64_t>(i + 1), name_of(i),
                              "第" + std::to_string(i / 20 + 1) + "科", std::string("中共党员"),
                              branch_of(i)});
    }
    return table;
}

// Of a hundred rows one names nobody and one has a day that is none.
SheetTable services(std::size_t rows, std::size_t people, std::mt19937_64& random) {
    SheetTable table{
        .name = "志愿服务台账",
        .title = "2021年度党员志愿服务台账",
        .headers = {"序号", "姓名", "支部", "日期", "服务项目", "时长（小时）", "地点"}};
    for (std::size_t i = 0; i < rows; ++i) {
        std::size_t person = below(random, people);
        bool nobody = below(random, 100) == 0;
        bool no_day = below(random, 100) == 0;
        TableCell name = nobody ? TableCell{} : TableCell{name_of(person)};
        TableCell day = no_day ? TableCell{std::string("2021.11.31")}
                               : TableCell{day_of_year(below(random, 365))};
        table.rows.push_back({static_cast<std::int64_t>(i + 1), std::move(name), branch_of(person),
                              std::move(day), "第" + std::to_string(i) + "次社区志愿服务",
                              static_cast<std::int64_t>(below(random, 4) + 1),
                              "社区" + std::to_string(below(random, 40))});
    }
    return table;
}

struct Ledgers {
    Ledgers(std::size_t rows, std::mt19937_64& random, const std::filesystem::path& folder)
        : people(std::clamp<std::size_t>(rows / rows_per_person, 20, 2'000)) {
        SheetTable tables[] = {roster(people), services(rows, people, random)};
        file = folder / "ledgers.xlsx";
        bytes = *must(exchange::write_workbook(tables, day_of_year(364)));
        must(ops::write_file(file, bytes));
        // The next year's clerk mends every fiftieth place.
        for (std::size_t i = 0; i < rows; i += 50) {
            tables[1].rows[i].back() = std::string("改在广场");
        }
        mended = folder / "mended" / "ledgers.xlsx";
        must(ops::write_file(mended, *must(exchange::write_workbook(tables, day_of_year(364)))));
    }
    std::size_t people;
    std::filesystem::path file;
    std::filesystem::path mended;
    std::string bytes;
};

void import(ops::Site& site, const std::filesystem::path& file) {
    ops::ImportWish wish;
    wish.paths = {file.string()};
    wish.actor = "bench";
    wish.now = now;
    must(ops::import_workbooks(site, wish));
}

void bare(const std::filesystem::path& place, const std::string& bytes) {
    BareSqlite database((place / "bare.db").string());
    database.run(
        "CREATE TABLE line (id integer PRIMARY KEY, sheet text, number integer, cells text)");
    database.prepare("INSERT INTO line (sheet, number, cells) VALUES (?, ?, ?)");
    auto grids = must(exchange::read_workbook(bytes));
    std::size_t waiting = 0;
    database.run("BEGIN IMMEDIATE");
    for (const exchange::Grid& grid : *grids) {
        for (std::size_t row = 1; row <= grid.row_count(); ++row) {
            std::string cells;
            for (std::size_t column = 1; column <= grid.column_count(); ++column) {
                cells += grid.at(row, column).text() + "\t";
            }
            database.bind(1, grid.sheet);
            database.bind(2, static_cast<std::int64_t>(row));
            database.bind(3, cells);
            database.step();
            if (++waiting % limits::import_batch == 0) {
                database.run("COMMIT");
                database.run("BEGIN IMMEDIATE");
            }
        }
    }
    database.run("COMMIT");
}

void measure(std::size_t rows, int rounds, std::mt19937_64& random, const ops::PackFiles& pack) {
    Rounds reading;
    Rounds first;
    Rounds again;
    Rounds mended;
    Rounds peer;
    for (int round = 0; round < rounds; ++round) {
        Scratch scratch("import");
        Ledgers ledgers(rows, random, scratch.path());
        peer.time([&] { bare(scratch.path(), ledgers.bytes); });
        ops::Place place{(scratch.path() / "data").string(), "main"};
        must(ops::init_book(place, {"某局", pack, "bench"}, now));
        auto site = must(ops::Site::open_to_write(place));
        first.time([&] { import(*site, ledgers.file); });
        again.time([&] { import(*site, ledgers.file); });
        mended.time([&] { import(*site, ledgers.mended); });
        reading.time([&] { must(exchange::read_workbook(ledgers.bytes)); });
    }
    auto line = [&](const char* what, const Rounds& taken) {
        double count = static_cast<double>(rows);
        print_row({number(count) + " rows: " + what, number(taken.wall() * 1e3),
                   number(count / taken.wall()), number(count / taken.cpu()),
                   times(taken.cpu() / peer.cpu())});
    };
    line("bare read + SQLite", peer);
    line("of that, reading", reading);
    line("first import", first);
    line("the same again", again);
    line("again, every 50th mended", mended);
}

}  // namespace
}  // namespace luze::bench

int main(int argc, char** argv) {
    using namespace luze;
    auto random = bench::seeded(argc, argv);
    bench::print_machine("Import of a workbook");
    bench::print_row({"", "ms", "rows/s", "rows/s of cpu", "cpu : bare"});
    auto pack = bench::must(ops::pack_folder(std::string(LUZE_SOURCE_DIR) + "/packs/zhuti-zeren"));
    for (auto [rows, rounds] : {std::pair{1'000, 5}, {10'000, 3}, {50'000, 1}}) {
        bench::measure(static_cast<std::size_t>(rows), rounds, random, *pack);
    }
    return 0;
}
