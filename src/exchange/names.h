// Who a cell means: names, groups, units, as an office writes them, against the roster.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/roster.h"
#include "model/value.h"
#include "norms/pack.h"

namespace luze::exchange {

// What the rest of a row says that tells two people of one name apart.
struct RowContext {
    std::vector<std::string> units;  // that its unit fields name
    std::string host;                // the unit whose ledger it is; empty = the bureau's
    std::optional<Date> day;
};

class NameReader {
public:
    NameReader(const norms::Pack& pack, const Roster& roster);

    // Names split by 、 ， ； spaces and lines; padded names (姜　鸣) rejoined; what stands in
    // brackets tells people apart or becomes the note; 除…外 and groups stay references; 无 is
    // nobody. Names on no list and names that fit two people stay without a person.
    [[nodiscard]] People read(std::string_view written, const RowContext& row) const;

    // The roster's unit of that kind, by its name, an abbreviation that fits one only, or with
    // more around it (某局办公室); empty when none or several fit.
    [[nodiscard]] std::string unit_meant(UnitKind kind, std::string_view written) const;
    // A unit of the kind that the text names in full (第一党支部三会一课台账), if one only.
    [[nodiscard]] std::string unit_named_in(UnitKind kind, std::string_view text) const;
    // The value of a field of type unit: the unit, or the text where the roster knows no such one.
    [[nodiscard]] std::optional<Value> read_unit(UnitKind kind, std::string_view written) const;

    [[nodiscard]] bool no_people() const { return roster_.people().empty(); }

private:
    struct Excepted {
        std::string group;
        std::string names;
    };
    struct GroupWord {
        std::string word;
        const norms::Group* group;
    };
    using Units = std::map<std::string, std::string, std::less<>>;  // as written → meant

    [[nodiscard]] std::vector<PersonId> candidates(std::string_view name,
                                                   const std::vector<std::string>& brackets,
                                                   const RowContext& row) const;
    [[nodiscard]] NameRef name(std::string_view written, const RowContext& row) const;
    [[nodiscard]] std::string known_part(const std::string& written, std::string& rest) const;
    [[nodiscard]] std::optional<GroupRef> group(std::string_view written,
                                                const RowContext& row) const;
    [[nodiscard]] std::optional<GroupRef> bare_unit(const std::string& plain) const;
    [[nodiscard]] std::optional<std::string> group_unit(const norms::Group& group,
                                                        const std::string& prefix,
                                                        const RowContext& row) const;
    [[nodiscard]] std::optional<Excepted> excepted(const std::string& text,
                                                   const RowContext& row) const;
    void read_piece(const std::string& piece, const RowContext& row, People& people) const;
    void read_names(const std::string& text, const RowContext& row,
                    std::vector<NameRef>& names) const;
    [[nodiscard]] bool known(std::string_view written, const RowContext& row) const;
    [[nodiscard]] const std::vector<std::string>& units(UnitKind kind) const;

    [[nodiscard]] std::string find_unit(UnitKind kind, const std::string& wanted) const;

    const norms::Pack& pack_;
    const Roster& roster_;
    std::vector<GroupWord> group_words_;       // the longest first
    mutable std::map<UnitKind, Units> meant_;  // the same few units are written again and again
};

}  // namespace luze::exchange
