// A bureau of four people and the rules for it, for the tests of figures, faults and reports.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "model/model_test_kit.h"
#include "report/faults.h"
#include "report/figures.h"

namespace luze::report::kit {

using luze::kit::choice;
using luze::kit::day;
using luze::kit::entry;
using luze::kit::Folding;
using luze::kit::on;
using luze::kit::person;
using luze::kit::text;
using luze::kit::unit;

inline const char* const rules = R"(id = "small"
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
versions = [{ value = 2 }, { value = 3, from = 2021-07-01 }]

[[form]]
id = "person"
name = "名册"
key = ["name"]
field = [
  { id = "name", name = "姓名" },
  { id = "department", type = "unit", name = "科室" },
  { id = "branch", type = "unit", unit = "branch", name = "支部" },
  { id = "joined", type = "date", name = "到任" },
  { id = "left", type = "date", name = "离任" },
  { id = "political_status", type = "choice", name = "面貌", choices = [
    { id = "member", name = "党员" }] },
]

[[form]]
id = "activity"
name = "活动台账"
date = "date"
host = "branch"
present = "people"
absent = "absent"
key = ["date", "kind", "title"]
field = [
  { id = "date", type = "date", name = "日期" },
  { id = "branch", type = "unit", unit = "branch", name = "支部" },
  { id = "title", name = "主题" },
  { id = "kind", type = "choice", name = "类型", choices = [
    { id = "study", name = "学习" }, { id = "service", name = "服务" } ] },
  { id = "people", type = "people", name = "人员" },
  { id = "absent", type = "people", name = "缺席" },
  { id = "hours", type = "decimal", name = "学时" },
]

[[form]]
id = "talk"
name = "谈话台账"
date = "date"
restricted = true
key = ["date", "about"]
field = [
  { id = "date", type = "date", name = "日期" },
  { id = "person", type = "people", name = "对象" },
  { id = "about", name = "内容" },
]

[[form]]
id = "problem"
name = "问题台账"
date = "raised"
key = ["title"]
field = [
  { id = "raised", type = "date", name = "发现日期" },
  { id = "deadline", type = "deadline", name = "时限" },
  { id = "closed", type = "date", name = "办结日期" },
  { id = "title", name = "问题" },
  { id = "items", type = "list", name = "清单" },
]

[[form]]
id = "risk"
name = "风险点"
yearly = true
key = ["title"]
field = [{ id = "title", name = "风险点" }]

[[group]]
id = "staff"
name = "全体人员"

[[group]]
id = "members"
name = "全体党员"
where = "political_status = 'member'"

[[duty]]
id = "service"
name = "志愿服务"
norm = "rules"
bearer = { kind = "person", group = "members" }
at_least = "$times"
record = { form = "activity", where = "kind = 'service'" }

[[duty]]
id = "study"
name = "每季度学习"
norm = "rules"
bearer = { kind = "unit", unit = "bureau" }
period = "quarter"
record = { form = "activity", where = "kind = 'study'" }

[[duty]]
id = "talks"
name = "谈心谈话"
norm = "rules"
bearer = { kind = "person", group = "staff" }
record = { form = "talk", people = "person" }

[[duty]]
id = "mending"
name = "问题整改"
norm = "rules"
kind = "window"
bearer = { kind = "record" }
trigger = { form = "problem", until = "deadline", done = "closed" }
)";

inline const char* const figures_text = R"(
[[figure]]
id = "study"
label = "学习次数"
unit = "次"
how = "按日期计"
form = "activity"
where = "kind = 'study'"

[[figure]]
id = "study.q1"
label = "一季度学习"
form = "activity"
where = "kind = 'study'"
period = "quarter"
number = 1

[[figure]]
id = "study.months"
label = "有学习的月份"
measure = "periods"
period = "month"
form = "activity"
where = "kind = 'study'"

[[figure]]
id = "branch{n}.study"
label = "{unit}学习次数"
each = "branch"
form = "activity"
where = "kind = 'study'"

[[figure]]
id = "titles"
label = "主题数"
measure = "distinct"
form = "activity"
field = "title"

[[figure]]
id = "service.people"
label = "服务人次"
unit = "人次"
measure = "people"
form = "activity"
where = "kind = 'service'"
field = "people"

[[figure]]
id = "hours"
label = "学时合计"
measure = "sum"
form = "activity"
field = "hours"

[[figure]]
id = "items"
label = "问题条数"
measure = "sum"
form = "problem"
field = "items"

[[figure]]
id = "members"
label = "党员"
unit = "人"
measure = "persons"
group = "members"

[[figure]]
id = "ever"
label = "曾在册"
measure = "persons"
group = "staff"
ever = true

[[figure]]
id = "branches"
label = "支部数"
measure = "units"
units = "branch"

[[figure]]
id = "service.total"
label = "党员服务"
measure = "bearers"
form = "activity"
where = "kind = 'service'"
group = "members"
result = "total"

[[figure]]
id = "service.min"
label = "最少"
measure = "bearers"
form = "activity"
where = "kind = 'service'"
group = "members"
result = "min"

[[figure]]
id = "service.mean"
label = "人均"
measure = "bearers"
form = "activity"
where = "kind = 'service'"
group = "members"
result = "mean"
decimals = 2

