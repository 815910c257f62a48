#include "exchange/align.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace luze::exchange {
namespace {

constexpr int alike = 60;  // percent of equal fields that make a changed row the same
constexpr std::size_t pairs_looked_at = 4'000'000;
constexpr std::size_t few_rows = 3;

// The records that came from one sheet of an earlier import.
using Origin = std::tuple<std::string, std::string, int>;  // file, sheet, year

Origin origin_of(const Source& source) { return {source.file, source.sheet, source.year}; }

bool equal_fields(const Fields& a, const Fields& b) {
    return a.size() == b.size() && std::ranges::equal(a, b, [](const auto& x, const auto& y) {
               return x.first == y.first && fingerprint(x.second) == fingerprint(y.second);
           });
}

// A register that is kept anew each year has its rows anew each year, too.
std::string year_of(const norms::Form& form, const Source& source) {
    return form.yearly ? std::to_string(source.year) + "\x1e" : std::string();
}

std::string key_of(const norms::Form& form, const Fields& fields, const Source& source) {
    return year_of(form, source) + natural_key(form, fields);
}

class Aligner {
public:
    Aligner(const norms::Form& form, std::vector<AlignRow>& rows,
            const std::vector<const Record*>& known)
        : form_(form), rows_(rows), known_(known), claimed_by_(known.size()), out_(rows.size()) {}

    Aligned run();

private:
    void by_key();
    void claim(std::size_t row, std::size_t record);
    void repeat(std::size_t row, std::size_t first);
    void by_writing();
    void by_likeness();
    [[nodiscard]] bool imported_again(const Origin& origin, std::size_t sheet) const;
    [[nodiscard]] std::optional<std::size_t> most_alike(
        std::size_t row, const std::vector<std::size_t>& candidates) const;
    [[nodiscard]] int expected_row(std::size_t row) const;
    [[nodiscard]] std::vector<RecordId> vanished() const;

    const norms::Form& form_;
    std::vector<AlignRow>& rows_;
    const std::vector<const Record*>& known_;
    std::vector<std::optional<std::size_t>> claimed_by_;  // per record: the row
    std::vector<std::optional<std::size_t>> record_of_row_;
    std::vector<Alignment> out_;
    std::map<std::string, std::size_t> first_of_key_;                // the row that first had it
    std::map<Origin, std::size_t> size_of_;                          // records per earlier sheet
    std::map<std::pair<Origin, std::size_t>, std::size_t> matched_;  // … claimed by a sheet
    std::map<std::size_t, std::size_t> rows_of_;  // rows per sheet of this import
};

void Aligner::claim(std::size_t row, std::size_t record) {
    claimed_by_[record] = row;
    record_of_row_[row] = record;
    keep_mended(rows_[row].fields, known_[record]->fields);
    bool same = equal_fields(rows_[row].fields, known_[record]->fields);
    bool was_duplicate = static_cast<bool>(known_[record]->duplicate_of);
    bool is_duplicate = out_[row].duplicate_of.has_value();
    out_[row].kind = same && was_duplicate == is_duplicate ? Alignment::Kind::unchanged
                                                           : Alignment::Kind::corrected;
    out_[row].of = known_[record]->id;
    ++matched_[{origin_of(known_[record]->source), rows_[row].sheet}];
}

// A row whose key stood in this import before: a duplicate, or the same sheet handed in twice.
void Aligner::repeat(std::size_t row, std::size_t first) {
    bool elsewhere = rows_[row].sheet != rows_[first].sheet;
    if (elsewhere && equal_fields(rows_[row].fields, rows_[first].fields)) {
        out_[row].kind = Alignment::Kind::repeated;
    }
    out_[row].duplicate_of = first;
}

void Aligner::by_key() {
    std::multimap<std::string, std::size_t> records;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        records.emplace(key_of(form_, known_[i]->fields, known_[i]->source), i);
        ++size_of_[origin_of(known_[i]->source)];
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        std::string key = key_of(form_, rows_[row].fields, rows_[row].source);
        ++rows_of_[rows_[row].sheet];
        auto [first, fresh] = first_of_key_.emplace(key, row);
        if (!fresh) {
            repeat(row, first->second);
        }
        bool duplicate = out_[row].duplicate_of.has_value();
        using Rank = std::tuple<bool, bool, std::size_t>;  // kind of record, fields, order
        std::optional<Rank> best;
        auto [from, to] = records.equal_range(key);
        for (auto at = from; at != to; ++at) {
            std::size_t record = at->second;
            if (claimed_by_[record]) {
                continue;
            }
            bool other_kind = static_cast<bool>(known_[record]->duplicate_of) != duplicate;
            bool differs = !equal_fields(rows_[row].fields, known_[record]->fields);
            Rank rank{other_kind, differs, record};
            best = !best || rank < *best ? rank : *best;
        }
        if (best && out_[row].kind != Alignment::Kind::repeated) {
            claim(row, std::get<2>(*best));
        }
    }
}

