#include <string>
#include <string_view>

#include "exchange/sheet_writer.h"

namespace luze::exchange {
namespace {

void csv_field(std::string& out, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == field.npos) {
        out += field;
        return;
    }
    out += '"';
    for (char c : field) {
        out += c == '"' ? "\"\"" : std::string_view(&c, 1);
    }
    out += '"';
}

std::string csv_text(std::string_view text) {
    std::size_t first = text.find_first_not_of('\'');
    bool formula = first != text.npos &&
                   std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
    return (formula ? "'" : "") + std::string(text);
}

std::string csv_cell(const TableCell& cell) {
    if (const auto* words = std::get_if<std::string>(&cell)) {
        return csv_text(*words);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*whole);
    }
    if (const auto* decimal = std::get_if<Decimal>(&cell)) {
        return decimal->text();
    }
    const auto* day = std::get_if<Date>(&cell);
    return day ? day->iso() : "";
}

}  // namespace

std::string write_csv(const SheetTable& table) {
    std::string out = "\xEF\xBB\xBF";
    auto line = [&](const auto& cells, auto text_of) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i == 0 ? "" : ",";
            csv_field(out, text_of(cells[i]));
        }
        out += "\r\n";
    };
    if (!table.headers.empty()) {
        line(table.headers, csv_text);
    }
    for (const auto& row : table.rows) {
        line(row, csv_cell);
    }
    return out;
}

}  // namespace luze::exchange
