#include "views/record_view.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/limits.h"

namespace luze::views {
namespace {

constexpr std::int64_t schema_version = 1;
constexpr const char* version_name = "views.version";
constexpr const char* every_book = "";  // meta rows that concern the whole database

// `form` answers lists; the rest is what a record is.
constexpr std::string_view tables = R"sql(
DROP TABLE IF EXISTS view_record;
DROP TABLE IF EXISTS view_position;
CREATE TABLE view_record (
    book {text} NOT NULL,
    id bigint NOT NULL,
    form {text} NOT NULL,
    file {text} NOT NULL,
    sheet {text} NOT NULL,
    source_row bigint NOT NULL,
    source_year bigint NOT NULL,
    duplicate_of bigint NOT NULL,
    import bigint NOT NULL,
    recorded_at bigint NOT NULL,
    fields {text} NOT NULL,
    entries {text} NOT NULL,
    evidence {text} NOT NULL,
    PRIMARY KEY (book, id)
);
CREATE INDEX view_record_form ON view_record (book, form, id);
CREATE TABLE view_position (
    book {text} NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (book)
)
)sql";

constexpr store::Statement count_tables{
    "view.tables",
    "SELECT count(*) FROM sqlite_master WHERE type = 'table'"
    " AND name IN ('view_record', 'view_position')",
    "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
    " AND table_name IN ('view_record', 'view_position')"};
constexpr store::Statement read_version{
    "view.version", "SELECT value FROM meta WHERE book = :book AND name = :name"};
constexpr store::Statement drop_version{"view.version.drop",
                                        "DELETE FROM meta WHERE book = :book AND name = :name"};
constexpr store::Statement write_version{
    "view.version.write", "INSERT INTO meta (book, name, value) VALUES (:book, :name, :value)"};
constexpr store::Statement read_position{"view.position",
                                         "SELECT position FROM view_position WHERE book = :book"};
constexpr store::Statement drop_position{"view.position.drop",
                                         "DELETE FROM view_position WHERE book = :book"};
constexpr store::Statement write_position{
    "view.position.write", "INSERT INTO view_position (book, position) VALUES (:book, :position)"};
constexpr store::Statement drop_record{"view.record.drop",
                                       "DELETE FROM view_record WHERE book = :book AND id = :id"};
constexpr store::Statement read_repeats{
    "view.record.repeats", "SELECT id FROM view_record WHERE book = :book AND duplicate_of = :id"};
constexpr store::Statement drop_records{"view.records.drop",
                                        "DELETE FROM view_record WHERE book = :book"};
constexpr store::Statement insert_record{
    "view.record.insert",
    "INSERT INTO view_record (book, id, form, file, sheet, source_row, source_year, duplicate_of,"
    " import, recorded_at, fields, entries, evidence) VALUES (:book, :id, :form, :file, :sheet,"
    " :source_row, :source_year, :duplicate_of, :import, :recorded_at, :fields, :entries,"
    " :evidence)"};
constexpr store::Statement read_records{
    "view.records",
    "SELECT id, form, file, sheet, source_row, source_year, duplicate_of, import, recorded_at,"
    " fields, entries, evidence FROM view_record WHERE book = :book ORDER BY id"};
constexpr store::Statement list_all{
    "view.list.all",
    "SELECT id, form, file, sheet, source_row, fields FROM view_record"
    " WHERE book = :book AND id > :after ORDER BY id LIMIT :count"};
constexpr store::Statement list_form{
    "view.list.form",
    "SELECT id, form, file, sheet, source_row, fields FROM view_record"
    " WHERE book = :book AND form = :form AND id > :after ORDER BY id LIMIT :count"};

using Stored =
    std::tuple<std::int64_t, std::string, std::string, std::string, std::int64_t, std::int64_t,
               std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string>;

Stored stored(const Record& record) {
    Json::Array entries(record.entries.begin(), record.entries.end());
    Json::Array evidence(record.evidence.begin(), record.evidence.end());
    return {record.id.value,
            record.form,
            record.source.file,
            record.source.sheet,
            record.source.row,
            record.source.year,
            record.duplicate_of.value,
            record.import,
            record.recorded_at.ms,
            canonical(to_json(record.fields)),
            canonical(Json(std::move(entries))),
            canonical(Json(std::move(evidence)))};
}

Result<void> insert(store::Session& session, const std::string& book,
                    const std::vector<const Record*>& records) {
    store::Rows rows;
    for (const Record* record : records) {
        std::apply([&](const auto&... columns) { rows.add(book, columns...); }, stored(*record));
    }
    return records.empty() ? Result<void>{} : session.insert(insert_record, rows);
}

Result<void> move_to(store::Session& session, const std::string& book, std::int64_t position) {
    if (auto dropped = session.execute(drop_position, book); !dropped) {
        return std::unexpected(dropped.error());
    }
    auto written = session.execute(write_position, book, position);
    return written ? Result<void>{} : std::unexpected(written.error());
}

// The record that an entry makes or changes; none for other kinds.
RecordId touched(const Entry& entry) {
    if (entry.kind == kinds::record) {
        return RecordId{entry.sequence};
    }
    bool changes = entry.kind == kinds::step || entry.kind == kinds::correction ||
                   entry.kind == kinds::withdrawal || entry.kind == kinds::evidence;
    return changes ? RecordId{entry.body.number("of")} : RecordId{};
}

// Are the tables there, and of this version?
Result<bool> ready(store::Session& session) {
    auto version =
        session.read_one<std::tuple<std::string>>(read_version, every_book, version_name);
    if (!version) {
        return std::unexpected(version.error());
    }
    auto tables_there = session.read_one<std::tuple<std::int64_t>>(count_tables);
    if (!tables_there) {
        return std::unexpected(tables_there.error());
    }
    return *version && std::get<0>(**version) == std::to_string(schema_version) && *tables_there &&
           std::get<0>(**tables_there) == 2;
}

// Adds the rows that repeat a withdrawn one: the first of them now stands in its place.
Result<void> add_repeats(store::Session& session, const std::string& book, RecordId gone,
                         std::set<RecordId>& ids) {
    auto rows = session.read<std::tuple<std::int64_t>>(read_repeats, book, gone.value);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (const auto& [id] : *rows) {
        ids.insert(RecordId{id});
    }
    return {};
}

Phrase difference(std::int64_t id, const char* zh, const char* en) {
    std::string number = std::to_string(id);
    return {"视图 view_record 里第" + number + "号记录" + zh,
            "record " + number + " of view_record " + en};
}

}  // namespace

