#include "ops/hand_out_document.h"

#include <algorithm>

#include "casework/roles.h"

namespace luze::ops {
namespace {

const char* of_word(norms::DocumentOf of) {
    switch (of) {
        case norms::DocumentOf::record:
            return "record";
        case norms::DocumentOf::person:
            return "person";
        case norms::DocumentOf::quarter:
            return "quarter";
        case norms::DocumentOf::year:
            return "year";
    }
    return "year";
}

// A person's own sheet is theirs, and for those who read such records anyway; what counts the whole
// organisation is for those who see it whole.
Result<void> may_have(const Desk& desk, const DocumentKind& kind, const DocumentWish& wish,
                      const Asker& asker, Date day) {
    const bool of_all =
        kind.ledger || kind.of == norms::DocumentOf::quarter || kind.of == norms::DocumentOf::year;
    if (of_all && !asker.whole_book && !asker.access.may(access::Right::see_whole)) {
        return fail(ErrorKind::refused, "“" + kind.name.zh + "”涉及全单位，您的账号没有这项权限",
                    "'" + kind.name.en + "' is of the whole organisation: not yours to have");
    }
    if (asker.whole_book || kind.of != norms::DocumentOf::person || wish.person == asker.person ||
        (asker.access.scope.restricted &&
         casework::has_any_role(desk.context(day), asker.person, {"head", "discipline"}, nullptr,
                                day))) {
        return {};
    }
    Phrase who = casework::who_could(desk.context(day), {"head", "discipline"}, nullptr, day);
    return fail(ErrorKind::refused, "“" + kind.name.zh + "”只给本人和" + who.zh,
                "'" + kind.name.en + "' is for the person and for " + who.en);
}

// Whoever reads every record of the form, not only those that concern them.
bool reads_all(const Desk& desk, const std::string& form_id, const Asker& asker, Date day) {
    const norms::Form* form = desk.pack().form(form_id);
    return form != nullptr &&
           casework::has_any_role(desk.context(day), asker.person, form->seen_by, nullptr, day);
}

}  // namespace

Json documents_json(const norms::Pack& pack) {
    Json::Array out;
    for (const DocumentKind& kind : document_kinds(pack)) {
        Json::Array types;
        for (const char* type : {"docx", "pdf", "html", "xlsx"}) {
            if (kind.ledger == (std::string_view(type) == "xlsx")) {
                types.emplace_back(type);
            }
        }
        out.push_back(
            Json::Object{{"id", kind.id},
                         {"name", Json::Object{{"zh", kind.name.zh}, {"en", kind.name.en}}},
                         {"of", of_word(kind.of)},
                         {"form", kind.form},
                         {"ledger", kind.ledger},
                         {"restricted", kind.restricted},
                         {"types", std::move(types)}});
    }
    return out;
}

Result<DocumentFile> hand_out_document(Desk& desk, const DocumentWish& wish,
                                       std::optional<int> year, const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    auto kinds = document_kinds(desk.pack());
    auto kind = std::ranges::find(kinds, wish.kind, &DocumentKind::id);
    Scope scope = asker.whole_book ? Scope::whole_book() : Scope::open_records();
    if (kind != kinds.end()) {
        if (auto may = may_have(desk, *kind, wish, asker, day); !may) {
            return std::unexpected(may.error());
        }
        if (kind->of == norms::DocumentOf::record && !kind->ledger) {
            // Whoever may see the record may have it written; what else is restricted stays so.
            auto record = desk.record(wish.record, asker, day);
            if (!record) {
                return std::unexpected(record.error());
            }
            scope = kind->restricted ? Scope::whole_book() : scope;
        }
        if (kind->ledger && kind->restricted && reads_all(desk, kind->form, asker, day)) {
            scope = Scope::whole_book();
        }
    }
    Moment moment{day, std::nullopt, year ? year : std::optional(day.year())};
    auto snapshot = Snapshot::of(desk.book(), moment);
    return snapshot ? write_document(**snapshot, wish, scope) : std::unexpected(snapshot.error());
}

}  // namespace luze::ops
