#include "norms/coverage.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace luze::norms {
namespace {

using Lines = std::vector<std::string>;

bool carries(const Rows& rows, int row) { return std::ranges::find(rows, row) != rows.end(); }

std::string named(std::string_view id, std::string_view name) {
    return "`" + std::string(id) + "` " + std::string(name);
}

// A figure that stands once for each unit names it by {unit}.
std::string label_of(const Figure& figure) {
    return join(split(figure.label.zh, "{unit}"),
                figure.each == UnitKind::branch ? "某支部" : "某科室");
}

template <class Item>
Lines items(const std::vector<Item>& all, int row) {
    Lines out;
    for (const Item& item : all) {
        if (carries(item.rows, row)) {
            out.push_back(named(item.id, item.name.zh));
        }
    }
    return out;
}

Lines steps(const Pack& pack, int row) {
    Lines out = items(pack.procedures, row);
    std::ranges::move(items(pack.ladders, row), std::back_inserter(out));
    return out;
}

Lines figures(const Pack& pack, int row) {
    Lines out;
    for (const Figure& figure : pack.figures) {
        if (carries(figure.rows, row)) {
            out.push_back(named(figure.id, label_of(figure)));
        }
    }
    return out;
}

// Several rules may say the same kind of thing.
Lines faults(const Pack& pack, int row) {
    Lines out;
    for (const FaultRule& fault : pack.faults) {
        std::string line = "`" + fault.kind + "`";
        if (carries(fault.rows, row) && std::ranges::find(out, line) == out.end()) {
            out.push_back(line);
        }
    }
    return out;
}

// Sentences with the heading that they stand under, then the shortfalls that may be admitted.
Lines report(const Pack& pack, int row) {
    Lines out;
    for (const Section& section : pack.report.sections) {
        for (const Paragraph& paragraph : section.paragraphs) {
            const std::string& heading =
                paragraph.heading.empty() ? section.heading : paragraph.heading;
            for (const Sentence& sentence : paragraph.sentences) {
                if (carries(sentence.rows, row)) {
                    out.push_back(named(sentence.id, heading));
                }
            }
        }
    }
    for (const Shortfall& shortfall : pack.report.shortfalls) {
        if (carries(shortfall.rows, row)) {
            out.push_back(named(shortfall.id, "不足：" + shortfall.topic));
        }
    }
    return out;
}

struct Part {
    const char* heading;
    Lines (*of)(const Pack&, int row);
    const char* without;  // said of rows that have none; null where many rows need none
};

const std::vector<Part>& parts() {
    static const std::vector<Part> all = {
        {"Form 表单", [](const Pack& pack, int row) { return items(pack.forms, row); },
         "No form of its own"},
        {"Norm 制度", [](const Pack& pack, int row) { return items(pack.norms, row); },
         "No norm of its own"},
        {"Duty 职责", [](const Pack& pack, int row) { return items(pack.duties, row); },
         "Owes nothing by itself: what happens is recorded and counted, but no window is missed"},
        {"Procedure, ladder 程序、阶梯", steps, nullptr},
        {"Figure 数字", figures, "No figure"},
        {"Fault 问题", faults, nullptr},
        {"Report 报告", report, "Not in the report"},
    };
    return all;
}

// One line of the table. A | in a text would end its cell.
std::string table_line(const Lines& cells) {
    std::string out = "|";
    for (std::string cell : cells) {
        std::ranges::replace(cell, '|', '/');
        out += " " + (cell.empty() ? "–" : cell) + " |";
    }
    return out + "\n";
}

std::string row_line(const Pack& pack, const SystemRow& row) {
    Lines cells{std::to_string(row.number), row.what.zh + "<br>" + row.what.en};
    for (const Part& part : parts()) {
        cells.push_back(join(part.of(pack, row.number), "<br>"));
    }
    return table_line(cells);
}

std::string lacking(const Pack& pack) {
    std::string out;
    for (const Part& part : parts()) {
        Lines rows;
        for (const SystemRow& row : pack.system) {
            if (part.without != nullptr && part.of(pack, row.number).empty()) {
                rows.push_back("  - " + std::to_string(row.number) + " " + row.what.zh + "\n");
            }
        }
        if (!rows.empty()) {
            out += "- " + std::string(part.without) + " (" + std::to_string(rows.size()) + " of " +
                   std::to_string(pack.system.size()) + "):\n" + join(rows, "");
        }
    }
    return out.empty() ? "Nothing.\n" : out;
}

}  // namespace

std::string coverage_page(const Pack& pack, std::string_view command) {
    std::string out = "# Coverage: " + pack.name.en + "\n\n";
    out += pack.name.zh + " (`" + pack.id + "` " + pack.version + ")\n\n";
    out +=
        "For each row of the system, the parts of the pack that carry it. Made from the pack with "
        "`" +
        std::string(command) +
        "`; do not edit by hand. For every row, the test `rows` records the row's example and sees "
        "figure, standing and report sentence change, and change back on its correction.\n\n";
    Lines headings{"No.", "Row 事项"};
    Lines rule{"-", "-"};
    for (const Part& part : parts()) {
        headings.emplace_back(part.heading);
        rule.emplace_back("-");
    }
    out += table_line(headings) + table_line(rule);
    for (const SystemRow& row : pack.system) {
        out += row_line(pack, row);
    }
    return out + "\n## What rows lack\n\n" + lacking(pack);
}

}  // namespace luze::norms
