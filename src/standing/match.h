// Which records serve a duty, on which day, and whom.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "standing/names.h"
#include "standing/obligation.h"

namespace luze::standing {

// The live records of a book that are no duplicates, by form.
class Ledgers {
public:
    Ledgers(const Book& book, const norms::Pack& pack);

    [[nodiscard]] const std::vector<const Record*>& of(std::string_view form) const;
    // The first year of which the form's ledger speaks: that in its title, else that of its first
    // dated record. 0 when it names none.
    [[nodiscard]] int first_year(std::string_view form) const;

private:
    std::map<std::string, std::vector<const Record*>, std::less<>> by_form_;
    std::map<std::string, int, std::less<>> first_year_;
};

// A record that serves a duty.
struct Served {
    const Record* record = nullptr;
    PartialDate when;
    std::string host;
    std::vector<PersonId> people;  // only for duties of persons
    Names names;                   // only where the duty has a field for it
    std::string says;              // that field's text, without spaces
};

// What has surely happened by the as-of day. A yearly register is in force all its year.
[[nodiscard]] bool happened(const norms::Pack& pack, const Record& record, const PartialDate& when,
                            Date as_of);

// Do all possible days of the date lie in the window?
[[nodiscard]] inline bool surely_in(const PartialDate& when, const Window& window) {
    return window.contains(when.first) && window.contains(when.last);
}

// The people fields of the filters that the record satisfies, one a filter; no filter, none.
[[nodiscard]] std::vector<std::string_view> people_fields(const Context& context,
                                                          const norms::Duty& duty,
                                                          const Record& record, int year);

// Every record that serves the duty and has happened, by its day. Those that ended before `since`
// are left out.
[[nodiscard]] std::vector<Served> serving(const Context& context, const Ledgers& ledgers,
                                          const norms::Duty& duty, int year, Date since);

// One record as the duty sees it, whether or not the filter holds (linked ones).
[[nodiscard]] Served as_served(const Context& context, const norms::Duty& duty,
                               const Record& record, const PartialDate& when,
                               const std::vector<std::string_view>& fields);

// How people call a record: its first filled text field, those of its natural key first.
[[nodiscard]] std::string title_of(const norms::Pack& pack, const Record& record);

}  // namespace luze::standing
