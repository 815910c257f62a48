#include "standing/tally.h"

namespace luze::standing {
namespace {

void count(RollUp& sum, const Obligation& one) {
    ++sum.owed;
    switch (one.state) {
        case State::upcoming:
            ++sum.upcoming;
            break;
        case State::open:
            ++sum.open;
            break;
        case State::due:
            ++sum.due;
            break;
        case State::met:
            ++sum.met;
            break;
        case State::made_up:
            ++sum.made_up;
            break;
        case State::missed:
            ++sum.missed;
            break;
        case State::waived:
            ++sum.waived;
            break;
    }
    sum.unproven += one.unproven ? 1 : 0;
    sum.recorded_late += one.recorded_late ? 1 : 0;
}

}  // namespace

std::map<std::pair<std::string, std::string>, RollUp> roll_up(
    const std::vector<Obligation>& obligations) {
    std::map<std::pair<std::string, std::string>, RollUp> sums;
    for (const Obligation& one : obligations) {
        for (const std::string& duty : {one.duty->id, std::string()}) {
            count(sums[{std::string(), duty}], one);
            if (!one.unit.empty()) {
                count(sums[{one.unit, duty}], one);
            }
        }
    }
    return sums;
}

}  // namespace luze::standing
