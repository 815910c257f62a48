#include "access_kit.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "casework/roles.h"
#include "ops/attach_evidence.h"
#include "ops/demo_accounts.h"
#include "ops/import_workbooks.h"
#include "ops/init_book.h"
#include "ops/write_documents.h"
#include "sample_kit.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint16_t port = 8090;

std::map<std::string, std::string> pack_files() {
    const fs::path root = fs::path(LUZE_SOURCE_DIR) / "packs" / "zhuti-zeren";
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".toml") {
            files[fs::relative(entry.path(), root).generic_string()] = read_bytes(entry.path());
        }
    }
    return files;
}

template <class Value>
Value must(Result<Value> result) {
    if (!result) {
        throw std::runtime_error(result.error().message.zh);
    }
    return std::move(*result);
}

void must(const Result<void>& result) {
    if (!result) {
        throw std::runtime_error(result.error().message.zh);
    }
}

// The roster itself, who holds which office, and what the public reads are left to others.
bool planted(const std::string& form) {
    static const std::set<std::string> apart{"person", "movement", "mandate", "disclosure",
                                             "opinion"};
    return !apart.contains(form);
}

Json value_of(const norms::Field& field, const Canary& canary, const Person& person,
              const std::string& department, const std::string& branch) {
    switch (field.type) {
        case norms::FieldType::text:
            return canary.word;
        case norms::FieldType::list:
            return Json::Object{{"l", Json::Array{canary.word}}};
        case norms::FieldType::people:
            return Json::Object{
                {"p", Json::Array{Json::Object{{"raw", person.name}, {"id", person.id.value}}}}};
        case norms::FieldType::unit:
            return Json::Object{{"u", field.unit == UnitKind::branch ? branch : department}};
        case norms::FieldType::date:
            return Json::Object{{"d", "2021-06-08"}};
        default:
            return {};
    }
}

}  // namespace

House::House() : place_{folder_.at("data"), "main"}, start_{1'639'958'400'000} {
    must(ops::init_book(place_, {"云溪区某局", pack_files(), "tester"}, now()));
    auto site = must(ops::Site::open_to_write(place_));
    must(ops::import_workbooks(
        site, {{sample_folder() + "/01人员名册.xlsx"}, false, "tester", now(), {}, {}}));
    writer_ = std::make_unique<ops::BookWriter>(place_, [this] { return now(); });
    reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{}, [this] { return now(); });
    plant();
    handler_ = web::site_handler(*reader_, *writer_, {});
    settle();
}

// Two records of every form, one about the third department and one about the fourth.
void House::plant() {
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        const Date day = desk.day(at);
        std::vector<Draft> drafts;
        for (const norms::Form& form : desk.pack().forms) {
            for (std::size_t n = 2; n < 4 && planted(form.id); ++n) {
                const std::string& department = desk.roster().departments().at(n);
                const std::string& branch = desk.roster().branches().at(n - 2);
                auto person = std::ranges::find_if(desk.roster().people(), [&](const Person& one) {
                    return one.in_office(day) &&
                           one.unit_on(UnitKind::department, day) == department;
                });
                Canary canary;
                canary.id = desk.book().size + 1 + static_cast<std::int64_t>(drafts.size());
                canary.form = form.id;
                canary.word = fmt::format("zqzq{:04}", canary.id);
                canary.restricted = form.restricted;
                canary.shared = form.seen_in_unit;
                canary.seen_by = form.seen_by;
                Json::Object fields;
                for (const norms::Field& field : form.fields) {
                    Json value = value_of(field, canary, *person, department, branch);
                    if (value.is_null()) {
                        continue;
                    }
                    if (field.type == norms::FieldType::unit) {
                        canary.units.insert(value.text("u"));
                    }
                    canary.person =
                        field.type == norms::FieldType::people ? person->id.value : canary.person;
                    canary.told = canary.told || field.type == norms::FieldType::text ||
                                  field.type == norms::FieldType::list;
                    fields[field.id] = std::move(value);
                }
                if (canary.units.empty() && canary.person != 0) {
                    canary.units = {person->unit_on(UnitKind::department, day),
                                    person->unit_on(UnitKind::branch, day)};
                }
                canaries_.push_back(canary);
                drafts.push_back({kinds::record, "tester",
                                  Json::Object{{"form", form.id}, {"fields", std::move(fields)}}});
            }
        }
        must(desk.append(std::move(drafts), at));
        for (const Canary& canary : canaries_) {
            auto digest =
                ops::attach_evidence(desk, {RecordId{canary.id}, canary.word + ".txt", canary.word},
                                     ops::Asker{{}, "tester", true}, at);
            evidence_[canary.id] = must(std::move(digest));
        }
        return 0;
    }));
}

