// Named SQL and the values that go in and out of it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace luze::store {

enum class Engine { sqlite, postgresql };

// A statement under the name that timings and errors carry. Parameters are written :name and
// given in the order in which the names first appear; a name used twice is given once.
struct Statement {
    std::string_view name;             // unique in the program: "entry.insert"
    std::string_view sql;              // what both engines understand
    std::string_view postgresql = {};  // instead of `sql` there, where they differ

    [[nodiscard]] std::string_view text(Engine engine) const {
        return engine == Engine::postgresql && !postgresql.empty() ? postgresql : sql;
    }
};

enum class CellType { integer, text };

// One value on its way to or from the database.
struct Cell {
    CellType type = CellType::text;
    bool null = true;
    long long integer = 0;
    std::string text;

    Cell() = default;
    Cell(std::nullopt_t) {}
    template <std::integral T>
    Cell(T value) : type(CellType::integer), null(false), integer(static_cast<long long>(value)) {}
    Cell(std::string value) : null(false), text(std::move(value)) {}
    Cell(std::string_view value) : null(false), text(value) {}
    Cell(const char* value) : null(false), text(value) {}
    template <class T>
    Cell(const std::optional<T>& value) : Cell(value ? Cell(*value) : Cell(std::nullopt)) {}
};

// Rows for one insert statement, each as wide as the statement has parameters.
class Rows {
public:
    template <class... T>
    void add(T&&... values) {
        width_ = sizeof...(T);
        (cells_.emplace_back(std::forward<T>(values)), ...);
    }
    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::size_t size() const { return width_ == 0 ? 0 : cells_.size() / width_; }
    [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }

private:
    std::size_t width_ = 0;
    std::vector<Cell> cells_;
};

// How a row's member is read. std::int64_t and std::string take NULL as 0 and ""; an optional
// keeps it.
template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
    static constexpr CellType type = CellType::integer;
    static std::int64_t take(Cell& cell) { return cell.null ? 0 : cell.integer; }
};

template <>
struct Column<std::string> {
    static constexpr CellType type = CellType::text;
    static std::string take(Cell& cell) { return cell.null ? std::string() : std::move(cell.text); }
};

template <class T>
struct Column<std::optional<T>> {
    static constexpr CellType type = Column<T>::type;
    static std::optional<T> take(Cell& cell) {
        return cell.null ? std::nullopt : std::optional<T>(Column<T>::take(cell));
    }
};

// A row is a std::tuple of the types above.
template <class Row>
struct RowShape;

template <class... T>
struct RowShape<std::tuple<T...>> {
    static std::vector<Cell> cells() {
        std::vector<Cell> result(sizeof...(T));
        std::size_t i = 0;
        ((result[i++].type = Column<T>::type), ...);
        return result;
    }
    static std::tuple<T...> take(std::vector<Cell>& cells) {
        return [&]<std::size_t... i>(std::index_sequence<i...>) {
            return std::tuple<T...>{Column<T>::take(cells[i])...};
        }(std::index_sequence_for<T...>{});
    }
};

}  // namespace luze::store
