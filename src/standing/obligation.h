// What is owed, by whom, in which window, and how it stands (docs/PACKS.md, "Obligations").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "model/book.h"
#include "model/roster.h"
#include "norms/groups.h"
#include "norms/pack.h"
#include "norms/parameters.h"

namespace luze::standing {

enum class State { upcoming, open, due, met, made_up, missed, waived };

[[nodiscard]] std::string_view state_id(State state);  // "made_up"
[[nodiscard]] std::optional<State> parse_state(std::string_view id);
[[nodiscard]] const Phrase& state_name(State state);

// The day as of which a book is looked at. A day before today is over: what it did not see is
// missed; today still runs.
struct AsOf {
    Date day;
    bool over = true;
};

// Everything that an answer depends on. The referred-to outlive it.
struct Context {
    const Book& book;
    const norms::Pack& pack;
    const Roster& roster;
    const norms::Parameters& parameters;
    const norms::Groups& groups;
    AsOf as_of;
};

struct Obligation {
    const norms::Duty* duty = nullptr;
    // "unit:第一党支部", "unit:bureau", "unit:party_group", "person:17", "record:233"; a unit or
    // person bearer of a window that a record opened: "unit:bureau#233".
    std::string bearer_key;
    std::string bearer_name;  // as people say it
    std::string unit;         // the unit that it rolls up to
    PersonId person;          // person bearers; who holds the post of an appointment
    RecordId subject;         // record and appointment bearers, triggered windows: that record
    Window window;
    std::string window_name;  // 2021年3月, 第三季度, 清明节, the document's title …
    State state = State::upcoming;
    bool unproven = false;
    bool recorded_late = false;
    Decimal owed;
    Decimal done;                   // within the window
    std::vector<RecordId> records;  // that count towards it
    RecordId made_up_by;            // the record that made it up, or did it too late
    Date made_up_on;
    int late_days = 0;
    std::string waived_for;  // the reason
};

// Does the form's ledger exist in this book (at least one live record)?
[[nodiscard]] bool kept(const Context& context, const norms::Duty& duty);

// All obligations whose windows end in the year (and not before the book's first record of that
// duty's forms can speak of), of every duty of the pack whose ledger is kept, in the pack's order,
// then by bearer in the order of the roster, then by window.
[[nodiscard]] std::vector<Obligation> obligations(const Context& context, int year);
// … of these duties of the pack only.
[[nodiscard]] std::vector<Obligation> obligations(const Context& context, int year,
                                                  const std::vector<const norms::Duty*>& duties);

// The year of a register's row: that of the ledger's title; entered by hand that of its first step,
// else that of its recording.
[[nodiscard]] int register_year(const Record& record, int zone);
// Which day a record counts on; none when unknown or unreadable. Not exact (2021年4月) it counts
// only where all its days do. A row of a yearly register counts for its year: that of the ledger's
// title, or in which it was recorded by hand (in a zone so many minutes east of UTC).
[[nodiscard]] std::optional<PartialDate> occurred(const norms::Pack& pack, const Record& record,
                                                  int zone = 480);
// The unit that holds a record: its host field, else the bureau (empty).
[[nodiscard]] std::string host(const norms::Pack& pack, const Record& record);
// The first day on which the post that a record says is held too long, by the duty of its form that
// limits tenure; none when there is none. It is the one clock of leave, acting time and years.
[[nodiscard]] std::optional<Date> tenure_limit(const Context& context, const Record& record,
                                               int year);
// Surroundings for an expression over one record.
[[nodiscard]] norms::Surroundings around(const Context& context, const Record& record, int year);
// Who took part in a record: named and opened out, less the absent.
[[nodiscard]] std::vector<PersonId> attended(const Context& context, const Record& record,
                                             std::string_view people_field);

}  // namespace luze::standing
