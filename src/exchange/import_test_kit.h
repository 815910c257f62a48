// A small bureau for the tests of reading ledgers: a pack of a few forms, a roster, grids.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "exchange/grid.h"
#include "exchange/import.h"
#include "model/book.h"
#include "model/roster.h"
#include "norms/pack.h"

namespace luze::exchange::kit {

using norms::Field;
using norms::FieldType;
using norms::Form;

inline Field field(std::string id, FieldType type, std::vector<std::string> columns,
                   bool required = false) {
    Field out;
    out.id = std::move(id);
    out.type = type;
    out.name = {columns.empty() ? out.id : columns.front(), out.id};
    out.columns = std::move(columns);
    out.required = required;
    return out;
}

inline Field unit(std::string id, UnitKind kind, std::vector<std::string> columns,
                  bool required = false) {
    Field out = field(std::move(id), FieldType::unit, std::move(columns), required);
    out.unit = kind;
    return out;
}

inline Field choice(std::string id, std::vector<std::string> columns,
                    std::vector<norms::Choice> choices) {
    Field out = field(std::move(id), FieldType::choice, std::move(columns));
    out.choices = std::move(choices);
    return out;
}

inline Form person_form() {
    Form form;
    form.id = "person";
    form.name = {"人员名册", "staff roster"};
    form.sheet_words = {"名册"};
    form.fields = {field("name", FieldType::text, {"姓名"}, true),
                   unit("department", UnitKind::department, {"科室", "部门"}, true),
                   field("title", FieldType::text, {"职务"}),
                   unit("branch", UnitKind::branch, {"所属党支部", "支部"}),
                   field("joined", FieldType::date, {"到任时间"}),
                   field("left", FieldType::date, {"离任时间"})};
    form.key = {"name", "department"};
    return form;
}

inline Form meeting_form() {
    Form form;
    form.id = "branch_meeting";
    form.name = {"支部会议", "branch meeting"};
    form.sheet_words = {"三会一课", "组织生活"};
    form.fields = {unit("host", UnitKind::branch, {"支部"}),
                   field("date", FieldType::date, {"日期", "时间"}, true),
                   choice("type", {"会议类型"},
                          {{"lecture", {"党课", ""}, {}}, {"theme", {"主题党日", ""}, {}}}),
                   field("title", FieldType::text, {"主题", "会议主题"}, true),
                   field("due", FieldType::integer, {"应到", "应到人数"}),
                   field("present", FieldType::people, {"参加人员", "参会人员"}),
                   field("absent", FieldType::people, {"缺席人员及原因", "缺席人员"})};
    form.date = "date";
    form.host = "host";
    form.key = {"host", "date", "title"};
    return form;
}

inline Form volunteer_form() {
    Form form;
    form.id = "volunteer";
    form.name = {"志愿服务", "volunteering"};
    form.sheet_words = {"志愿"};
    form.fields = {field("person", FieldType::person, {"姓名"}, true),
                   unit("branch", UnitKind::branch, {"支部"}),
                   field("date", FieldType::date, {"日期"}, true),
                   field("service", FieldType::text, {"服务项目"}, true),
                   field("hours", FieldType::decimal, {"时长（小时）"})};
    form.date = "date";
    form.key = {"person", "date", "service"};
    return form;
}

inline Form problem_form() {
    Form form;
    form.id = "problem";
    form.name = {"问题整改", "problem"};
    form.sheet_words = {"整改"};
    form.fields = {field("problem", FieldType::text, {"问题表现"}, true),
                   field("owner", FieldType::person, {"责任人"}),
                   field("deadline", FieldType::deadline, {"整改时限"}),
                   field("closed_on", FieldType::date, {"销号时间"}),
                   field("looked_back_on", FieldType::date, {"回头看时间"}),
                   field("look_back", FieldType::text, {"回头看结果"})};
    form.key = {"problem"};
    return form;
}

inline norms::Group group(std::string id, std::vector<std::string> words, UnitKind within,
                          bool of_host) {
    norms::Group out;
    out.id = std::move(id);
    out.words = std::move(words);
    out.within = within;
    out.of_host = of_host;
    return out;
}

inline norms::Pack pack() {
    norms::Pack out;
    out.id = "test";
    out.forms = {person_form(), meeting_form(), volunteer_form(), problem_form()};
    out.groups = {group("staff", {"全体干部职工", "全体人员"}, UnitKind::department, false),
                  group("members", {"全体党员"}, UnitKind::branch, true),
                  group("leaders", {"班子成员"}, UnitKind::department, false),
                  group("heads", {"各科室负责人"}, UnitKind::department, false)};
    return out;
}

struct Somebody {
    std::string name;
    std::string department;
    std::string branch;
    std::string title;
};

inline const std::vector<Somebody>& staff() {
    static const std::vector<Somebody> people = {
        {"姜鸣", "局领导", "第一党支部", "局长"},
        {"张一凡", "办公室", "第一党支部", "主任"},
        {"王丽", "办公室", "第一党支部", "科员"},
        {"王丽", "园林绿化科", "第二党支部", "科员"},
        {"李栋", "园林绿化科", "第二党支部", "科长"},
        {"欧阳娜", "计划财务科", "第二党支部", "科长"},
    };
    return people;
}

// PersonId n is the n-th of staff(), from 1.
inline std::map<RecordId, Record> roster_records() {
    std::map<RecordId, Record> out;
    for (const Somebody& one : staff()) {
        Record record;
        record.id = RecordId{static_cast<std::int64_t>(out.size()) + 1};
        record.form = "person";
        record.fields = {{"name", Text{one.name}},
                         {"department", UnitName{one.department}},
                         {"branch", UnitName{one.branch}},
                         {"title", Text{one.title}}};
        out.emplace(record.id, std::move(record));
    }
    return out;
}

// Lines of cells split by |; an empty cell stays empty.
inline Grid grid(std::string sheet, const std::vector<std::string>& lines) {
    Grid out;
    out.sheet = std::move(sheet);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        std::vector<std::string> cells = split(lines[row], "|");
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (!cells[column].empty()) {
                out.set(row + 1, column + 1, Cell::of_text(cells[column]));
            }
        }
    }
    return out;
}

// The same as a CSV file.
inline InputFile csv(std::string name, const std::vector<std::string>& lines) {
    std::string bytes;
    for (const std::string& line : lines) {
        std::vector<std::string> cells = split(line, "|");
        for (std::string& cell : cells) {
            cell = "\"" + cell + "\"";
        }
        bytes += join(cells, ",") + "\n";
    }
    return {std::move(name), std::move(bytes)};
}

}  // namespace luze::exchange::kit
