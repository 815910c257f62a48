#include "ops/public_notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "ops/enter_record.h"

namespace luze::ops {
namespace {

std::string text_in(const Fields& fields, std::string_view field) {
    auto at = fields.find(field);
    return at == fields.end() ? "" : display(at->second);
}

// The fields as they were when the record was last published: what is being revised since then is
// not public yet. What they were before cannot be told of a row that was imported: it is left out.
Fields as_published(const norms::Pack& pack, const Record& record) {
    auto procedure = std::ranges::find(pack.procedures, record.form, &norms::Procedure::form);
    auto publishes = [&](const Step& step) {
        const norms::Act* act =
            procedure == pack.procedures.end() ? nullptr : procedure->act(step.act);
        return act != nullptr && act->to == "published";
    };
    auto since = std::find_if(record.steps.rbegin(), record.steps.rend(), publishes).base();
    Fields before;
    for (auto step = record.steps.begin(); step != since; ++step) {
        for (const auto& [id, value] : step->fields) {
            before.insert_or_assign(id, value);
        }
    }
    Fields fields = record.fields;
    for (auto step = since; step != record.steps.end(); ++step) {
        for (const auto& [id, value] : step->fields) {
            fields.erase(id);
            if (auto at = before.find(id); at != before.end()) {
                fields.insert(*at);
            }
        }
    }
    return fields;
}

bool by_then(const Record& record, std::string_view field, Date day) {
    const auto* date = get<Day>(record.fields, field);
    return date != nullptr && date->date.last <= day;
}

bool is_public(const Record& record, Date day) {
    return record.form == "disclosure" && record.counts() && !record.merged_into &&
           by_then(record, "published_on", day) && !by_then(record, "withdrawn_on", day);
}

}  // namespace

std::vector<Notice> public_notices(const Book& book, const norms::Pack& pack, Date day) {
    std::vector<Notice> notices;
    if (pack.form("disclosure") == nullptr) {
        return notices;
    }
    for (const Record* found : book.of_form("disclosure")) {
        const Record& record = *found;
        if (!is_public(record, day)) {
            continue;
        }
        const Fields shown = as_published(pack, record);
        Notice notice{record.id,
                      text_in(shown, "item"),
                      text_in(shown, "department"),
                      text_in(shown, "summary"),
                      text_in(shown, "url"),
                      get<Day>(record.fields, "published_on")->date.first,
                      1,
                      {}};
        if (notice.title.empty()) {
            continue;
        }
        if (const auto* version = get<Number>(shown, "version")) {
            notice.version = version->number.units() / Decimal::whole(1).units();
        }
        for (const Record* opinion : book.of_form("opinion")) {
            const auto* about = get<Reference>(opinion->fields, "about");
            if (about != nullptr && about->record == record.id &&
                by_then(*opinion, "replied_on", day)) {
                notice.replies.push_back(text_in(opinion->fields, "reply"));
            }
        }
        notices.push_back(std::move(notice));
    }
    std::ranges::stable_sort(notices, std::ranges::greater{}, &Notice::published_on);
    return notices;
}

Result<void> take_opinion(Desk& desk, RecordId about, const std::string& text, Instant now) {
    const Date day = desk.day(now);
    auto at = desk.book().records.find(about);
    if (at == desk.book().records.end() || !is_public(at->second, day)) {
        return fail(ErrorKind::missing, "这一项没有公开，或者已经撤下", "this is not public");
    }
    const std::string said(trim(text));
    if (said.empty()) {
        return fail(ErrorKind::invalid, "请写下您的意见", "write what you think");
    }
    if (code_points(said) > limits::opinion_characters) {
        return fail(ErrorKind::invalid,
                    fmt::format("意见请写在{}字以内", limits::opinion_characters),
                    fmt::format("at most {} characters", limits::opinion_characters));
    }
    Asker anybody{{}, "public"};
    anybody.access.scope = Scope::open_records();  // what it is about is published, see above
    auto kept = enter_record(
        desk,
        {"opinion", "", std::nullopt, {{"about", std::to_string(about.value)}, {"text", said}}},
        anybody, now);
    return kept ? Result<void>{} : std::unexpected(kept.error());
}

}  // namespace luze::ops
