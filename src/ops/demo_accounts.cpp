#include "ops/demo_accounts.h"

#include <algorithm>

#include "casework/roles.h"
#include "ops/enter_record.h"
#include "ops/manage_accounts.h"

namespace luze::ops {
namespace {

using access::Grant;

bool taken(const std::vector<PersonId>& people, PersonId id) {
    return std::ranges::find(people, id) != people.end();
}

std::string title_of(const Person& person) {
    const auto* title = get<Text>(person.fields, "title");
    return title == nullptr ? "" : title->text;
}

// Who would have that role here: by the pack's roles and by what the roster says of them; each
// person once.
PersonId person_for(const Desk& desk, std::string_view role, const std::vector<PersonId>& used,
                    Date day) {
    const standing::Context context = desk.context(day);
    std::vector<PersonId> likely;
    if (role == "head" || role == "clerk") {
        likely = casework::holders(context, role == "head" ? "head" : "office", nullptr, day);
    } else if (role == "deputy") {
        likely = casework::holders(context, "leaders", nullptr, day);
    } else if (role == "discipline") {
        for (const Person& person : context.roster.people()) {
            if (title_of(person).find("纪检") != std::string::npos) {
                likely.push_back(person.id);
            }
        }
    }
    for (const Person& person : context.roster.people()) {
        likely.push_back(person.id);  // else anybody: the last ones hold no post
    }
    if (role == "staff") {
        std::ranges::reverse(likely);
    }
    auto free = std::ranges::find_if(likely, [&](PersonId id) {
        const Person* person = context.roster.find(id);
        return person != nullptr && person->in_office(day) && !taken(used, id);
    });
    return free == likely.end() ? PersonId{} : *free;
}

// A deputy is in charge of some departments, here of two that are not the leaders' own.
std::vector<std::string> units_for(const Desk& desk, PersonId deputy, Date day) {
    const Person* person = desk.roster().find(deputy);
    const std::string own = person == nullptr ? "" : person->unit_on(UnitKind::department, day);
    constexpr std::size_t most = 2;
    std::vector<std::string> units;
    for (const std::string& unit : desk.roster().departments()) {
        if (unit != own && unit != "办公室" && units.size() < most) {
            units.push_back(unit);
        }
    }
    return units.empty() ? desk.roster().departments() : units;
}

// A commissioner whom no rule of the pack names holds the role by a mandate, as in an office.
Result<void> mandate(Desk& desk, PersonId person, const Asker& asker, Instant now) {
    const bool wanted =
        desk.pack().form("mandate") != nullptr && desk.pack().role("discipline") != nullptr &&
        person &&
        casework::holders(desk.context(now), "discipline", nullptr, desk.day(now)).empty();
    if (!wanted) {
        return {};
    }
    auto entered = enter_record(desk,
                                {"mandate",
                                 "",
                                 std::nullopt,
                                 {{"person", "#" + std::to_string(person.value)},
                                  {"role", "discipline"},
                                  {"from", "2021-01-01"}}},
                                asker, now);
    return entered ? Result<void>{} : std::unexpected(entered.error());
}

Result<SetUpLink> link_for(Desk& desk, const access::Role& role, PersonId person,
                           const Asker& asker, Instant now) {
    const std::string name(role.id);
    const std::string shown = std::string(role.zh) + " / " + std::string(role.en);
    access::Accounts accounts(desk.site().session(), desk.site().book());
    auto there = accounts.find(name);
    if (!there) {
        return std::unexpected(there.error());
    }
    if (*there && (!(*there)->password.empty() || (*there)->disabled_at)) {
        return SetUpLink{name, shown, ""};
    }
    AccountWish wish{name, person, person ? "" : std::string(role.zh), {Grant{name, {}}}};
    if (role.reach == access::Reach::units) {
        wish.grants.front().units = units_for(desk, person, desk.day(now));
    }
    auto secret = *there ? issue_link(desk, name, asker, now) : add_account(desk, wish, asker, now);
    return secret ? Result<SetUpLink>(SetUpLink{name, shown, *secret})
                  : std::unexpected(secret.error());
}

}  // namespace

Result<std::vector<SetUpLink>> demo_accounts(Desk& desk, const Asker& asker, Instant now) {
    const Date day = desk.day(now);
    std::vector<PersonId> used;
    std::vector<SetUpLink> links;
    const std::vector<SetUpLink> kept = kept_links(desk.site().place());
    access::Accounts accounts(desk.site().session(), desk.site().book());
    for (const access::Role& role : access::roles()) {
        PersonId person;
        if (!role.administrator && role.id != "inspector") {
            person = person_for(desk, role.id, used, day);
            used.push_back(person);
        }
        if (role.id == "discipline") {
            if (auto given = mandate(desk, person, asker, now); !given) {
                return std::unexpected(given.error());
            }
        }
        auto at = std::ranges::find(kept, role.id, &SetUpLink::account);
        if (at != kept.end()) {
            auto good = accounts.link_account(at->secret, now);
            if (good && *good) {
                links.push_back(*at);
                continue;
            }
        }
        auto link = link_for(desk, role, person, asker, now);
        if (!link) {
            return std::unexpected(link.error());
        }
        if (!link->secret.empty()) {
            links.push_back(std::move(*link));
        }
    }
    auto written = keep_links(desk.site().place(), links);
    return written ? Result<std::vector<SetUpLink>>(std::move(links))
                   : std::unexpected(written.error());
}

}  // namespace luze::ops
