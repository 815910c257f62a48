// Groups of people opened out for a day: 全体党员, 班子成员, 第一党支部全体党员.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/roster.h"
#include "norms/pack.h"

namespace luze::norms {

class Groups {
public:
    Groups(const Pack& pack, const Roster& roster) : pack_(pack), roster_(roster) {}

    // Is the person in the group on that day, in office or not?
    [[nodiscard]] bool fits(const Person& person, std::string_view group, Date day) const;
    // … and in office.
    [[nodiscard]] bool holds(const Person& person, std::string_view group, Date day) const;
    // In the order of the roster; only those of the unit when it is not empty.
    [[nodiscard]] std::vector<PersonId> members(std::string_view group, std::string_view unit,
                                                Date day) const;
    // Who a people field means on a day: names and groups, less the excepted. Each once.
    [[nodiscard]] std::vector<PersonId> open_out(const People& people, Date day) const;

private:
    const Pack& pack_;
    const Roster& roster_;
};

}  // namespace luze::norms
