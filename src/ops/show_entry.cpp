#include "ops/show_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "casework/procedure.h"
#include "casework/sight.h"
#include "ledger/ledger.h"
#include "ops/show_standing.h"

namespace luze::ops {
namespace {

const std::array<EntryKind, 12>& named_kinds() {
    static const std::array<EntryKind, 12> names{{
        {kinds::book_opened, {"建账", "book opened"}},
        {kinds::pack_adopted, {"采用规则包", "rules adopted"}},
        {kinds::parameter_set, {"改参数", "parameter set"}},
        {kinds::record, {"记录", "record"}},
        {kinds::correction, {"更正", "correction"}},
        {kinds::step, {"办一步", "step"}},
        {kinds::withdrawal, {"撤回", "withdrawal"}},
        {kinds::held_row, {"暂存待改", "row held"}},
        {kinds::waiver, {"豁免", "waiver"}},
        {kinds::link, {"挂接", "link"}},
        {kinds::prose, {"报告文字", "report text"}},
        {kinds::evidence, {"佐证", "evidence"}},
    }};
    return names;
}

const EntryKind* named_kind(const std::string& kind) {
    auto at = std::ranges::find(named_kinds(), kind, &EntryKind::id);
    return at == named_kinds().end() ? nullptr : &*at;
}

Phrase name_of_kind(const std::string& kind) {
    const EntryKind* named = named_kind(kind);
    return named == nullptr ? Phrase{"其他", "other"} : named->name;
}

bool speaks_of_another(const std::string& kind) {
    return kind == kinds::correction || kind == kinds::step || kind == kinds::withdrawal ||
           kind == kinds::evidence || kind == kinds::link;
}

std::int64_t subject_of(const Entry& entry) {
    return entry.body.number(entry.kind == kinds::link ? "record" : "of", 0);
}

std::string window_text(const Json& window) {
    return window.text("first") + " 至 " + window.text("last");
}

class EntryReader {
public:
    EntryReader(Site& site, const Snapshot& snapshot, Scope scope)
        : ledger_(site.session(), site.book()), snapshot_(snapshot), scope_(scope) {}

    Result<EntryLine> line(const Entry& entry) const {
        auto form = form_id(entry);
        if (!form) {
            return std::unexpected(form.error());
        }
        EntryLine line;
        line.sequence = entry.sequence;
        line.digest = entry.commitment.hex();
        line.erased = entry.erased();
        line.restricted = (!scope_.restricted && restricted(entry, *form)) || !within_reach(entry);
        if (line.restricted) {
            return line;
        }
        line.recorded_at = entry.recorded_at;
        line.actor = entry.actor;
        line.kind = entry.kind;
        line.kind_name = name_of_kind(entry.kind);
        line.summary = line.erased ? "" : summary(entry, *form);
        return line;
    }

    Result<EntryAnswer> answer(const Entry& entry) const {
        EntryAnswer out;
        auto head = line(entry);
        if (!head) {
            return std::unexpected(head.error());
        }
        out.line = std::move(*head);
        if (!out.line.restricted && !out.line.erased) {
            if (auto told = tell(entry, out); !told) {
                return std::unexpected(told.error());
            }
        }
        out.leaf = entry.leaf().hex();
        out.size = snapshot_.book().size;
        auto proof = ledger_.prove(entry.sequence, out.size);
        if (!proof) {
            return std::unexpected(proof.error());
        }
        out.root = proof->root.hex();
        for (const Digest& digest : proof->path) {
            out.path.push_back(digest.hex());
        }
        return out;
    }

    const ledger::Ledger& ledger() const { return ledger_; }

private:
    // Of the record, or of what the entry speaks of; empty where there is none.
    Result<std::string> form_id(const Entry& entry) const {
        if (!speaks_of_another(entry.kind)) {
            return entry.body.text("form");
        }
        auto live = snapshot_.book().records.find(RecordId{subject_of(entry)});
        if (live != snapshot_.book().records.end()) {
            return live->second.form;
        }
        auto subject = ledger_.read(subject_of(entry));
        if (!subject) {
            return subject.error().kind == ErrorKind::missing ? Result<std::string>("")
                                                              : std::unexpected(subject.error());
        }
        return subject->body.text("form");
    }

