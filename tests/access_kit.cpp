#include "access_kit.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "access/one_time_codes.h"
#include "access/secrets.h"
#include "access/settings.h"
#include "ops/attach_evidence.h"
#include "ops/import_workbooks.h"
#include "ops/init_book.h"
#include "ops/manage_accounts.h"
#include "ops/write_documents.h"
#include "sample_kit.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint16_t port = 8090;
const ops::Asker tester{{}, "tester", true};

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

// The roster itself and who holds which office are the ground that the others stand on.
bool planted(const std::string& form) {
    static const std::set<std::string> apart{"person", "movement", "mandate"};
    return !apart.contains(form);
}

Json people(const Person& person) {
    return Json::Object{
        {"p", Json::Array{Json::Object{{"raw", person.name}, {"id", person.id.value}}}}};
}

// Days on which things were done: of half of the records they are not known yet, so that something
// is owed. What is not published has no day on which it was.
using Open = std::set<std::string>;

Open left_open(const norms::Pack& pack, const std::string& form, bool owing) {
    Open out{"published_on"};
    for (const norms::Duty& duty : pack.duties) {
        if (owing && duty.trigger.form == form) {
            out.insert(duty.trigger.done);
        }
    }
    return out;
}

Json value_of(const norms::Field& field, const std::string& word, const Person& person, Date day,
              const Open& open) {
    switch (field.type) {
        case norms::FieldType::text:
            return word;
        case norms::FieldType::list:
            return Json::Object{{"l", Json::Array{word}}};
        case norms::FieldType::people:
        case norms::FieldType::person:
            return people(person);
        case norms::FieldType::unit:
            return Json::Object{{"u", person.unit_on(field.unit, day)}};
        case norms::FieldType::date:
            return open.contains(field.id) ? Json{} : Json(Json::Object{{"d", "2021-06-08"}});
        default:
            return {};
    }
}

Json fields_of(const norms::Form& form, const std::string& word, const Person& person, Date day,
               const Open& open) {
    Json::Object fields;
    for (const norms::Field& field : form.fields) {
        Json value = value_of(field, word, person, day, open);
        if (!value.is_null()) {
            fields[field.id] = std::move(value);
        }
    }
    return fields;
}

Canary canary_of(const norms::Form& form, const Person& person, Date day) {
    Canary canary;
    canary.form = form.id;
    canary.restricted = form.restricted;
    canary.shared = form.seen_in_unit;
    canary.seen_by = form.seen_by;
    for (const norms::Field& field : form.fields) {
        const bool names = field.type == norms::FieldType::people;
        if (names || field.type == norms::FieldType::person) {
            canary.person = person.id.value;
            canary.names.insert(field.id);
        }
        if (field.type == norms::FieldType::unit) {
            canary.units.insert(person.unit_on(field.unit, day));
        }
    }
    canary.units.erase("");
    if (canary.units.empty() && canary.person != 0) {
        canary.units = {person.unit_on(UnitKind::department, day),
                        person.unit_on(UnitKind::branch, day)};
    }
    return canary;
}

}  // namespace

House::House() : place_{folder_.at("data"), "main"}, start_{1'639'958'400'000} {
    must(ops::init_book(place_, {"云溪区某局", pack_files(), "tester"}, now()));
    auto site = must(ops::Site::open_to_write(place_));
    must(ops::import_workbooks(
        site, {{sample_folder() + "/01人员名册.xlsx"}, false, "tester", now(), {}, {}}));
    writer_ = std::make_unique<ops::BookWriter>(place_, [this] { return now(); });
    reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{}, [this] { return now(); });
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        choose_people(desk);
        plant(desk, at);
        plant_aftermath(desk, at);
        return 0;
    }));
    handler_ = web::site_handler(*reader_, *writer_, {});
    settle();
}

