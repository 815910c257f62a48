#include "app/print.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/text.h"

namespace luze::app {
namespace {

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD) ||
           (c >= 0x2018 && c <= 0x201D);
}

std::string padded(const std::string& text, std::size_t width, Align align) {
    std::size_t taken = terminal_width(text);
    std::string space(width > taken ? width - taken : 0, ' ');
    return align == Align::right ? space + text : text + space;
}

std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                 const std::vector<Align>& align) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Align side = i < align.size() ? align[i] : Align::left;
        out += (i == 0 ? "" : "  ") + padded(cells[i], widths[i], side);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

}  // namespace

std::size_t terminal_width(std::string_view text) {
    std::size_t width = 0;
    for (char32_t c : to_utf32(text)) {
        width += is_wide(c) ? 2 : 1;
    }
    return width;
}

std::string format_table(const Table& table) {
    std::vector<std::size_t> widths;
    for (const std::string& header : table.headers) {
        widths.push_back(terminal_width(header));
    }
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], terminal_width(row[i]));
        }
    }
    std::string out = line(table.headers, widths, table.align);
    std::size_t total = 2 * (widths.size() - 1);
    for (std::size_t width : widths) {
        total += width;
    }
    for (std::size_t i = 0; i < total; ++i) {
        out += "─";
    }
    out += "\n";
    for (const auto& row : table.rows) {
        out += line(row, widths, table.align);
    }
    return out;
}

Progress::Progress(std::string label) : label_(std::move(label)), terminal_(isatty(2) == 1) {}

Progress::~Progress() {
    if (terminal_ && percent_ >= 0) {
        std::fputs("\r\x1b[K", stderr);
    }
}

void Progress::show(std::size_t done, std::size_t total) {
    int percent = total == 0 ? 100 : static_cast<int>(done * 100 / total);
    if (!terminal_ || percent == percent_) {
        return;
    }
    percent_ = percent;
    std::string bar;
    for (int i = 0; i < 25; ++i) {
        bar += i * 4 < percent ? "█" : "░";
    }
    std::fprintf(stderr, "\r%s %s %3d%%", label_.c_str(), bar.c_str(), percent);
    std::fflush(stderr);
}

std::string harmless(std::string_view text) {
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        out.push_back(byte < 0x20 || byte == 0x7F ? ' ' : c);
    }
    return out;
}

}  // namespace luze::app