[[figure]]
id = "service.attained"
label = "达标"
measure = "bearers"
form = "activity"
where = "kind = 'service'"
group = "members"
result = "attained"
reach = "$times"

[[figure]]
id = "service.pct"
label = "达标率"
unit = "%"
measure = "ratio"
numerator = "service.attained"
denominator = "members"
percent = true
decimals = 1

[[figure]]
id = "branch{n}.members"
label = "{unit}党员"
each = "branch"
measure = "bearers"
form = "activity"
group = "members"
result = "attained"
reach = "0"

[[figure]]
id = "branch{n}.share"
label = "{unit}每人学习"
each = "branch"
measure = "ratio"
numerator = "branch{n}.study"
denominator = "branch{n}.members"
decimals = 2

[[figure]]
id = "days"
label = "平均用时"
unit = "天"
measure = "mean_days"
form = "problem"
start = "raised"
end = "closed"
decimals = 1

[[figure]]
id = "talks"
label = "谈话"
unit = "次"
form = "talk"

[[figure]]
id = "everything"
label = "合计"
measure = "total"
parts = ["study", "talks"]

[[figure]]
id = "everything.pct"
label = "学习占比"
unit = "%"
measure = "ratio"
numerator = "study"
denominator = "everything"
percent = true
decimals = 1

[[figure]]
id = "risks"
label = "风险点"
form = "risk"

[[figure]]
id = "study.missed"
label = "缺学习的季度"
measure = "obligations"
duty = "study"
states = ["missed"]
names = true

[[figure]]
id = "mended"
label = "按期办结"
measure = "obligations"
duty = "mending"
states = ["met"]
)";

// What is asked of the book: everything as of a year's end.
struct Bureau {
    Bureau(const Book& book_, const std::map<std::string, std::string>& files, int year_,
           const char* as_of)
        : book(book_),
          pack(read(files)),
          roster(Roster::build(book.records)),
          parameters(pack, book.settings),
          groups(pack, roster),
          year(year_),
          context{book, pack, roster, parameters, groups, {on(as_of), true}},
          obligations(standing::obligations(context, year)),
          figures(Figures::of(context, year, obligations)) {}
    Bureau(const Bureau&) = delete;
    Bureau& operator=(const Bureau&) = delete;

    static norms::Pack read(const std::map<std::string, std::string>& files) {
        auto pack = norms::read_pack(files);
        if (!pack) {
            for (const norms::PackFault& fault : pack.error()) {
                ADD_FAILURE() << fault.file << ":" << fault.line << " " << fault.what.en;
            }
            return {};
        }
        return std::move(*pack);
    }
    std::vector<Fault> faults(Scope scope = Scope::whole_book()) const {
        return report::faults(context, year, obligations, scope);
    }

    const Book& book;
    norms::Pack pack;
    Roster roster;
    norms::Parameters parameters;
    norms::Groups groups;
    int year;
    standing::Context context;
    std::vector<standing::Obligation> obligations;
    Figures figures;
};

// 1 甲 and 2 乙 of 一支部, 3 丙 of 二支部 (left on 2021-10-01): members; 4 丁: none.
class ReportTest : public testing::Test {
protected:
    void SetUp() override {
        add_person("甲", "一支部", true);
        add_person("乙", "一支部", true);
        add_person("丙", "二支部", true, {{"left", day("2021-10-01")}});
        add_person("丁", "", false);
    }

    RecordId add_person(const char* name, const char* branch, bool member, Fields more = {}) {
        more["name"] = text(name);
        more["department"] = unit("办公室");
        if (*branch != '\0') {
            more["branch"] = unit(branch);
        }
        if (member) {
            more["political_status"] = choice("member");
        }
        return f.record("person", more);
    }
    static Value people(const std::vector<std::int64_t>& ids) {
        People out;
        for (std::int64_t id : ids) {
            out.named.push_back({"某" + std::to_string(id), PersonId{id}, false, ""});
        }
        return out;
    }
    // A row of a ledger of 2021; the row numbers count up.
    RecordId row(const char* form, const Fields& fields, Json::Object more = {},
                 int of_year = 2021) {
        ++row_;
        more["source"] = Json::Object{{"file", std::string(form) + ".xlsx"},
                                      {"sheet", "表一"},
                                      {"row", row_},
                                      {"year", of_year}};
        return f.record(form, fields, std::move(more));
    }
    RecordId activity(const char* kind, const char* date, const std::vector<std::int64_t>& who,
                      Fields more = {}) {
        more["kind"] = choice(kind);
        more["date"] = day(date);
        more["people"] = people(who);
        return row("activity", more);
    }
    std::unique_ptr<Bureau> look(int year = 2021, const char* as_of = "2021-12-31") const {
        return std::make_unique<Bureau>(f.book, files(), year, as_of);
    }
    std::map<std::string, std::string> files() const {
        return {{"pack.toml", std::string(rules) + figures_text + more_rules}};
    }

    Folding f;
    std::string more_rules;
    int row_ = 4;
};

inline std::vector<std::int64_t> ids(std::initializer_list<RecordId> records) {
    std::vector<std::int64_t> out;
    for (RecordId id : records) {
        out.push_back(id.value);
    }
    return out;
}

}  // namespace luze::report::kit
