// Who may call and read what, in the plainest way and without the program's own rules.
#include <algorithm>

#include "access_kit.h"
#include "exchange/archive.h"

namespace luze::test {
namespace {

using Rights = std::set<std::string>;

const std::map<std::string, Rights> rights{
    {"clerk",
     {"see.own", "see.book", "see.whole", "see.restricted", "record", "import", "rules", "report",
      "plan", "verify"}},
    {"head",
     {"see.own", "see.book", "see.whole", "see.restricted", "record", "rules", "report", "plan",
      "verify"}},
    {"deputy", {"see.own", "see.book", "see.restricted", "record"}},
    {"discipline", {"see.own", "see.book", "see.whole", "see.restricted", "record", "verify"}},
    {"staff", {"see.own", "see.restricted", "record"}},
    {"inspector", {"see.own", "see.book", "see.whole", "verify"}},
    {"system", {"admin.system"}},
    {"security", {"admin.security"}},
    {"audit", {"admin.audit"}},
};
const std::set<std::string> of_everything{"clerk", "head", "discipline", "inspector"};
const std::set<std::string> with_label{"head", "discipline"};

bool has(const Seat& seat, const std::string& right) {
    return std::ranges::any_of(seat.grants, [&](const access::Grant& grant) {
        return rights.at(grant.role).contains(right);
    });
}

bool any_of(const Seat& seat, const std::set<std::string>& roles) {
    return std::ranges::any_of(
        seat.grants, [&](const access::Grant& grant) { return roles.contains(grant.role); });
}

// By walking up from the unit: 规划科/一股, 规划科.
bool below(std::string unit, const Seat& seat) {
    for (;;) {
        for (const access::Grant& grant : seat.grants) {
            if (std::ranges::find(grant.units, unit) != grant.units.end()) {
                return true;
            }
        }
        const std::size_t slash = unit.rfind('/');
        if (slash == std::string::npos) {
            return false;
        }
        unit.resize(slash);
    }
}

bool reached(const Seat& seat, const Canary& canary) {
    return any_of(seat, of_everything) ||
           std::ranges::any_of(canary.units, [&](const auto& unit) { return below(unit, seat); });
}

// Roles that the record itself gives, by the field that names their holder.
bool given_by_record(const std::string& role, const Canary& canary) {
    static const std::map<std::string, std::string> fields{{"subject", "person"},
                                                           {"talker", "talker"},
                                                           {"recorder", "recorder"},
                                                           {"decider", "decided_by"},
                                                           {"noticer", "noticed_by"}};
    auto at = fields.find(role);
    return at != fields.end() && canary.names.contains(at->second);
}

}  // namespace

bool Seat::is(const std::string& role) const { return any_of(*this, {role}); }

bool may_call(const Seat& seat, const web::Operation& operation) {
    const std::string right(access::id_of(operation.right));
    return right == "open" || right == "signed.in" || has(seat, right);
}

bool may_read(const Seat& seat, const Canary& canary) {
    const bool named = seat.person != 0 && canary.person == seat.person;
    if (canary.restricted) {
        if (seat.person == 0) {
            return any_of(seat, with_label) && reached(seat, canary);
        }
        return has(seat, "see.restricted") &&
               std::ranges::any_of(canary.seen_by, [&](const std::string& role) {
                   return (named && given_by_record(role, canary)) ||
                          (reached(seat, canary) && house().holds_office(seat, role));
               });
    }
    const bool at_home =
        seat.person != 0 &&
        (canary.units.empty() || std::ranges::any_of(canary.units, [&](const std::string& unit) {
             return seat.home.contains(unit);
         }));
    return reached(seat, canary) || named || (canary.shared && at_home);
}

Words leaked(const Seat* seat, const std::string& text) {
    Words out;
    if (text.find("zqzq") == std::string::npos) {
        return out;
    }
    for (const Canary& canary : house().canaries()) {
        if ((seat == nullptr || !may_read(*seat, canary)) &&
            text.find(canary.word) != std::string::npos) {
            out.push_back(canary.word + " (" + canary.form + ")");
        }
    }
    return out;
}

std::string unpacked(const std::string& bytes) {
    if (!bytes.starts_with("PK")) {
        return bytes;
    }
    auto archive = exchange::Archive::open(bytes);
    std::string out;
    for (const std::string& part : archive ? archive->parts() : std::vector<std::string>{}) {
        out += part + "\n" + archive->read(part).value_or("") + "\n";
    }
    return out;
}

std::string filled(std::string_view path, const std::string& with) {
    std::string out = "/api/v1/";
    for (char c : path) {
        out += c == '*' ? with : std::string(1, c);
    }
    return out;
}

bool changes(const web::Operation& operation) { return operation.method != "GET"; }

}  // namespace luze::test
