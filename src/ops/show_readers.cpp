#include "ops/show_readers.h"

#include <algorithm>

#include "access/audit.h"
#include "standing/match.h"

namespace luze::ops {
namespace {

bool names(const Record& record, PersonId person) {
    return std::ranges::any_of(record.fields, [&](const auto& field) {
        const auto* people = std::get_if<People>(&field.second);
        return people != nullptr &&
               std::ranges::find(people->named, person, &NameRef::person) != people->named.end();
    });
}

Json reader_json(const Desk& desk, const access::ReadLine& line) {
    const Person* person = desk.roster().find(line.person);
    Json::Object by{{"name", person == nullptr ? line.account : person->name}};
    if (person != nullptr) {
        by["id"] = person->id.value;
    }
    return by;
}

}  // namespace

Result<Json> readers_json(Desk& desk, const Asker& asker, Date day) {
    access::Audit audit(desk.site().session(), desk.site().book());
    std::vector<std::pair<std::int64_t, Json>> lines;
    for (const auto& [id, record] : desk.book().records) {
        const norms::Form* form = desk.pack().form(record.form);
        if (form == nullptr || !form->restricted || !names(record, asker.person) ||
            !desk.may_see(record, asker, day)) {
            continue;
        }
        auto reads = audit.reads_of(id);
        if (!reads) {
            return std::unexpected(reads.error());
        }
        for (const access::ReadLine& line : *reads) {
            if (line.person == asker.person) {
                continue;
            }
            lines.emplace_back(line.number,
                               Json::Object{{"at", line.at.rfc3339()},
                                            {"by", reader_json(desk, line)},
                                            {"record", id.value},
                                            {"title", standing::title_of(desk.pack(), record)},
                                            {"through", line.through}});
        }
    }
    std::ranges::sort(lines, std::ranges::greater{}, &std::pair<std::int64_t, Json>::first);
    Json::Array out;
    for (auto& [number, line] : lines) {
        out.push_back(std::move(line));
    }
    return Json(std::move(out));
}

}  // namespace luze::ops
