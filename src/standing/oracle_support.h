// A slow, obvious second reading of the rules of docs/PACKS.md, for tests only: it shares no code
// with this folder, walks days one by one, and looks at every record for every obligation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "standing/obligation.h"

namespace luze::standing::oracle {

// What the titles used in the random books name. The oracle does not read Chinese.
struct Title {
    std::string text;
    std::optional<Period> period;
    int number = 0;
    std::optional<int> year;
    std::string holiday;
    std::string second_holiday;
};
[[nodiscard]] const std::vector<Title>& titles();

// One obligation in comparable form.
struct Verdict {
    std::string duty;
    std::string bearer;
    std::string unit;
    Window window;
    std::string state;
    Decimal owed;
    Decimal done;
    std::vector<std::int64_t> records;  // sorted
    std::int64_t made_up_by = 0;
    int late = 0;
    bool unproven = false;
    bool recorded_late = false;
    bool operator==(const Verdict&) const = default;
};

[[nodiscard]] std::vector<Verdict> verdicts(const Context& context, int year);
[[nodiscard]] Verdict verdict_of(const Obligation& obligation);
[[nodiscard]] std::string text_of(const Verdict& verdict);

}  // namespace luze::standing::oracle
