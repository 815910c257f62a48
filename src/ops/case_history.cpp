#include "ops/case_history.h"

#include <algorithm>
#include <map>

#include "access/accounts.h"
#include "ledger/ledger.h"
#include "ops/answer_parts.h"
#include "report/faults.h"

namespace luze::ops {
namespace {

class HistoryTeller {
public:
    HistoryTeller(Desk& desk, const Record& record)
        : desk_(desk),
          record_(record),
          form_(*desk.pack().form(record.form)),
          ledger_(desk.site().session(), desk.site().book()),
          accounts_(desk.site().session(), desk.site().book()) {}

    Result<void> tell() {
        for (std::int64_t sequence : record_.entries) {
            auto entry = ledger_.read(sequence);
            if (!entry) {
                return std::unexpected(entry.error());
            }
            if (entry->kind == kinds::record || entry->kind == kinds::correction) {
                if (auto told = tell_version(*entry); !told) {
                    return told;
                }
            }
        }
        return tell_evidence();
    }

    Json history() { return Json(std::move(history_)); }
    Json files() { return Json(std::move(files_)); }

private:
    // The person of an account that has one; accounts are few and asked for again and again.
    Result<Json> person_of(const std::string& account) {
        auto known = people_.find(account);
        if (known == people_.end()) {
            auto found = accounts_.find(account);
            if (!found) {
                return std::unexpected(found.error());
            }
            Json person = *found ? person_json(desk_.roster(), (*found)->person) : Json{};
            known = people_.emplace(account, std::move(person)).first;
        }
        return known->second;
    }

    Json differences(const Record& after) const {
        Json::Array out;
        for (const norms::Field& field : form_.fields) {
            std::string before = report::shown(form_, field.id, version_);
            std::string now = report::shown(form_, field.id, after);
            if (before != now) {
                out.push_back(Json::Object{{"field", field.id},
                                           {"name", phrase_json(field.name)},
                                           {"before", before},
                                           {"after", now}});
            }
        }
        return Json(std::move(out));
    }

    Result<void> tell_version(const Entry& entry) {
        auto by = person_of(entry.actor);
        auto fields =
            entry.erased() ? Result<Fields>(Fields{}) : fields_from_json(entry.body["fields"]);
        if (!by || !fields) {
            return std::unexpected(by ? fields.error() : by.error());
        }
        Record after = record_;
        after.fields = std::move(*fields);
        history_.push_back(
            Json::Object{{"entry", entry.sequence},
                         {"kind", entry.kind},
                         {"at", entry.recorded_at.rfc3339()},
                         {"by", std::move(*by)},
                         {"account", entry.actor},
                         {"fields", entry.erased() ? Json(Json::Array{}) : differences(after)}});
        version_ = std::move(after);
        return {};
    }

    // The record knows its evidence by digest only: what names it stands in later entries.
    Result<void> tell_evidence() {
        if (record_.evidence.empty()) {
            return {};
        }
        return ledger_.for_each(record_.id.value, [&](const Entry& entry) -> Result<void> {
            if (entry.kind != kinds::evidence || entry.erased() ||
                entry.body.number("of") != record_.id.value) {
                return {};
            }
            const Person* named = desk_.roster().find(PersonId{entry.body.number("by")});
            auto by = named != nullptr ? Result<Json>(person_json(desk_.roster(), named->id))
                                       : person_of(entry.actor);
            if (!by) {
                return std::unexpected(by.error());
            }
            Json::Object file{
                {"digest", entry.body.text("digest")}, {"name", entry.body.text("name")},
                {"type", entry.body.text("type")},     {"size", entry.body.number("size")},
                {"at", entry.recorded_at.rfc3339()},   {"by", *by}};
            files_.emplace_back(std::move(file));
            history_.push_back(Json::Object{{"entry", entry.sequence},
                                            {"kind", entry.kind},
                                            {"at", entry.recorded_at.rfc3339()},
                                            {"by", std::move(*by)},
                                            {"account", entry.actor},
                                            {"fields", Json(Json::Array{})},
                                            {"file", entry.body.text("name")}});
            return {};
        });
    }

    Desk& desk_;
    const Record& record_;
    const norms::Form& form_;
    ledger::Ledger ledger_;
    access::Accounts accounts_;
    std::map<std::string, Json> people_;
    Record version_;  // as the entry before left it
    Json::Array history_;
    Json::Array files_;
};

}  // namespace

Result<void> put_history(Desk& desk, RecordId id, const Asker& asker, Date day, Json::Object& out) {
    auto record = desk.record(id, asker, day);
    if (!record) {
        return std::unexpected(record.error());
    }
    HistoryTeller teller(desk, **record);
    if (auto told = teller.tell(); !told) {
        return told;
    }
    out["history"] = teller.history();
    out["files"] = teller.files();
    return {};
}

}  // namespace luze::ops
