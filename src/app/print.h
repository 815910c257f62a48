// Tables and progress for a terminal. Chinese characters take two columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace luze::app {

// Columns that the text takes on a terminal.
[[nodiscard]] std::size_t terminal_width(std::string_view text);

enum class Align { left, right };

struct Table {
    std::vector<std::string> headers;
    std::vector<Align> align;  // left where shorter
    std::vector<std::vector<std::string>> rows;
};
[[nodiscard]] std::string format_table(const Table& table);

// A bar on a terminal's standard error; nothing where no terminal looks on.
class Progress {
public:
    explicit Progress(std::string label);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void show(std::size_t done, std::size_t total);

private:
    std::string label_;
    bool terminal_;
    int percent_ = -1;
};

// What anybody could have put into a cell must not steer the terminal: control characters go.
[[nodiscard]] std::string harmless(std::string_view text);

}  // namespace luze::app
