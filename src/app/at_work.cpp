#include "app/at_work.h"

#include <charconv>

#include "app/exit_code.h"
#include "app/print.h"
#include "base/limits.h"

namespace luze::app {

Result<std::unique_ptr<ops::Desk>> open_desk(const Console& console) {
    auto site = console.open_to_write();
    if (!site) {
        return std::unexpected(site.error());
    }
    return ops::Desk::open(std::move(*site));
}

Result<ops::Asker> asker_of(const Console& console, const ops::Desk& desk) {
    ops::Asker asker{{}, console.actor(), true};
    std::string name = console.options.written.text("--as");
    if (name.empty()) {
        return asker;
    }
    auto person = desk.person(name.starts_with("#") ? name.substr(1) : name);
    if (!person) {
        return std::unexpected(person.error());
    }
    asker.person = *person;
    return asker;
}

Result<ops::Typed> typed_of(const std::vector<std::string>& words) {
    ops::Typed typed;
    for (const std::string& word : words) {
        std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0) {
            return fail(ErrorKind::usage, "“" + word + "”应写成 字段=内容",
                        "'" + word + "' should read field=text");
        }
        std::string text = word.substr(equals + 1);
        if (text.starts_with("@")) {
            auto read = ops::read_file(text.substr(1), limits::cell_bytes);
            if (!read) {
                return std::unexpected(read.error());
            }
            text = std::move(*read);
        }
        typed[word.substr(0, equals)] = std::move(text);
    }
    return typed;
}

Result<RecordId> record_id(const std::string& text) {
    std::string digits = text.starts_with("#") ? text.substr(1) : text;
    std::int64_t number = 0;
    auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (wrong != std::errc{} || end != digits.data() + digits.size() || number <= 0) {
        return fail(ErrorKind::usage, "“" + text + "”不是记录编号",
                    "'" + text + "' is no number of a record");
    }
    return RecordId{number};
}

Result<std::optional<Date>> day_of(const std::string& text, const char* option) {
    if (text.empty()) {
        return std::optional<Date>{};
    }
    auto day = Date::parse(text);
    if (!day) {
        return fail(ErrorKind::usage,
                    std::string(option) + " 的日期“" + text + "”不对，应写作 2021-12-31",
                    std::string(option) + ": '" + text + "' is no day like 2021-12-31");
    }
    return day;
}

std::string member_text(const Console& console, const Json& value) {
    if (value.string() != nullptr) {
        return harmless(*value.string());
    }
    if (value.integer() != nullptr) {
        return std::to_string(*value.integer());
    }
    if (value.boolean() != nullptr) {
        return *value.boolean() ? console.say("是", "yes") : "";
    }
    if (const Json::Array* items = value.array()) {
        std::string out;
        for (const Json& item : *items) {
            out += (out.empty() ? "" : "、") + member_text(console, item);
        }
        return out;
    }
    if (value.object() != nullptr) {
        const char* member = !value["name"].is_null()                   ? "name"
                             : console.options.language == Language::zh ? "zh"
                                                                        : "en";
        return member_text(console, value[member]);
    }
    return "";
}

void print_answer(const Console& console, const Json& answer, const std::vector<Shown>& columns) {
    if (console.options.json) {
        return console.print(canonical(answer) + "\n");
    }
    const Json::Array* items = answer.array();
    if (items == nullptr || items->empty()) {
        return console.print(console.say("没有。\n", "None.\n"));
    }
    Table table;
    for (const Shown& column : columns) {
        table.headers.push_back(console.say(column.zh, column.en));
    }
    for (const Json& item : *items) {
        std::vector<std::string> row;
        for (const Shown& column : columns) {
            row.push_back(member_text(console, item[column.member]));
        }
        table.rows.push_back(std::move(row));
    }
    console.print(format_table(table));
}

int done(const Console& console, ops::Desk& desk, const Json& answer, const std::string& said) {
    if (auto note = desk.site().sign(); !note) {
        return console.report(note.error());
    }
    console.print(console.options.json ? canonical(answer) + "\n" : said + "\n");
    return exit_done;
}

}  // namespace luze::app
