#include "model/book.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace luze {
namespace {

std::unexpected<Error> corrupt(const Entry& entry, const std::string& zh, const std::string& en) {
    std::string number = std::to_string(entry.sequence);
    return fail(ErrorKind::corrupt, "第" + number + "条账目（" + entry.kind + "）" + zh,
                "entry " + number + " (" + entry.kind + ") " + en);
}

Source source_from(const Json& json) {
    return Source{json.text("file"), json.text("sheet"), static_cast<int>(json.number("row")),
                  static_cast<int>(json.number("year"))};
}

std::optional<Window> window_from(const Json& json) {
    auto first = Date::parse(json.text("first"));
    auto last = Date::parse(json.text("last"));
    if (!first || !last) {
        return std::nullopt;
    }
    return Window{*first, *last};
}

using Applied = Result<void>;

Applied open_book(Book& book, const Entry& entry) {
    book.name = entry.body.text("name");
    book.zone = static_cast<int>(entry.body.number("zone", 480));
    return {};
}

Applied adopt_pack(Book& book, const Entry& entry) {
    auto from = Date::parse(entry.body.text("from"));
    const Json::Object* files = entry.body["files"].object();
    if (!from || files == nullptr) {
        return corrupt(entry, "缺少生效日或规则文件", "lacks its date or its files");
    }
    PackAdoption pack{entry.sequence, entry.body.text("id"), entry.body.text("version"), *from, {}};
    for (const auto& [path, text] : *files) {
        pack.files[path] = text.string() == nullptr ? std::string() : *text.string();
    }
    book.packs.push_back(std::move(pack));
    return {};
}

Applied set_parameter(Book& book, const Entry& entry) {
    auto from = Date::parse(entry.body.text("from"));
    if (!from) {
        return corrupt(entry, "缺少生效日", "lacks its date");
    }
    book.settings.push_back(
        {entry.sequence, entry.body.text("id"), entry.body.text("value"), *from});
    return {};
}

// The first entry of an import says which files it read.
void begin_import(Book& book, const Entry& entry) {
    ImportBatch batch{entry.sequence, entry.recorded_at, {}, entry.kind == kinds::record ? 1 : 0};
    if (const Json::Array* files = entry.body["batch"]["files"].array()) {
        for (const Json& file : *files) {
            batch.files.push_back(file.text("name"));
        }
    }
    book.imports.push_back(std::move(batch));
}

Result<Fields> optional_fields(const Json& json) {
    return json.is_null() ? Result<Fields>(Fields{}) : fields_from_json(json);
}

Result<Step> step_from(const Entry& entry) {
    auto on = Date::parse(entry.body.text("on"));
    if (!on) {
        return corrupt(entry, "缺少日期", "lacks its day");
    }
    auto with = optional_fields(entry.body["with"]);
    if (!with) {
        return std::unexpected(with.error());
    }
    return Step{entry.sequence,
                entry.body.text("act"),
                *on,
                PersonId{entry.body.number("by")},
                entry.recorded_at,
                {},
                std::move(*with)};
}

Applied add_record(Book& book, const Entry& entry) {
    auto fields = fields_from_json(entry.body["fields"]);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    Record record;
    record.id = RecordId{entry.sequence};
    record.form = entry.body.text("form");
    record.fields = std::move(*fields);
    record.source = source_from(entry.body["source"]);
    record.duplicate_of = RecordId{entry.body.number("duplicate_of")};
    record.import = entry.body.number("import");
    record.recorded_at = entry.recorded_at;
    record.commitment = entry.commitment;
    record.entries = {entry.sequence};
    if (!entry.body["act"].is_null()) {
        auto step = step_from(entry);
        if (!step) {
            return std::unexpected(step.error());
        }
        step->fields = record.fields;
        record.steps.push_back(std::move(*step));
    }
    if (std::int64_t mended = entry.body.number("mends"); mended != 0) {
        book.held.erase(mended);
    }
    auto batch = std::ranges::find(book.imports, record.import, &ImportBatch::entry);
    if (batch != book.imports.end()) {
        ++batch->rows;
    }
    book.by_form[record.form].insert(record.id);
    book.records.emplace(record.id, std::move(record));
    return {};
}

Record* find_record(Book& book, std::int64_t id) {
    auto at = book.records.find(RecordId{id});
    return at == book.records.end() ? nullptr : &at->second;
}

Applied correct_record(Book& book, const Entry& entry) {
    Record* record = find_record(book, entry.body.number("of"));
    if (record == nullptr) {
        return corrupt(entry, "所更正的记录不存在", "corrects a record that is not there");
    }
    auto fields = fields_from_json(entry.body["fields"]);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    record->fields = std::move(*fields);
    record->duplicate_of = RecordId{entry.body.number("duplicate_of")};
    if (!entry.body["source"].is_null()) {
        record->source = source_from(entry.body["source"]);
    }
    record->entries.push_back(entry.sequence);
    return {};
}

// Changes only the fields that the step names.
Applied take_step(Book& book, const Entry& entry) {
    Record* record = find_record(book, entry.body.number("of"));
    if (record == nullptr) {
        return corrupt(entry, "所办的记录不存在", "is a step of a record that is not there");
    }
    auto fields = optional_fields(entry.body["fields"]);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    auto step = step_from(entry);
    if (!step) {
        return std::unexpected(step.error());
    }
    RecordId into{entry.body.number("merged_into")};
    if (into && (into == record->id || find_record(book, into.value) == nullptr)) {
        return corrupt(entry, "并入的记录不存在", "merges into a record that is not there");
    }
    if (const Json::Array* clears = entry.body["clears"].array()) {
        for (const Json& field : *clears) {
            if (field.string() != nullptr) {
                record->fields.erase(*field.string());
            }
        }
    }
    for (const auto& [id, value] : *fields) {
        record->fields.insert_or_assign(id, value);
    }
    record->merged_into = into ? into : record->merged_into;
    record->divided = record->divided || entry.body["divided"] == Json(true);
    step->fields = std::move(*fields);
    step->evidence = record->evidence.size();
    record->steps.push_back(std::move(*step));
    record->entries.push_back(entry.sequence);
    return {};
}

// When a row goes, the first of those that repeat it stands in its place.
void promote_duplicates(Book& book, RecordId gone) {
    RecordId heir;
    for (auto& [id, record] : book.records) {
        if (record.duplicate_of == gone) {
            record.duplicate_of = heir;
            heir = heir ? heir : id;
        }
    }
}

Applied withdraw_record(Book& book, const Entry& entry) {
    std::int64_t id = entry.body.number("of");
    auto at = book.records.find(RecordId{id});
    if (book.held.erase(id) == 0 && at == book.records.end()) {
        return corrupt(entry, "所撤回的记录不存在", "withdraws a record that is not there");
    }
    if (at != book.records.end()) {
        book.by_form[at->second.form].erase(at->first);
        book.records.erase(at);
    }
    promote_duplicates(book, RecordId{id});
    return {};
}

Applied hold_row(Book& book, const Entry& entry) {
    HeldRow row{entry.sequence,
                entry.body.text("form"),
                source_from(entry.body["source"]),
                {},
                {entry.body["problem"].text("zh"), entry.body["problem"].text("en")}};
    if (const Json::Array* cells = entry.body["cells"].array()) {
        for (const Json& cell : *cells) {
            const Json::Array* pair = cell.array();
            if (pair != nullptr && pair->size() == 2 && (*pair)[0].string() != nullptr &&
                (*pair)[1].string() != nullptr) {
                row.cells.emplace_back(*(*pair)[0].string(), *(*pair)[1].string());
            }
        }
    }
    book.held.emplace(entry.sequence, std::move(row));
    return {};
}

Applied waive(Book& book, const Entry& entry) {
    auto window = window_from(entry.body["window"]);
    if (!window) {
        return corrupt(entry, "缺少期间", "lacks its window");
    }
    book.waivers.push_back({entry.sequence, entry.body.text("duty"), entry.body.text("bearer"),
                            *window, entry.body.text("reason"), entry.body.text("approved_by")});
    return {};
}

Applied link_record(Book& book, const Entry& entry) {
    auto window = window_from(entry.body["window"]);
    if (!window || find_record(book, entry.body.number("record")) == nullptr) {
        return corrupt(entry, "缺少期间或记录", "lacks its window or its record");
    }
    book.links.push_back(
        {entry.sequence, RecordId{entry.body.number("record")}, entry.body.text("duty"), *window});
    return {};
}

Applied write_prose(Book& book, const Entry& entry) {
    auto& places = book.prose[entry.body.text("report")];
    std::string text = entry.body.text("text");
    if (text.empty()) {
        places.erase(entry.body.text("place"));
    } else {
        places[entry.body.text("place")] = std::move(text);
    }
    return {};
}

Applied add_evidence(Book& book, const Entry& entry) {
    Record* record = find_record(book, entry.body.number("of"));
    if (record == nullptr) {
        return corrupt(entry, "所附的记录不存在", "belongs to a record that is not there");
    }
    record->evidence.push_back(entry.body.text("digest"));
    return {};
}

struct Handler {
    std::string_view kind;
    Applied (*apply)(Book&, const Entry&);
};

constexpr std::array<Handler, 12> handlers{{
    {kinds::book_opened, open_book},
    {kinds::pack_adopted, adopt_pack},
    {kinds::parameter_set, set_parameter},
    {kinds::record, add_record},
    {kinds::correction, correct_record},
    {kinds::step, take_step},
    {kinds::withdrawal, withdraw_record},
    {kinds::held_row, hold_row},
    {kinds::waiver, waive},
    {kinds::link, link_record},
    {kinds::prose, write_prose},
    {kinds::evidence, add_evidence},
}};

}  // namespace

