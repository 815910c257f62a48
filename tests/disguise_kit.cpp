#include "disguise_kit.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <set>

#include "headings_kit.h"

namespace luze::test {
namespace {

using exchange::Cell;
using exchange::DateShown;
using exchange::Merge;

constexpr std::string_view wide_space = "　";

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size();) {
        auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        out.emplace_back(text.substr(i, length));
        i += length;
    }
    return out;
}

// 王丽 → 王　丽; other lengths stay.
std::string padded(const std::string& name) {
    auto letters = characters(name);
    return letters.size() == 2 ? letters[0] + std::string(wide_space) + letters[1] : name;
}

std::string fresh_name(Random& random, std::set<std::string>& taken) {
    static const auto surnames = characters(
        "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华魏陶姜戚谢邹喻柏窦章苏潘葛范彭");
    static const auto given =
        characters("喆堃珺昇镕赟伟芳娜敏静磊洋艳勇杰娟涛霞刚桂英玉兰晨鑫宇轩梓涵蓉倩岚毅栋恒博远");
    for (;;) {
        std::string name = surnames[pick(random, surnames.size())];
        name += given[pick(random, given.size())];
        name += pick(random, 2) == 0 ? "" : given[pick(random, given.size())];
        if (taken.insert(name).second) {
            return name;
        }
    }
}

template <class Change>
void each_sheet(Workbooks& books, const Change& change) {
    for (Workbook& book : books) {
        for (Sheet& sheet : book.sheets) {
            change(sheet);
        }
    }
}

using Position = std::vector<std::size_t>;  // old column → new column

// The columns below one heading, together; columns count from 0.
std::vector<Position> blocks_of(const Sheet& sheet, std::size_t columns) {
    std::vector<Position> blocks;
    for (std::size_t column = 0; column < columns; ++column) {
        bool within = std::ranges::any_of(sheet.merges, [&](const Merge& merge) {
            return merge.first_row == sheet.header + 1 && merge.first_column <= column &&
                   column < merge.last_column;
        });
        if (within) {
            blocks.back().push_back(column);
        } else {
            blocks.push_back({column});
        }
    }
    return blocks;
}

void move_columns(Sheet& sheet, const Position& moved) {
    for (std::size_t row = sheet.header; row < sheet.rows.size(); ++row) {
        std::vector<Cell> cells(moved.size());
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            cells[moved[column]] = sheet.rows[row][column];
        }
        sheet.rows[row] = std::move(cells);
    }
    for (Merge& merge : sheet.merges) {
        if (merge.first_row <= sheet.header) {
            continue;
        }
        std::size_t first = moved.size();
        std::size_t last = 0;
        for (std::size_t column = merge.first_column; column <= merge.last_column; ++column) {
            first = std::min(first, moved[column - 1]);
            last = std::max(last, moved[column - 1]);
        }
        // What a merge shows stands in its first cell.
        std::size_t top = merge.first_row - 1;
        std::swap(sheet.rows[top][first], sheet.rows[top][moved[merge.first_column - 1]]);
        merge.first_column = first + 1;
        merge.last_column = last + 1;
    }
}

std::string moved_years(const std::string& text, int years) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) {
            ++end;
        }
        std::string digits = text.substr(i, end - i);
        int number = digits.size() == 4 ? std::stoi(digits) : 0;
        if (number >= 1930 && number <= 2040) {
            digits = std::to_string(number + years);
        }
        out += digits.empty() ? text.substr(i, 1) : digits;
        i = std::max(end, i + 1);
    }
    return out;
}

Date moved_date(Date date, int years) { return date.plus_years(years); }

// 2021.3.5, 2021年3月5日, 2021-03-05; nothing for other texts and for days that are none.
std::optional<Date> read_day(const std::string& text) {
    std::array<int, 3> parts{};
    int used = 0;
    for (const char* pattern : {"%4d.%2d.%2d%n", "%4d年%2d月%2d日%n", "%4d-%2d-%2d%n"}) {
        used = 0;
        if (std::sscanf(text.c_str(), pattern, parts.data(), &parts[1], &parts[2], &used) == 3 &&
            used == static_cast<int>(text.size())) {
            return Date::of(parts[0], parts[1], parts[2]);
        }
    }
    return std::nullopt;
}

