// A small book in memory to try one example of a pack on: record it, take it back, look again.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "exchange/import.h"
#include "model/book.h"
#include "norms/pack.h"
#include "report/figures.h"

namespace luze::test {

// Text of every .toml below a folder of packs/, by its path inside.
[[nodiscard]] std::map<std::string, std::string> pack_files(const std::string& name);
// The same pack, read. Every sentence of its report is made a paragraph of its own, so that it can
// be found in the composed report: its wording does not change, only 一是、二是 go.
[[nodiscard]] norms::Pack pack_by_sentence(const std::map<std::string, std::string>& files);

// Field → text as typed.
using Cells = std::map<std::string, std::string>;

// All that the book says of a year, to be compared.
struct Seen {
    std::map<std::string, std::string> figures;              // id → value, or 未建账
    std::map<std::string, report::Evidence> entries;         // id → entries behind it
    std::map<std::string, std::vector<std::string>> duties;  // id → a line for each obligation
    std::map<std::string, std::string> sentences;            // id → text, or what gap says
    std::map<std::string, std::vector<std::string>> shows;   // sentence → ids of figures in it

    bool operator==(const Seen&) const = default;
};

class RowBook {
public:
    explicit RowBook(const norms::Pack& pack);

    // Imports a ledger of one form through the whole importer: a .csv with the form's usual
    // headings. The records it made.
    std::vector<RecordId> import(const std::string& form, const std::vector<Cells>& rows);
    // The form's ledger was already kept in the year before: one old record, without any matter.
    void keep(const std::string& form);
    void withdraw(RecordId record);
    // Corrects every day of the record to one six years earlier.
    void move_days_back(RecordId record);
    // The record, and the people that it names: who is counted himself stands behind a figure.
    [[nodiscard]] report::Evidence ids_in(RecordId record) const;

    [[nodiscard]] Seen seen() const;

    static constexpr int year = 2024;  // in which every example happens

private:
    void append(const std::string& kind, Json body, Instant at);

    const norms::Pack& pack_;
    Book book_;
};

}  // namespace luze::test