    // What cannot be told for certain is restricted.
    bool restricted(const Entry& entry, const std::string& form_id) const {
        if (entry.kind == kinds::waiver) {
            standing::Obligation owed;
            owed.duty = snapshot_.pack().duty(entry.body.text("duty"));
            return owed.duty == nullptr || !may_name(snapshot_, owed, scope_);
        }
        bool of_record = entry.kind == kinds::record || entry.kind == kinds::held_row ||
                         speaks_of_another(entry.kind);
        if (!of_record) {
            return named_kind(entry.kind) == nullptr;
        }
        const norms::Form* form = snapshot_.pack().form(form_id);
        return form == nullptr || form->restricted;
    }

    // Whose record is not there any more cannot be told.
    bool within_reach(const Entry& entry) const {
        if (scope_.all_units) {
            return true;
        }
        const bool of_record = entry.kind == kinds::record || speaks_of_another(entry.kind);
        auto live = snapshot_.book().records.find(
            RecordId{speaks_of_another(entry.kind) ? subject_of(entry) : entry.sequence});
        if (of_record && live != snapshot_.book().records.end()) {
            return casework::may_see(snapshot_.context(), live->second, scope_, snapshot_.today());
        }
        return !of_record && entry.kind != kinds::held_row && entry.kind != kinds::waiver;
    }

    std::string summary(const Entry& entry, const std::string& form_id) const {
        const Json& body = entry.body;
        const norms::Form* form = snapshot_.pack().form(form_id);
        std::string form_name = form == nullptr ? form_id : form->name.zh;
        if (entry.kind == kinds::record || entry.kind == kinds::correction) {
            return form_name + "：" + matter(entry, form);
        }
        if (entry.kind == kinds::book_opened) {
            return body.text("name");
        }
        if (entry.kind == kinds::pack_adopted) {
            return body.text("id") + " " + body.text("version");
        }
        if (entry.kind == kinds::parameter_set) {
            return body.text("id") + " = " + body.text("value") + "（自 " + body.text("from") +
                   "）";
        }
        if (entry.kind == kinds::held_row) {
            return form_name + "：" + body["problem"].text("zh");
        }
        if (entry.kind == kinds::waiver) {
            const norms::Duty* duty = snapshot_.pack().duty(body.text("duty"));
            return (duty == nullptr ? body.text("duty") : duty->name.zh) + "，" +
                   window_text(body["window"]) + "，" + body.text("reason");
        }
        if (entry.kind == kinds::prose) {
            return body.text("place");
        }
        std::string of = "第" + std::to_string(subject_of(entry)) + "条";
        return entry.kind == kinds::withdrawal ? of + "：" + body.text("reason")
               : entry.kind == kinds::step     ? of + "：" + step_name(entry)
                                               : of;
    }

    // As the procedure that its record goes by calls it.
    std::string step_name(const Entry& entry) const {
        std::string id = entry.body.text("act");
        auto live = snapshot_.book().records.find(RecordId{subject_of(entry)});
        const norms::Procedure* procedure =
            live == snapshot_.book().records.end()
                ? nullptr
                : casework::procedure_of(snapshot_.context(), live->second);
        const norms::Act* act = procedure == nullptr ? nullptr : procedure->act(id);
        return act == nullptr ? id : act->name.zh;
    }

    // The fields of a record's key, as this entry has them.
    std::string matter(const Entry& entry, const norms::Form* form) const {
        auto fields = fields_from_json(entry.body["fields"]);
        if (!fields || form == nullptr) {
            return "";
        }
        Record record;
        record.fields = std::move(*fields);
        std::vector<std::string> parts;
        for (const std::string& key : form->key) {
            if (std::string text = report::shown(*form, key, record); !text.empty()) {
                parts.push_back(std::move(text));
            }
        }
        return join(parts, "，");
    }

    Result<void> tell(const Entry& entry, EntryAnswer& out) const {
        auto form = form_id(entry);
        if (!form) {
            return std::unexpected(form.error());
        }
        tell_fields(entry, snapshot_.pack().form(*form), out);
        tell_source(entry.body, out);
        std::int64_t first = speaks_of_another(entry.kind) ? subject_of(entry) : entry.sequence;
        auto live = snapshot_.book().records.find(RecordId{first});
        if (live != snapshot_.book().records.end()) {
            out.versions = live->second.entries;
        } else if (first != entry.sequence && first > 0) {
            out.versions = {first, entry.sequence};
        }
        out.sealed = sealed_bytes(entry);
        out.salt = to_hex({reinterpret_cast<const char*>(entry.salt->data()), entry.salt->size()});
        return {};
    }