// Rows whose people mean others now than when they were recorded: the roster came later.
void Aligner::by_writing() {
    std::multimap<std::string, std::size_t> records;
    auto key = [&](const Fields& fields, const Source& source) {
        return year_of(form_, source) + written_key(form_, fields);
    };
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (!claimed_by_[i]) {
            records.emplace(key(known_[i]->fields, known_[i]->source), i);
        }
    }
    for (std::size_t row = 0; row < rows_.size() && !records.empty(); ++row) {
        if (record_of_row_[row] || out_[row].kind != Alignment::Kind::fresh) {
            continue;
        }
        auto record = records.find(key(rows_[row].fields, rows_[row].source));
        if (record != records.end()) {
            claim(row, record->second);
            records.erase(record);
        }
    }
}

// Was the earlier sheet imported again as this one? When most rows of either are found in the
// other; a sheet of few rows is known by its name.
bool Aligner::imported_again(const Origin& origin, std::size_t sheet) const {
    auto at = matched_.find({origin, sheet});
    std::size_t matched = at == matched_.end() ? 0 : at->second;
    std::size_t fewer = std::min(size_of_.at(origin), rows_of_.at(sheet));
    if (matched * 2 >= fewer && matched > 0) {
        return true;
    }
    if (size_of_.at(origin) > few_rows) {
        return false;
    }
    auto row = std::ranges::find(rows_, sheet, &AlignRow::sheet);
    return std::get<0>(origin) == row->source.file && std::get<1>(origin) == row->source.sheet &&
           std::get<2>(origin) == row->source.year;
}

// Where the row should have stood in the earlier sheet, going by the nearest known one above it.
int Aligner::expected_row(std::size_t row) const {
    for (std::size_t above = row; above-- > 0 && rows_[above].sheet == rows_[row].sheet;) {
        if (record_of_row_[above]) {
            const Source& source = known_[*record_of_row_[above]]->source;
            return source.row + rows_[row].source.row - rows_[above].source.row;
        }
    }
    return rows_[row].source.row;
}

std::optional<std::size_t> Aligner::most_alike(std::size_t row,
                                               const std::vector<std::size_t>& candidates) const {
    std::optional<std::tuple<int, int, std::size_t>> best;  // −likeness, distance, record
    int expected = expected_row(row);
    for (std::size_t record : candidates) {
        if (claimed_by_[record]) {
            continue;
        }
        int likeness = similarity(rows_[row].fields, known_[record]->fields);
        if (likeness < alike) {
            continue;
        }
        std::tuple rank{-likeness, std::abs(known_[record]->source.row - expected), record};
        best = !best || rank < *best ? rank : *best;
    }
    return best ? std::optional(std::get<2>(*best)) : std::nullopt;
}

// A row changed in its key is the record of the same sheet that it is most like.
void Aligner::by_likeness() {
    std::vector<std::size_t> records;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (!claimed_by_[i] && known_[i]->import != 0) {
            records.push_back(i);
        }
    }
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        if (!record_of_row_[row] && out_[row].kind == Alignment::Kind::fresh) {
            rows.push_back(row);
        }
    }
    if (records.empty() || rows.size() * records.size() > pairs_looked_at) {
        return;
    }
    using Pair = std::pair<Origin, std::size_t>;
    std::map<Pair, bool> again;  // decided before anything is paired
    for (std::size_t row : rows) {
        std::vector<std::size_t> candidates;
        for (std::size_t record : records) {
            Pair pair{origin_of(known_[record]->source), rows_[row].sheet};
            auto [at, fresh] = again.emplace(pair, false);
            if (fresh) {
                at->second = imported_again(pair.first, pair.second);
            }
            if (at->second) {
                candidates.push_back(record);
            }
        }
        if (auto record = most_alike(row, candidates)) {
            claim(row, *record);
        }
    }
}

std::vector<RecordId> Aligner::vanished() const {
    std::map<Origin, std::size_t> found;
    for (const auto& [where, count] : matched_) {
        found[where.first] += count;
    }
    std::vector<RecordId> out;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        Origin origin = origin_of(known_[i]->source);
        auto at = found.find(origin);
        bool again = at != found.end() && at->second * 2 >= size_of_.at(origin);
        if (again && !claimed_by_[i] && known_[i]->import != 0) {
            out.push_back(known_[i]->id);
        }
    }
    return out;
}

Aligned Aligner::run() {
    record_of_row_.resize(rows_.size());
    by_key();
    by_writing();
    by_likeness();
    return {std::move(out_), vanished()};
}

}  // namespace

Aligned align(const norms::Form& form, std::vector<AlignRow>& rows,
              const std::vector<const Record*>& known) {
    return Aligner(form, rows, known).run();
}

}  // namespace luze::exchange
