// Who belonged where on which day, from the records of the reserved forms:
//   person      fields name, department, branch, title, joined, left, party_joined, … (one row
//   each) movement    fields person, kind (joined | left | moved | admitted), date, from, to
// `from` and `to` are texts such as 计划财务科/第二党支部, whose parts are unit names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "model/record.h"

namespace luze {

enum class UnitKind { bureau, party_group, department, branch };

// A stay in a unit: [from, until).
struct Membership {
    std::string unit;
    Date from;
    Date until;
};

struct Person {
    PersonId id;
    std::string name;
    Fields fields;             // of the roster row
    Date joined;               // first possible day; the distant past when not said
    std::optional<Date> left;  // not in office from this day on
    std::optional<Date> party_since;
    std::vector<Membership> departments;
    std::vector<Membership> branches;

    [[nodiscard]] bool in_office(Date day) const { return joined <= day && (!left || day < *left); }
    // Their unit of that kind on that day; empty when none.
    [[nodiscard]] std::string unit_on(UnitKind kind, Date day) const;
};

class Roster {
public:
    // From live records; those of other forms are passed over, duplicates too.
    [[nodiscard]] static Roster build(const std::map<RecordId, Record>& records);

    // In the order of the list.
    [[nodiscard]] const std::vector<Person>& people() const { return people_; }
    [[nodiscard]] const Person* find(PersonId id) const;
    // Everybody with exactly that name (spaces aside).
    [[nodiscard]] std::vector<PersonId> named(std::string_view name) const;
    // Units of a kind, numbered in the order of the list.
    [[nodiscard]] const std::vector<std::string>& departments() const { return departments_; }
    [[nodiscard]] const std::vector<std::string>& branches() const { return branches_; }
    // The unit meant by a name or an abbreviation that fits one unit only (园林科 → 园林绿化科);
    // empty when none or several fit.
    [[nodiscard]] std::string unit_meant(std::string_view written) const;

private:
    std::vector<Person> people_;
    std::map<PersonId, std::size_t> index_;
    std::map<std::string, std::vector<PersonId>, std::less<>> by_name_;
    std::vector<std::string> departments_;
    std::vector<std::string> branches_;
};

}  // namespace luze