// Two people of one department, one of another, and one of a section below the first.
void House::choose_people(ops::Desk& desk) {
    const Date day = *Date::parse("2021-12-20");
    auto of = [&](const std::string& department, std::size_t nth) -> const Person& {
        std::vector<const Person*> found;
        for (const Person& person : desk.roster().people()) {
            if (person.in_office(day) && person.unit_on(UnitKind::department, day) == department) {
                found.push_back(&person);
            }
        }
        return *found.at(nth);
    };
    const std::vector<std::string> departments = desk.roster().departments();
    const std::string& first = departments.at(3);
    const std::string& second = departments.at(4);
    const std::string section = first + "/一股";
    const Person& below = of(first, 2);
    const std::string branch = of(second, 0).unit_on(UnitKind::branch, day);
    Json moved = to_json(desk.book().records.at(RecordId{below.id.value}).fields);
    (*moved.object())["department"] = Json::Object{{"u", section}};
    subjects_ = {of(first, 0).id.value, of(first, 1).id.value, of(second, 0).id.value,
                 below.id.value};
    for (const Person& person : desk.roster().people()) {
        const auto* title = luze::get<Text>(person.fields, "title");
        if (title != nullptr && title->text.starts_with("党组") && person.in_office(day)) {
            leaders_.push_back(person.id.value);
        }
    }
    auto leader = [&](std::size_t nth) { return leaders_.at(nth); };
    chairs_ = {{"clerk", of("办公室", 0).id.value, {{"clerk", {}}}},
               {"clerk.two", of("办公室", 1).id.value, {{"clerk", {}}}},
               {"head", leader(0), {{"head", {}}}},
               {"deputy", leader(1), {{"deputy", {first}}}},
               {"deputy.section", leader(2), {{"deputy", {section}}}},
               {"deputy.branch", leader(3), {{"deputy", {branch}}, {"staff", {}}}},
               {"discipline", leader(4), {{"discipline", {}}}},
               {"personnel", of("组织人事科", 0).id.value, {{"staff", {}}}},
               {"staff", subjects_.front(), {{"staff", {}}}},
               {"team", 0, {{"inspector", {}}}},
               {"watch", 0, {{"discipline", {}}}},
               {"system", 0, {{"system", {}}}},
               {"security", 0, {{"security", {}}}},
               {"audit", 0, {{"audit", {}}}}};
    const Person& commissioner = *desk.roster().find(PersonId{leader(4)});
    must(desk.append(
        {{kinds::correction, "tester",
          Json::Object{{"of", below.id.value}, {"fields", std::move(moved)}}},
         {kinds::record, "tester",
          Json::Object{{"form", "mandate"},
                       {"fields", Json::Object{{"person", people(commissioner)},
                                               {"role", "discipline"},
                                               {"from", Json::Object{{"d", "2021-01-01"}}}}}}}},
        now()));
}

// A record of every form about each of them, with a file that proves it.
void House::plant(ops::Desk& desk, Instant at) {
    const Date day = desk.day(at);
    std::vector<Draft> drafts;
    for (const norms::Form& form : desk.pack().forms) {
        for (std::size_t n = 0; n < subjects_.size() && planted(form.id); ++n) {
            if (n == 1 && !form.restricted) {
                continue;  // of two who are alike only where one's own and another's differ
            }
            const Person& person = *desk.roster().find(PersonId{subjects_[n]});
            Canary canary = canary_of(form, person, day);
            canary.id = desk.book().size + 1 + static_cast<std::int64_t>(drafts.size());
            canary.word = fmt::format("zqzq{:04}", canary.id);
            drafts.push_back(
                {kinds::record, "tester",
                 Json::Object{{"form", form.id},
                              {"fields", fields_of(form, canary.word, person, day,
                                                   left_open(desk.pack(), form.id, n % 3 == 0))}}});
            canaries_.push_back(std::move(canary));
        }
    }
    must(desk.append(std::move(drafts), at));
    last_planted_ = desk.book().size;
    for (const Canary& canary : canaries_) {
        evidence_[canary.id] = must(ops::attach_evidence(
            desk, {RecordId{canary.id}, canary.word + ".txt", canary.word}, tester, at));
    }
}

// What else becomes of restricted records: put right, refused with a reason, withdrawn with one;
// and a row of a workbook that could not be read.
void House::plant_aftermath(ops::Desk& desk, Instant at) {
    const Date day = desk.day(at);
    std::vector<Draft> drafts;
    std::set<std::string> done;
    const std::vector<Canary> records = canaries_;
    for (const Canary& canary : records) {
        if (!canary.restricted || canary.person != subjects_.front()) {
            continue;
        }
        const norms::Form& form = *desk.pack().form(canary.form);
        const Person& person = *desk.roster().find(PersonId{canary.person});
        const Open open = left_open(desk.pack(), form.id, true);
        drafts.push_back(
            {kinds::correction, "tester",
             Json::Object{{"of", canary.id},
                          {"fields", fields_of(form, canary.word + "c", person, day, open)}}});
        auto procedure =
            std::ranges::find(desk.pack().procedures, form.id, &norms::Procedure::form);
        if (procedure != desk.pack().procedures.end() && !procedure->acts.empty()) {
            drafts.push_back({kinds::step, "tester",
                              Json::Object{{"of", canary.id},
                                           {"act", procedure->acts.back().id},
                                           {"on", "2021-06-09"},
                                           {"by", canary.person},
                                           {"with", Json::Object{{"reason", canary.word + "r"}}}}});
        }
        Canary gone = canary;
        gone.live = false;
        gone.id = desk.book().size + 1 + static_cast<std::int64_t>(drafts.size());
        gone.word = fmt::format("zqzq{:04}", gone.id);
        drafts.push_back({kinds::record, "tester",
                          Json::Object{{"form", form.id},
                                       {"fields", fields_of(form, gone.word, person, day, open)}}});
        drafts.push_back({kinds::withdrawal, "tester",
                          Json::Object{{"of", gone.id}, {"reason", gone.word + "w"}}});
        canaries_.push_back(gone);
        Canary held = gone;
        held.id = desk.book().size + 1 + static_cast<std::int64_t>(drafts.size());
        held.word = fmt::format("zqzq{:04}", held.id);
        held.units.clear();
        held.person = 0;
        drafts.push_back(
            {kinds::held_row, "tester",
             Json::Object{
                 {"form", form.id},
                 {"source", Json::Object{{"file", "台账.xlsx"}, {"sheet", "一"}, {"row", 9}}},
                 {"cells", Json::Array{Json(Json::Array{"内容", held.word + "h"})}},
                 {"problem", Json::Object{{"zh", held.word + "p"}, {"en", held.word}}}}});
        canaries_.push_back(held);
    }
    must(desk.append(std::move(drafts), at));
}