std::string wide_digits(const std::string& text) {
    std::string out;
    for (char c : text) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            out += "\xEF\xBC";
            out += static_cast<char>(0x90 + (c - '0'));
        } else {
            out += c;
        }
    }
    return out;
}

Cell spelt(Date day, std::size_t way) {
    std::string y = std::to_string(day.year());
    std::string m = std::to_string(day.month());
    std::string d = std::to_string(day.day());
    switch (way) {
        case 0:
            return Cell::of_date(day);
        case 1:
            return Cell::of_text(y + "." + m + "." + d);
        case 2:
            return Cell::of_text(y + "年" + m + "月" + d + "日");
        case 3:
            return Cell::of_text(day.iso());
        case 4:
            return Cell::of_text(y + "/" + m + "/" + d);
        default:
            return Cell::of_text(wide_digits(y + "年" + m + "月" + d + "日"));
    }
}

}  // namespace

std::uint64_t announced_seed() {
    const char* given = std::getenv("LUZE_SEED");
    std::uint64_t seed =
        given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
    std::printf("LUZE_SEED=%llu\n", static_cast<unsigned long long>(seed));
    return seed;
}

std::size_t pick(Random& random, std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

std::string Renaming::operator()(const std::string& text) const {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::pair<const std::string, std::string>* best = nullptr;
        for (const auto& word : words_) {
            if (text.compare(i, word.first.size(), word.first) == 0 &&
                (best == nullptr || word.first.size() > best->first.size())) {
                best = &word;
            }
        }
        out += best == nullptr ? text.substr(i, 1) : best->second;
        i += best == nullptr ? 1 : best->first.size();
    }
    return out;
}

void rename_people(Workbooks& books, Random& random) {
    const Sheet& roster = books.front().sheets.front();
    std::size_t column = roster.column("姓名");
    std::set<std::string> taken;
    std::set<std::string> known;
    for (std::size_t row = roster.data; row < roster.rows.size(); ++row) {
        std::string name = squeezed(roster.text(row, column));
        if (!name.empty() && name != "合计") {
            known.insert(name);
            taken.insert(name);
        }
    }
    Renaming renaming;
    for (const std::string& name : known) {
        std::string other = fresh_name(random, taken);
        renaming.add(name, other);
        renaming.add(padded(name), padded(other));
    }
    each_text(books, renaming);
}

void rename_units(Workbooks& books, Random& random) {
    using Names = std::vector<std::pair<const char*, const char*>>;
    static const Names same{{"云溪区住房和园林局", "清川县水务局"},
                            {"云住园", "清水务"},
                            {"云溪区", "清川县"},
                            {"云溪", "清川"},
                            {"澜江", "桐州"}};
    static const std::vector<Names> departments{{{"办公室", "综合科"},
                                                 {"组织人事科", "人事教育科"},
                                                 {"计划财务科", "财务审计科"},
                                                 {"园林绿化科", "水土保持科"},
                                                 {"园林科", "水保科"},
                                                 {"政策法规科", "法规科"},
                                                 {"住房保障科", "河湖管理科"},
                                                 {"工程建设科", "建设与安全科"},
                                                 {"房地产市场科", "水资源科"}},
                                                {{"办公室", "党政综合办"},
                                                 {"组织人事科", "人事股"},
                                                 {"计划财务科", "计财股"},
                                                 {"园林绿化科", "种植业管理股"},
                                                 {"园林科", "种植业股"},
                                                 {"政策法规科", "政策法规股"},
                                                 {"住房保障科", "农机推广站"},
                                                 {"工程建设科", "项目办"},
                                                 {"房地产市场科", "市场信息股"}}};
    static const std::vector<Names> branches{{{"第一党支部", "机关第一支部"},
                                              {"第二党支部", "机关第二支部"},
                                              {"第三党支部", "机关第三支部"},
                                              {"第四党支部", "机关第四支部"}},
                                             {{"第一党支部", "综合党支部"},
                                              {"第二党支部", "业务党支部"},
                                              {"第三党支部", "执法党支部"},
                                              {"第四党支部", "离退休党支部"}}};
    Renaming renaming;
    for (const Names& names : {same, departments[pick(random, departments.size())],
                               branches[pick(random, branches.size())]}) {
        for (const auto& [from, to] : names) {
            renaming.add(from, to);
        }
    }
    each_text(books, renaming);
}