std::vector<const Record*> Book::of_form(std::string_view form) const {
    std::vector<const Record*> out;
    auto ids = by_form.find(form);
    for (RecordId id : ids == by_form.end() ? std::set<RecordId>{} : ids->second) {
        auto at = records.find(id);
        if (at != records.end() && at->second.counts()) {
            out.push_back(&at->second);
        }
    }
    return out;
}

const PackAdoption* Book::pack_on(Date day) const {
    const PackAdoption* found = packs.empty() ? nullptr : &packs.front();
    for (const PackAdoption& pack : packs) {
        if (pack.from <= day) {
            found = &pack;
        }
    }
    return found;
}

Result<void> apply(Book& book, const Entry& entry) {
    if (entry.sequence != book.size + 1) {
        return corrupt(entry, "次序不对", "is out of sequence");
    }
    for (const Handler& handler : handlers) {
        if (handler.kind == entry.kind) {
            auto applied = handler.apply(book, entry);
            if (applied) {
                if (!entry.body["batch"].is_null()) {
                    begin_import(book, entry);
                }
                book.size = entry.sequence;
                book.last_recorded = entry.recorded_at;
            }
            return applied;
        }
    }
    return corrupt(entry, "种类不认识，可能由更新的版本写入", "is of an unknown kind");
}

}  // namespace luze