    void tell_fields(const Entry& entry, const norms::Form* form, EntryAnswer& out) const {
        if (form != nullptr && !entry.body["fields"].is_null()) {
            auto fields = fields_from_json(entry.body["fields"]);
            Record record;
            record.fields = fields ? std::move(*fields) : Fields{};
            for (const norms::Field& field : form->fields) {
                if (std::string text = report::shown(*form, field.id, record); !text.empty()) {
                    out.fields.push_back({field.name, std::move(text)});
                }
            }
            return;
        }
        static const std::array<std::pair<const char*, Phrase>, 13> plain{{
            {"name", {"名称", "name"}},
            {"id", {"标识", "id"}},
            {"version", {"版本", "version"}},
            {"value", {"值", "value"}},
            {"from", {"自", "from"}},
            {"duty", {"职责", "duty"}},
            {"bearer", {"承担者", "bearer"}},
            {"reason", {"理由", "reason"}},
            {"approved_by", {"批准人", "approved by"}},
            {"place", {"位置", "place"}},
            {"text", {"文字", "text"}},
            {"type", {"类型", "type"}},
            {"digest", {"摘要值", "digest"}},
        }};
        for (const auto& [key, name] : plain) {
            if (std::string text = entry.body.text(key); !text.empty()) {
                out.fields.push_back({name, std::move(text)});
            }
        }
        if (entry.kind == kinds::held_row) {
            out.fields.push_back({{"问题", "problem"}, entry.body["problem"].text("zh")});
        }
    }

    static void tell_source(const Json& body, EntryAnswer& out) {
        const Json& source = body["source"];
        out.source = {source.text("file"), source.text("sheet"),
                      static_cast<int>(source.number("row")),
                      static_cast<int>(source.number("year"))};
        if (const Json::Array* cells = body["cells"].array()) {
            for (const Json& cell : *cells) {
                const Json::Array* pair = cell.array();
                if (pair != nullptr && pair->size() == 2 && (*pair)[0].string() != nullptr &&
                    (*pair)[1].string() != nullptr) {
                    out.cells.emplace_back(*(*pair)[0].string(), *(*pair)[1].string());
                }
            }
        }
    }

    ledger::Ledger ledger_;
    const Snapshot& snapshot_;
    Scope scope_;
};

std::unexpected<Error> no_such_entry(std::int64_t sequence, std::int64_t size) {
    return fail(ErrorKind::missing,
                fmt::format("账本里没有第 {} 条，现有第 1 至第 {} 条", sequence, size),
                fmt::format("there is no entry {}: the book has 1 to {}", sequence, size));
}

}  // namespace

std::span<const EntryKind> entry_kinds() { return named_kinds(); }

Result<std::vector<EntryLine>> list_entries(Site& site, const Snapshot& snapshot,
                                            std::int64_t after, std::int64_t count, Scope scope) {
    EntryReader reader(site, snapshot, scope);
    std::int64_t end = std::min(snapshot.book().size, after + count);
    std::vector<EntryLine> lines;
    if (after < 0 || after >= end) {
        return lines;
    }
    auto entries = reader.ledger().read(after + 1, end - after);
    if (!entries) {
        return std::unexpected(entries.error());
    }
    for (const Entry& entry : *entries) {
        auto line = reader.line(entry);
        if (!line) {
            return std::unexpected(line.error());
        }
        lines.push_back(std::move(*line));
    }
    return lines;
}

Result<EntryAnswer> show_entry(Site& site, const Snapshot& snapshot, std::int64_t sequence,
                               Scope scope) {
    if (sequence < 1 || sequence > snapshot.book().size) {
        return no_such_entry(sequence, snapshot.book().size);
    }
    EntryReader reader(site, snapshot, scope);
    auto entry = reader.ledger().read(sequence);
    if (!entry) {
        return std::unexpected(entry.error());
    }
    return reader.answer(*entry);
}

Json entry_json(const EntryAnswer& answer) {
    const EntryLine& line = answer.line;
    Json::Object out{{"sequence", line.sequence},
                     {"commitment", line.digest},
                     {"restricted", line.restricted},
                     {"leaf", answer.leaf},
                     {"size", answer.size},
                     {"path", Json::Array(answer.path.begin(), answer.path.end())},
                     {"root", answer.root}};
    if (!line.restricted) {
        out["recorded_at"] = line.recorded_at.rfc3339();
        out["actor"] = line.actor;
        out["kind"] = line.kind;
        out["erased"] = line.erased;
        out["sealed"] = answer.sealed;
        out["salt"] = answer.salt;
    }
    return out;
}

}  // namespace luze::ops
