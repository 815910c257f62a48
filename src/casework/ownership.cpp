#include "casework/ownership.h"

#include <algorithm>
#include <ranges>

#include "base/text.h"

namespace luze::casework {
namespace {

using standing::Context;

PersonId first_named(const Record& record, std::string_view field) {
    const auto* people = get<People>(record.fields, field);
    return people == nullptr || people->named.empty() ? PersonId{} : people->named.front().person;
}

bool in_office(const Context& context, PersonId id, Date day) {
    const Person* person = context.roster.find(id);
    return person != nullptr && person->in_office(day);
}

std::string plain(std::string_view text) { return without_spaces(fold_width(text)); }

// Appointments to the post that the record names, in its department where it names one.
bool of_post(const Record& appointment, const std::string& post, const std::string& department) {
    const auto* title = get<Text>(appointment.fields, "post");
    const auto* unit = get<UnitName>(appointment.fields, "department");
    return title != nullptr && plain(title->text) == plain(post) &&
           (department.empty() || unit == nullptr || unit->name == department);
}

bool holds_on(const Record& appointment, Date day) {
    const auto* from = get<Day>(appointment.fields, "from");
    const auto* to = get<Day>(appointment.fields, "to");
    return (from == nullptr || from->date.first <= day) && (to == nullptr || day < to->date.first);
}

struct Post {
    bool listed = false;  // the book keeps appointments to it
    std::vector<PersonId> holders;
};

Post post_on(const Context& context, const std::string& title, const std::string& department,
             Date day) {
    Post post;
    if (title.empty()) {
        return post;
    }
    for (const Record* record : context.book.of_form("appointment")) {
        if (!of_post(*record, title, department)) {
            continue;
        }
        post.listed = true;
        PersonId holder = first_named(*record, "person");
        if (holds_on(*record, day) && in_office(context, holder, day)) {
            post.holders.push_back(holder);
        }
    }
    return post;
}

// The pack's role of that id says who heads departments.
PersonId head_of(const Context& context, const std::string& department, Date day) {
    const norms::Role* role = context.pack.role("department_head");
    if (department.empty() || role == nullptr || role->group.empty()) {
        return {};
    }
    auto heads = context.groups.members(role->group, department, day);
    return heads.empty() ? PersonId{} : heads.front();
}

// The day on which the matter was given to whom it names.
Date given_on(const Context& context, const Record& record) {
    for (const Step& step : std::ranges::reverse_view(record.steps)) {
        if (step.fields.contains("owner")) {
            return step.on;
        }
    }
    return record.recorded_at.day_at(context.book.zone);
}

bool among(const std::vector<PersonId>& people, PersonId id) {
    return std::ranges::find(people, id) != people.end();
}

// Of the department when the matter was given to them, and no longer.
bool moved_away(const Context& context, PersonId id, const std::string& department, Date given,
                Date day) {
    const Person* person = context.roster.find(id);
    return person != nullptr && !department.empty() &&
           person->unit_on(UnitKind::department, given) == department &&
           person->unit_on(UnitKind::department, day) != department;
}

}  // namespace

Owner owner_of(const Context& context, const Record& record, Date day) {
    Owner owner;
    owner.named = first_named(record, "owner");
    const auto* title = get<Text>(record.fields, "post");
    const auto* unit = get<UnitName>(record.fields, "department");
    std::string department = unit == nullptr ? "" : unit->name;
    const std::string named_post = title == nullptr ? "" : title->text;
    const Date given = given_on(context, record);
    Post post = post_on(context, named_post, department, day);
    // They hold the post, or it is on no list, or stands empty and was never theirs.
    auto still_theirs = [&] {
        return !post.listed || among(post.holders, owner.named) ||
               (post.holders.empty() &&
                !among(post_on(context, named_post, department, given).holders, owner.named));
    };
    if (in_office(context, owner.named, day) &&
        !moved_away(context, owner.named, department, given, day) && still_theirs()) {
        return {Owned::named, owner.named, owner.named};
    }
    if (!post.holders.empty() && (owner.named || title != nullptr)) {
        return {Owned::successor, post.holders.front(), owner.named};
    }
    if (!owner.named && !record.fields.contains("owner")) {
        return owner;  // not assigned yet
    }
    if (PersonId head = head_of(context, department, day)) {
        return {Owned::head, head, owner.named};
    }
    PersonId leader = first_named(record, "leader");
    if (in_office(context, leader, day)) {
        return {Owned::leader, leader, owner.named};
    }
    return owner;
}

}  // namespace luze::casework