void rename_headings(Workbooks& books, Random& random) {
    each_sheet(books, [&](Sheet& sheet) {
        const Headings& usual = usual_headings().at(sheet.name);
        for (std::size_t row = sheet.header; row < sheet.data; ++row) {
            for (Cell& cell : sheet.rows[row]) {
                auto other = usual.find(squeezed(cell.text()));
                if (other != usual.end()) {
                    cell = Cell::of_text(other->second[pick(random, other->second.size())]);
                }
            }
        }
    });
}

void rename_files(Workbooks& books, Random& random) {
    std::size_t number = 0;
    for (Workbook& book : books) {
        ++number;
        book.file = pick(random, 2) == 0 ? "新建 XLSX 工作表 (" + std::to_string(number) + ").xlsx"
                                         : "报送材料/" + std::to_string(50 - number) + ".xlsx";
        for (Sheet& sheet : book.sheets) {
            const auto& usual = usual_tabs().at(sheet.name);
            sheet.name = usual[pick(random, usual.size())];
        }
    }
}

void shuffle_columns(Workbooks& books, Random& random) {
    each_sheet(books, [&](Sheet& sheet) {
        std::size_t columns = 0;
        for (const auto& row : sheet.rows) {
            columns = std::max(columns, row.size());
        }
        auto blocks = blocks_of(sheet, columns);
        std::ranges::shuffle(blocks, random);
        Position moved(columns);
        std::size_t next = 0;
        for (Position& block : blocks) {
            std::ranges::shuffle(block, random);
            for (std::size_t column : block) {
                moved[column] = next++;
            }
        }
        move_columns(sheet, moved);
    });
}

void move_years(Workbooks& books, int years) {
    each_text(books, [&](const std::string& text) { return moved_years(text, years); });
    each_sheet(books, [&](Sheet& sheet) {
        for (auto& row : sheet.rows) {
            for (Cell& cell : row) {
                if (auto* date = std::get_if<Date>(&cell.value)) {
                    *date = moved_date(*date, years);
                }
            }
        }
    });
}

void respell_dates(Workbooks& books, Random& random) {
    each_sheet(books, [&](Sheet& sheet) {
        for (std::size_t row = sheet.data; row < sheet.rows.size(); ++row) {
            for (Cell& cell : sheet.rows[row]) {
                bool whole = cell.as_date() != nullptr && cell.shown == DateShown::day;
                auto day = whole ? std::optional(*cell.as_date()) : read_day(cell.text());
                if (day) {
                    cell = spelt(*day, pick(random, 6));
                }
            }
        }
    });
}

void add_noise(Workbooks& books, Random& random) {
    each_sheet(books, [&](Sheet& sheet) {
        if (sheet.data == sheet.header + 1 && pick(random, 2) == 0) {
            std::size_t last = sheet.rows[sheet.header].size();
            sheet.set(sheet.header, last, "联系电话");
            sheet.set(sheet.data + 1, last, "13800000000");
        }
        std::size_t column = pick(random, 3);
        if (squeezed(sheet.text(sheet.rows.size() - 1, 0)) != "合计" && pick(random, 2) == 0) {
            sheet.rows.emplace_back();
            sheet.set(sheet.rows.size() - 1, column, pick(random, 2) == 0 ? "合　计" : "总计");
        }
        for (int i = 0; i < 3; ++i) {
            std::size_t at = sheet.data + pick(random, sheet.rows.size() - sheet.data);
            if (!sheet.joined_to_row_above(at)) {
                sheet.insert_row(at);
            }
        }
        if (pick(random, 2) == 0) {
            sheet.insert_row(sheet.header, {Cell::of_text("填表人：　　　审核人：")});
        }
    });
}

}  // namespace luze::test