Result<void> prepare(store::Session& session) {
    auto is_ready = ready(session);
    if (!is_ready) {
        return std::unexpected(is_ready.error());
    }
    if (*is_ready) {
        return {};
    }
    return store::transact(session, [&]() -> Result<void> {
        if (auto made = session.run_script("view tables", tables); !made) {
            return made;
        }
        if (auto dropped = session.execute(drop_version, every_book, version_name); !dropped) {
            return std::unexpected(dropped.error());
        }
        auto written = session.execute(write_version, every_book, version_name,
                                       std::to_string(schema_version));
        return written ? Result<void>{} : std::unexpected(written.error());
    });
}

Result<std::int64_t> position(store::Session& session, const std::string& book) {
    auto row = session.read_one<std::tuple<std::int64_t>>(read_position, book);
    if (!row) {
        return std::unexpected(row.error());
    }
    return *row ? std::get<0>(**row) : 0;
}

Result<void> apply(store::Session& session, const std::string& book,
                   const std::vector<Entry>& entries, const Book& folded) {
    std::set<RecordId> ids;
    for (const Entry& entry : entries) {
        RecordId id = touched(entry);
        if (id) {
            ids.insert(id);
        }
        if (id && entry.kind == kinds::withdrawal) {
            if (auto added = add_repeats(session, book, id, ids); !added) {
                return added;
            }
        }
    }
    std::vector<const Record*> live;
    for (RecordId id : ids) {
        bool fresh = !entries.empty() && id.value >= entries.front().sequence;
        if (!fresh) {
            if (auto dropped = session.execute(drop_record, book, id.value); !dropped) {
                return std::unexpected(dropped.error());
            }
        }
        if (auto at = folded.records.find(id); at != folded.records.end()) {
            live.push_back(&at->second);
        }
    }
    if (auto inserted = insert(session, book, live); !inserted) {
        return inserted;
    }
    return move_to(session, book, folded.size);
}

Result<void> rebuild(store::Session& session, const std::string& book, const Book& folded) {
    if (auto dropped = session.execute(drop_records, book); !dropped) {
        return std::unexpected(dropped.error());
    }
    std::vector<const Record*> live;
    for (const auto& [id, record] : folded.records) {
        live.push_back(&record);
    }
    if (auto inserted = insert(session, book, live); !inserted) {
        return inserted;
    }
    return move_to(session, book, folded.size);
}

Result<std::vector<Phrase>> compare(store::Session& session, const std::string& book,
                                    const Book& folded) {
    auto is_ready = ready(session);
    if (!is_ready) {
        return std::unexpected(is_ready.error());
    }
    if (!*is_ready) {
        return std::vector<Phrase>{
            {"视图的表不见了，或是别的版本的（下次写入时重建）",
             "the tables of the views are gone or of another version; the next write makes them"
             " anew"}};
    }
    auto written = position(session, book);
    if (!written) {
        return std::unexpected(written.error());
    }
    auto rows = session.read<Stored>(read_records, book);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::map<std::int64_t, const Stored*> found;
    for (const Stored& row : *rows) {
        found[std::get<0>(row)] = &row;
    }
    std::vector<Phrase> differences;
    if (*written != folded.size) {
        std::string here = std::to_string(*written);
        std::string there = std::to_string(folded.size);
        differences.push_back(
            {"视图 view_position 说写到第" + here + "条，账目有" + there + "条",
             "view_position says that entry " + here + " is the last, the book has " + there});
    }
    for (const auto& [id, record] : folded.records) {
        auto at = found.find(id.value);
        if (at == found.end()) {
            differences.push_back(difference(id.value, "不见了", "is gone"));
        } else {
            if (*at->second != stored(record)) {
                differences.push_back(
                    difference(id.value, "与账目不符", "is not what the entries say"));
            }
            found.erase(at);
        }
    }
    for (const auto& [id, row] : found) {
        differences.push_back(difference(id, "在账目里没有", "is in no entry"));
    }
    return differences;
}

Result<std::vector<RecordRow>> list(store::Session& session, const std::string& book,
                                    const RecordQuery& query, Scope scope) {
    using Row =
        std::tuple<std::int64_t, std::string, std::string, std::string, std::int64_t, std::string>;
    auto count = static_cast<std::int64_t>(limits::page_size);
    auto rows = query.form.empty()
                    ? session.read<Row>(list_all, book, query.after, count)
                    : session.read<Row>(list_form, book, query.form, query.after, count);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    std::vector<RecordRow> out;
    for (Row& row : *rows) {
        auto& [id, form, file, sheet, source_row, fields] = row;
        bool hidden = !scope.restricted && std::ranges::find(query.restricted_forms, form) !=
                                               query.restricted_forms.end();
        RecordRow line{RecordId{id}, std::move(form), "", "", 0, ""};
        if (!hidden) {
            line.file = std::move(file);
            line.sheet = std::move(sheet);
            line.row = source_row;
            line.fields = std::move(fields);
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace luze::views