void House::settle() {
    auto links = must(writer_->at_desk([&](ops::Desk& desk, Instant at) {
        return ops::demo_accounts(desk, ops::Asker{{}, "tester", true}, at);
    }));
    for (const ops::SetUpLink& link : links) {
        seats_[link.account] = set_up(link.account, link.secret);
    }
}

Seat House::set_up(const std::string& role, const std::string& secret) {
    web::Response made = ask(
        nullptr, {"POST", "/api/v1/setup/" + secret, Json::Object{{"password", "Blue7-lantern"}}});
    if (made.status != 200) {
        throw std::runtime_error(role + ": " + made.body);
    }
    Seat seat;
    seat.role = role;
    const std::string* cookie = web::find_header(made.headers, "set-cookie");
    seat.cookie = cookie->substr(0, cookie->find(';'));
    Json session = must(parse_json(made.body));
    seat.csrf = session.text("csrf");
    seat.person = session["person"].number("id");
    for (const Json& unit : *session["units"].array()) {
        seat.units.insert(*unit.string());
    }
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        if (const Person* person = desk.roster().find(PersonId{seat.person})) {
            seat.home = {person->unit_on(UnitKind::department, desk.day(at)),
                         person->unit_on(UnitKind::branch, desk.day(at))};
        }
        return 0;
    }));
    if (session.text("second_factor") == "wanted") {
        auto begun = must(
            parse_json(ask(&seat, {"POST", "/api/v1/session/second-factor", Json::Object{}}).body));
        std::string code =
            access::code_of(access::from_base32(begun.text("secret")), now().ms / 30'000);
        web::Response confirmed = ask(&seat, {"POST", "/api/v1/session/second-factor/confirmation",
                                              Json::Object{{"code", code}}});
        if (confirmed.status != 200) {
            throw std::runtime_error(role + ": " + confirmed.body);
        }
    }
    return seat;
}

web::Response House::ask(const Seat* seat, const Asking& asking) {
    web::Headers headers{{"Host", "127.0.0.1:8090"}};
    if (seat != nullptr) {
        headers.push_back({"Cookie", seat->cookie});
        if (asking.csrf) {
            headers.push_back({"X-Luze-Csrf", seat->csrf});
        }
    }
    std::string body = asking.body.is_null() ? "" : canonical(asking.body);
    if (asking.method != "GET") {
        if (!asking.origin.empty()) {
            headers.push_back({"Origin", asking.origin});
        }
        headers.push_back({"Content-Type", "application/json"});
        headers.push_back({"Content-Length", std::to_string(body.size())});
    }
    auto request = web::admit({asking.method, asking.path, 11, headers}, port);
    if (!request) {
        return {request.error().status, "", {}, request.error().why.zh};
    }
    request->body = body;
    request->address = "127.0.0.1";
    return handler_(*request);
}

web::Response House::get(const Seat* seat, const std::string& path) {
    return ask(seat, {"GET", path, {}});
}

std::vector<std::string> House::forms() const {
    std::set<std::string> ids;
    for (const Canary& canary : canaries_) {
        ids.insert(canary.form);
    }
    return {ids.begin(), ids.end()};
}

std::vector<std::string> House::figures() const {
    std::vector<std::string> ids;
    must(writer_->at_desk([&](ops::Desk& desk, Instant) -> Result<int> {
        for (const norms::Figure& figure : desk.pack().figures) {
            ids.push_back(figure.id);
        }
        return 0;
    }));
    return ids;
}

std::map<std::string, std::string> House::documents() const {
    std::map<std::string, std::string> ids;
    must(writer_->at_desk([&](ops::Desk& desk, Instant) -> Result<int> {
        for (const ops::DocumentKind& kind : ops::document_kinds(desk.pack())) {
            ids[kind.id] = kind.of == norms::DocumentOf::record ? kind.form : "";
        }
        return 0;
    }));
    return ids;
}

std::vector<std::string> House::duties() const {
    std::vector<std::string> ids;
    must(writer_->at_desk([&](ops::Desk& desk, Instant) -> Result<int> {
        for (const norms::Duty& duty : desk.pack().duties) {
            ids.push_back(duty.id);
        }
        return 0;
    }));
    return ids;
}

std::int64_t House::entries() {
    return must(writer_->at_desk(
        [&](ops::Desk& desk, Instant) -> Result<std::int64_t> { return desk.book().size; }));
}

std::set<std::int64_t> House::holders(const std::string& role) {
    std::set<std::int64_t> ids;
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        const Date day = desk.day(at);
        for (PersonId id : casework::holders(desk.context(day), role, nullptr, day)) {
            ids.insert(id.value);
        }
        return 0;
    }));
    return ids;
}

bool House::by_record(const std::string& role) const {
    return must(writer_->at_desk([&](ops::Desk& desk, Instant) -> Result<bool> {
        const norms::Role* found = desk.pack().role(role);
        return found != nullptr && !found->field.empty() && found->through.empty();
    }));
}

}  // namespace luze::test
