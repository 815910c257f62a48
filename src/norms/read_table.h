// Takes one TOML table apart key by key, and notes everything that is wrong with it.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "norms/pack.h"
#include "norms/read_tree.h"

namespace luze::norms {

using Words = std::vector<std::string>;

// What a pack's items call each other by, collected before any item is read: a duty may name a
// parameter that a later file holds.
struct Known {
    Words forms, groups, roles, norms, parameters, duties, figures, faults, holidays, rows;
    Words sentences;  // filled while the report is read
};

// A pack on its way: what has been read of it and what is wrong with it.
struct Reading {
    Pack pack;
    Known known;
    std::vector<PackFault> faults;
};

// One of the words that a key may hold, and what it means.
template <class E>
struct Word {
    const char* word;
    E meaning;
};

enum class Need { optional, required };

// "; did you mean “x”?", or the choice of words when none is near and they are few.
[[nodiscard]] Phrase suggestion(std::string_view word, const Words& words);

// The getters leave their target alone when the key is absent, and note a fault when the value is
// of the wrong type (or absent though required). Every key must be asked for before finish().
class TableReader {
public:
    // `name` is the table's name as the author wrote it: duty, form.field, report.section.
    TableReader(Reading& reading, std::string file, std::string name, const Table& table, int line);

    [[nodiscard]] Reading& reading() const { return *reading_; }
    [[nodiscard]] const Pack& pack() const { return reading_->pack; }
    [[nodiscard]] const Known& known() const { return reading_->known; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }

    // The value as text without asking for it; empty when absent or no scalar.
    [[nodiscard]] std::string peek(std::string_view key) const;

    void text(std::string_view key, std::string& into, Need need = Need::optional);
    // `key` and `key_en`.
    void phrase(std::string_view key, Phrase& into, Need need = Need::optional);
    // A number, flag or date as text, quoted or not.
    void scalar(std::string_view key, std::string& into, Need need = Need::optional);
    void flag(std::string_view key, bool& into);
    void integer(std::string_view key, int& into, int least, int most, Need need = Need::optional);
    void date(std::string_view key, std::optional<Date>& into, Need need = Need::optional);
    void dates(std::string_view key, std::vector<Date>& into);
    void texts(std::string_view key, Words& into, Need need = Need::optional);
    void span(std::string_view key, Span& into);
    // `rows`, each a row of the system.
    void rows(Rows& into);

    // An id out of `ids`; `what` names the kind of thing (表单, form).
    void reference(std::string_view key, std::string& into, const Words& ids, const Phrase& what,
                   Need need = Need::optional);
    void references(std::string_view key, Words& into, const Words& ids, const Phrase& what,
                    Need need = Need::optional);
    // True when `id` is one of them or empty; a fault otherwise.
    bool refers(std::string_view key, std::string_view id, const Words& ids, const Phrase& what);

    template <class E>
    void word(std::string_view key, E& into, std::span<const Word<E>> words,
              Need need = Need::optional) {
        std::string written;
        text(key, written, need);
        if (written.empty()) {
            return;
        }
        Words all;
        for (const Word<E>& entry : words) {
            if (written == entry.word) {
                into = entry.meaning;
                return;
            }
            all.emplace_back(entry.word);
        }
        unknown_word(key, written, all);
    }

    // The tables of an array, or the one table that stands there by itself.
    [[nodiscard]] std::vector<TableReader> tables(std::string_view key);
    [[nodiscard]] std::optional<TableReader> table(std::string_view key);
    // Every key with its value as text.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> scalars();

    // At the key's line, or the table's where the key is absent.
    void fault(std::string_view key, Phrase what);
    void unknown_word(std::string_view key, std::string_view written, const Words& words);
    void missing(std::string_view key);

    // Keys that nobody asked for are typing errors.
    void finish();

private:
    [[nodiscard]] const Member* find(std::string_view key) const;
    const Member* ask(std::string_view key, Need need);
    void wrong_type(const Member& member, const Phrase& wanted);
    [[nodiscard]] TableReader inner(std::string_view key, const Node& node) const;

    Reading* reading_;
    std::string file_;
    std::string name_;
    const Table* table_;
    int line_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace luze::norms
