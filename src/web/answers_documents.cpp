// Documents and ledgers.
#include "ops/hand_out_document.h"
#include "web/work_answers.h"

namespace luze::web {
namespace {

// A number in the query; none where it is absent.
Result<std::optional<std::int64_t>> asked_number(const Called& called, const char* name) {
    std::string text = called.request.asked(name);
    if (text.empty()) {
        return std::optional<std::int64_t>{};
    }
    auto number = number_of(text, name);
    return number ? Result<std::optional<std::int64_t>>(std::optional(*number))
                  : std::unexpected(number.error());
}

Result<ops::DocumentWish> wish_of(const ops::Desk& desk, const Called& called) {
    ops::DocumentWish wish;
    wish.kind = called.place();
    auto record = asked_number(called, "record");
    auto quarter = asked_number(called, "quarter");
    if (!record || !quarter) {
        return std::unexpected(record ? quarter.error() : record.error());
    }
    wish.record = RecordId{record->value_or(0)};
    wish.quarter = static_cast<int>(quarter->value_or(0));
    if (std::string who = called.request.asked("person"); !who.empty()) {
        auto person = desk.person(who);
        if (!person) {
            return std::unexpected(person.error());
        }
        wish.person = *person;
    }
    const bool ledger = wish.kind.starts_with("ledger.");
    std::string type = called.request.asked("type");
    auto parsed = ops::parse_file_type(type.empty() ? (ledger ? "xlsx" : "docx") : type);
    if (!parsed) {
        return fail(ErrorKind::usage, "type 是 docx、pdf、html 或 xlsx",
                    "type is docx, pdf, html or xlsx");
    }
    wish.type = *parsed;
    return wish;
}

}  // namespace

Result<Answer> list_documents(ops::Desk& desk, const Called&, Instant) {
    return Answer{ops::documents_json(desk.pack()), {}};
}

Result<Answer> write_document(ops::Desk& desk, const Called& called, Instant now) {
    auto wish = wish_of(desk, called);
    auto year = asked_number(called, "year");
    if (!wish || !year) {
        return std::unexpected(wish ? year.error() : wish.error());
    }
    auto asked = *year ? std::optional(static_cast<int>(**year)) : std::nullopt;
    auto file = ops::hand_out_document(desk, *wish, asked, called.asker, now);
    return file ? Result<Answer>(Answer{{}, File{file->name, file->media_type, file->bytes}})
                : std::unexpected(file.error());
}

}  // namespace luze::web
