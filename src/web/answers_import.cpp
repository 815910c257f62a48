// Importing: files on their way into the book, and imports of the past.
#include <charconv>

#include "ops/intake.h"
#include "ops/past_imports.h"
#include "ops/stop_upload.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

Answer opened(const std::string& id) { return {Json::Object{{"id", id}}}; }

// How the import stands after something was asked of it.
Result<Answer> looked(const Called& called, const Result<void>& done, Instant now) {
    if (!done) {
        return std::unexpected(done.error());
    }
    auto json = called.services.intake.look(called.place(), called.asker, now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<std::size_t> sheet_asked(const Called& called) {
    const std::int64_t* sheet = called.body["sheet"].integer();
    if (sheet == nullptr || *sheet < 0) {
        return fail(ErrorKind::invalid, "“sheet”是表的序号", "'sheet' is the number of a sheet");
    }
    return static_cast<std::size_t>(*sheet);
}

Result<std::vector<std::int64_t>> numbers_of(const Called& called, std::string_view member) {
    std::vector<std::int64_t> out;
    for (const Json& item : *called.body[member].array()) {
        if (item.integer() == nullptr) {
            return fail(ErrorKind::invalid, "“" + std::string(member) + "”里应都是整数",
                        "'" + std::string(member) + "' holds whole numbers");
        }
        out.push_back(*item.integer());
    }
    return out;
}

Answer counted(std::size_t count) { return {Json::Object{{"count", count}}}; }

}  // namespace

Result<Answer> list_stagings(ops::Desk&, const Called& called, Instant now) {
    return Answer{called.services.intake.list(called.asker, now)};
}

Result<Answer> open_import(ops::Desk&, const Called& called, Instant now) {
    auto id = called.services.intake.open(called.asker, now);
    return id ? Result<Answer>(opened(*id)) : std::unexpected(id.error());
}

Result<Answer> show_import(ops::Desk&, const Called& called, Instant now) {
    return looked(called, {}, now);
}

Result<Answer> add_import_file(ops::Desk& desk, const Called& called, Instant now) {
    const std::string name = called.request.asked("name");
    auto words = ops::forbidden_words(desk.site());
    auto clean = words ? ops::check_upload(*words, name, called.request.body)
                       : Result<void>(std::unexpected(words.error()));
    if (!clean) {
        return std::unexpected(clean.error());
    }
    auto added =
        called.services.intake.add(called.place(), called.asker, {name, called.request.body}, now);
    return looked(called, added, now);
}

Result<Answer> remove_import_file(ops::Desk&, const Called& called, Instant now) {
    return looked(
        called,
        called.services.intake.remove(called.place(), called.asker, called.text("name"), now), now);
}

Result<Answer> drop_import(ops::Desk&, const Called& called, Instant now) {
    auto done = called.services.intake.discard(called.place(), called.asker, now);
    return done ? Result<Answer>(opened(called.place())) : std::unexpected(done.error());
}

Result<Answer> read_import(ops::Desk&, const Called& called, Instant now) {
    return looked(called, called.services.intake.analyse(called.place(), called.asker, now), now);
}

Result<Answer> map_import(ops::Desk&, const Called& called, Instant now) {
    auto sheet = sheet_asked(called);
    if (!sheet) {
        return std::unexpected(sheet.error());
    }
    ops::SheetHint hint;
    hint.skip = called.body["skip"] == Json(true);
    hint.form = called.text("form");
    const std::int64_t* row = called.body["header_row"].integer();
    hint.header_row = row == nullptr || *row < 0 ? 0 : static_cast<std::size_t>(*row);
    for (const auto& [column, field] : called.texts("fields")) {
        auto number = number_of(column, "column");
        if (!number || *number <= 0) {
            return fail(ErrorKind::invalid, "列要写序号，从 1 起", "columns are numbered from 1");
        }
        hint.fields[static_cast<std::size_t>(*number)] = field;
    }
    return looked(
        called,
        called.services.intake.tell(called.place(), called.asker, *sheet, std::move(hint), now),
        now);
}

Result<Answer> fix_import(ops::Desk&, const Called& called, Instant now) {
    auto sheet = sheet_asked(called);
    if (!sheet) {
        return std::unexpected(sheet.error());
    }
    std::vector<ops::CellFix> fixes;
    for (const Json& item : *called.body["fixes"].array()) {
        fixes.push_back({"", "",
                         static_cast<std::size_t>(std::max<std::int64_t>(item.number("row"), 0)),
                         static_cast<std::size_t>(std::max<std::int64_t>(item.number("column"), 0)),
                         item.text("text")});
    }
    return looked(
        called,
        called.services.intake.fix(called.place(), called.asker, *sheet, std::move(fixes), now),
        now);
}

Result<Answer> show_import_sheet(ops::Desk&, const Called& called, Instant now) {
    auto number = number_of(called.place(1), "sheet");
    auto slice = called.slice();
    if (!number || *number < 0 || !slice) {
        return fail(ErrorKind::missing, "没有这张表", "there is no such sheet");
    }
    auto json = called.services.intake.sheet(called.place(), called.asker,
                                             static_cast<std::size_t>(*number), slice->offset,
                                             slice->count, now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> list_import_rows(ops::Desk&, const Called& called, Instant now) {
    auto slice = called.slice();
    if (!slice) {
        return std::unexpected(slice.error());
    }
    auto json =
        called.services.intake.rows(called.place(), called.asker, called.request.asked("kind"),
                                    slice->offset, slice->count, now);
    return json ? Result<Answer>(Answer{std::move(*json)}) : std::unexpected(json.error());
}

Result<Answer> commit_import(ops::Desk&, const Called& called, Instant now) {
    return looked(called, called.services.intake.commit(called.place(), called.asker, now), now);
}

Result<Answer> withdraw_vanished(ops::Desk& desk, const Called& called, Instant now) {
    auto records = numbers_of(called, "records");
    if (!records) {
        return std::unexpected(records.error());
    }
    auto gone = called.services.intake.vanished(called.place(), called.asker, *records, now);
    if (!gone) {
        return std::unexpected(gone.error());
    }
    auto count = ops::withdraw_imported(desk, *gone, called.text("reason"), called.asker, now);
    return count ? Result<Answer>(counted(*count)) : std::unexpected(count.error());
}

Result<Answer> list_past_imports(ops::Desk& desk, const Called&, Instant) {
    return Answer{ops::imports_json(desk)};
}

Result<Answer> withdraw_past_import(ops::Desk& desk, const Called& called, Instant now) {
    auto entry = number_of(called.place(), "entry");
    if (!entry) {
        return fail(ErrorKind::missing, "没有这次导入", "there is no such import");
    }
    auto count = ops::withdraw_import(desk, *entry, called.text("reason"), called.asker, now);
    return count ? Result<Answer>(counted(*count)) : std::unexpected(count.error());
}

Result<Answer> list_held_rows(ops::Desk& desk, const Called& called, Instant now) {
    return Answer{ops::held_json(desk, called.asker, desk.day(now))};
}

Result<Answer> mend_held_row(ops::Desk& desk, const Called& called, Instant now) {
    auto entry = called.record();
    if (!entry) {
        return std::unexpected(entry.error());
    }
    auto id = ops::mend_held(desk, entry->value, called.texts("values"), called.asker, now);
    return id ? Result<Answer>(Answer{Json::Object{{"id", id->value}}})
              : std::unexpected(id.error());
}

Result<Answer> drop_held_row(ops::Desk& desk, const Called& called, Instant now) {
    auto entry = called.record();
    if (!entry) {
        return std::unexpected(entry.error());
    }
    auto done = ops::drop_held(desk, entry->value, called.text("reason"), called.asker, now);
    return done ? Result<Answer>(Answer{Json::Object{{"id", entry->value}}})
                : std::unexpected(done.error());
}

}  // namespace luze::web