void House::settle() {
    for (const Chair& chair : chairs_) {
        sit_down(chair, invite(chair.account, chair.grants, chair.person));
    }
}

std::string House::invite(const std::string& account, const std::vector<access::Grant>& grants,
                          std::int64_t person) {
    return must(writer_->at_desk([&](ops::Desk& desk, Instant at) {
        return ops::add_account(desk, {account, PersonId{person}, account, grants}, tester, at);
    }));
}

std::int64_t House::another_person() {
    std::int64_t found = 0;
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        for (const Person& person : desk.roster().people()) {
            const bool free =
                std::ranges::find(chairs_, person.id.value, &Chair::person) == chairs_.end();
            if (free && person.in_office(desk.day(at))) {
                found = person.id.value;
            }
        }
        return 0;
    }));
    chairs_.push_back({"", found, {}});
    return found;
}

void House::sit_down(const Chair& chair, const std::string& secret) {
    web::Response made = ask(
        nullptr, {"POST", "/api/v1/setup/" + secret, Json::Object{{"password", "Blue7-lantern"}}});
    if (made.status != 200) {
        throw std::runtime_error(chair.account + ": " + made.body);
    }
    Seat seat;
    seat.account = chair.account;
    seat.grants = chair.grants;
    seat.person = chair.person;
    const std::string* cookie = web::find_header(made.headers, "set-cookie");
    seat.cookie = cookie->substr(0, cookie->find(';'));
    Json session = must(parse_json(made.body));
    seat.csrf = session.text("csrf");
    must(writer_->at_desk([&](ops::Desk& desk, Instant at) -> Result<int> {
        if (const Person* person = desk.roster().find(PersonId{seat.person})) {
            seat.home = {person->unit_on(UnitKind::department, desk.day(at)),
                         person->unit_on(UnitKind::branch, desk.day(at))};
            seat.home.erase("");
        }
        return 0;
    }));
    if (session.text("second_factor") == "wanted") {
        Json begun = must(
            parse_json(ask(&seat, {"POST", "/api/v1/session/second-factor", Json::Object{}}).body));
        std::string code =
            access::code_of(access::from_base32(begun.text("secret")), now().ms / 30'000);
        web::Response confirmed = ask(&seat, {"POST", "/api/v1/session/second-factor/confirmation",
                                              Json::Object{{"code", code}}});
        if (confirmed.status != 200) {
            throw std::runtime_error(chair.account + ": " + confirmed.body);
        }
    }
    seats_[chair.account] = std::move(seat);
}

web::Response House::ask(const Seat* seat, const Asking& asking) {
    web::Headers headers{{"Host", "127.0.0.1:8090"}};
    if (!asking.token.empty()) {
        headers.push_back({"Authorization", "Bearer " + asking.token});
    } else if (seat != nullptr) {
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
    request->address = asking.address;
    return handler_(*request);
}

web::Response House::get(const Seat* seat, const std::string& path) {
    return ask(seat, {"GET", path, {}});
}

std::string House::token_of(const Seat& seat, const std::string& scopes) {
    web::Response made = ask(&seat, {"POST", "/api/v1/tokens", Json::Object{{"scopes", scopes}}});
    if (made.status != 201) {
        throw std::runtime_error(seat.account + ": " + made.body);
    }
    return must(parse_json(made.body)).text("token");
}

bool House::holds_office(const Seat& seat, const std::string& role) const {
    static const std::map<std::string, std::string> departments{{"office", "办公室"},
                                                                {"personnel", "组织人事科"}};
    if (role == "head" || role == "discipline") {
        return seat.person != 0 && seat.person == seats_.at(role).person;
    }
    if (role == "leaders") {
        return std::ranges::find(leaders_, seat.person) != leaders_.end();
    }
    auto at = departments.find(role);
    return at != departments.end() && seat.home.contains(at->second);
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

House& house() {
    static House one;
    return one;
}

}  // namespace luze::test
