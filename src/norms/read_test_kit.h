// What the tests of the pack reader share: a small sound pack, and ways to look at faults.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <ostream>
#include <string>

#include "norms/pack.h"

namespace luze::norms {

using ReadResult = std::expected<Pack, std::vector<PackFault>>;

inline std::string base_pack() {
    return R"(id = "small"
version = "1"
name = "小包"

[[row]]
number = 1
what = "活动"

[[norm]]
id = "rules"
name = "制度"

[[parameter]]
id = "times"
name = "次数"
versions = [{ value = 2 }, { value = "3", from = 2022-01-01 }]

[[parameter]]
id = "strict"
type = "flag"
name = "从严"
value = true

[[form]]
id = "person"
name = "名册"
field = [
  { id = "name", name = "姓名" },
  { id = "department", type = "unit", name = "科室" },
  { id = "joined", type = "date", name = "到任" },
  { id = "left", type = "date", name = "离任" },
  { id = "political", type = "choice", name = "面貌", choices = [{ id = "member", name = "党员" }] },
]

[[form]]
id = "activity"
name = "活动"
date = "date"
present = "people"
field = [
  { id = "date", type = "date", name = "日期" },
  { id = "kind", type = "choice", name = "类型", choices = [
    { id = "study", name = "学习", words = ["学习会"] },
  ] },
  { id = "people", type = "people", name = "人员" },
  { id = "hours", type = "decimal", name = "学时" },
]

[[group]]
id = "members"
name = "全体党员"
where = "political = 'member'"

[[holiday]]
id = "spring"
name = "春节"

[[calendar_year]]
year = 2021
notice = "国办发明电〔2020〕27号"
working_weekends = [2021-02-07]

[[break]]
holidays = ["spring"]
first = 2021-02-11
last = 2021-02-17

[[duty]]
id = "yearly"
name = "每年活动"
norm = "rules"
bearer = { kind = "person", group = "members" }
at_least = "$times"
record = { form = "activity", where = "kind = 'study'" }

[[figure]]
id = "activities"
label = "活动次数"
form = "activity"

[[fault]]
kind = "activity_missing"
duty = "yearly"
states = ["missed"]
note = "{bearer}只有{done}次，少于{$times}次"
)";
}

inline std::string duty(const std::string& keys) { return "[[duty]]\n" + keys + "\n"; }

// All faults as `luze pack check` would list them.
inline std::string told(const ReadResult& pack) {
    std::string text;
    if (pack) {
        return text;
    }
    for (const PackFault& fault : pack.error()) {
        text += fault.file + ":" + std::to_string(fault.line) + ": " + fault.what.en + "\n";
    }
    return text;
}

// The first fault, when there is exactly one.
inline PackFault only_fault(const ReadResult& pack) {
    EXPECT_FALSE(pack) << "no fault was found";
    if (pack) {
        return {};
    }
    EXPECT_EQ(pack.error().size(), 1U) << told(pack);
    return pack.error().empty() ? PackFault{} : pack.error().front();
}

// One thing wrong in an otherwise sound pack: the added text, its faulty line, and a word that the
// message must hold.
struct Slip {
    const char* name;
    std::string text;
    int line;
    const char* word;
};

inline void PrintTo(const Slip& slip, std::ostream* out) { *out << slip.name; }

inline std::string slip_name(const testing::TestParamInfo<Slip>& info) {
    std::string name = info.param.name;
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            c = '_';
        }
    }
    return name;
}

}  // namespace luze::norms
