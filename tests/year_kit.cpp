#include "year_kit.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "ops/import_workbooks.h"
#include "ops/init_book.h"
#include "ops/manage_tokens.h"
#include "sample_kit.h"
#include "web/gate.h"
#include "web/site_handler.h"

namespace luze::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint16_t port = 8090;
constexpr std::int64_t day_ms = 86'400'000;

std::map<std::string, std::string> shipped_pack() {
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

bool chosen(const Fields& fields, const char* field, const std::vector<std::string>& ids) {
    const auto* choices = get<Choices>(fields, field);
    return choices != nullptr && std::ranges::any_of(choices->ids, [&](const std::string& id) {
               return std::ranges::find(ids, id) != ids.end();
           });
}

}  // namespace

Bureau::Bureau(Date first) : today(first), place_{folder_.at("data"), "main"} {
    auto made = ops::init_book(place_, {"云溪区某局", shipped_pack(), "tester"}, now());
    if (!made) {
        throw std::runtime_error(made.error().message.zh);
    }
    auto site = must(ops::Site::open_to_write(place_));
    must(ops::import_workbooks(
        site, {{sample_folder() + "/01人员名册.xlsx"}, false, "tester", now(), {}, {}}));
    writer_ = std::make_unique<ops::BookWriter>(place_, [this] { return now(); });
    must(writer_->at_desk([&](ops::Desk& desk, Instant) -> Result<int> {
        for (const Person& person : desk.roster().people()) {
            if (!person.in_office(today)) {
                continue;
            }
            people_.push_back(
                {person.id.value, person.name, person.unit_on(UnitKind::department, today),
                 chosen(person.fields, "political_status", {"member", "probationary"}),
                 chosen(person.fields, "party_post", {"secretary", "deputy_secretary", "member"}),
                 chosen(person.fields, "leads", {"head"})});
        }
        return 0;
    }));
    for (const Someone& person : people_) {
        tokens_[person.id] = must(writer_->at_desk([&](ops::Desk& desk, Instant at) {
            return ops::issue_token(desk, PersonId{person.id}, person.name, access::Purpose::write,
                                    at);
        }));
    }
    reader_ = std::make_unique<ops::BookReader>(place_, ops::ReadWish{}, [this] { return now(); });
    handler_ = web::site_handler(*reader_, *writer_, {});
}

// Eight in the morning of the bureau's day, each moment later than the one before.
Instant Bureau::now() {
    constexpr std::int64_t zone = 8 * 3'600'000;
    return {(today - *Date::parse("1970-01-01")) * day_ms + 8 * 3'600'000 - zone + ++ticks_};
}

void Bureau::go_to(Date day) {
    today = day;
    ticks_ = 0;
}

const Someone& Bureau::someone(std::int64_t id) const {
    return *std::ranges::find(people_, id, &Someone::id);
}

const Someone& Bureau::chief() const { return *std::ranges::find(people_, "姜鸣", &Someone::name); }

Called Bureau::call(const std::string& method, std::int64_t who, const std::string& path,
                    const std::string& type, const std::string& body) {
    ++calls;
    web::Headers headers{{"Host", "127.0.0.1:8090"}, {"Authorization", "Bearer " + tokens_[who]}};
    if (method == "POST") {
        headers.push_back({"Content-Type", type});
        headers.push_back({"Content-Length", std::to_string(body.size())});
    }
    auto request = web::admit({method, "/api/v1/" + path, 11, headers}, port);
    if (!request) {
        throw std::runtime_error(path + ": " + request.error().why.en);
    }
    request->body = body;
    web::Response response = handler_(*request);
    auto json = parse_json(response.body);
    return {response.status, json ? *json : Json{}};
}

Called Bureau::get(std::int64_t who, const std::string& path) {
    return call("GET", who, path, "", "");
}

Called Bureau::post(std::int64_t who, const std::string& path, const Json& body) {
    return call("POST", who, path, "application/json", canonical(body));
}

namespace {

Json texts(const std::map<std::string, std::string>& values) {
    Json::Object out;
    for (const auto& [field, text] : values) {
        out[field] = text;
    }
    return out;
}

}  // namespace

Called Bureau::enter(std::int64_t who, const std::string& form, const std::string& act,
                     std::map<std::string, std::string> values, const std::string& on) {
    Json::Object body{{"form", form}, {"values", texts(values)}};
    if (!act.empty()) {
        body["act"] = act;
    }
    if (!on.empty()) {
        body["on"] = on;
    }
    return post(who, "records", body);
}

Called Bureau::step(std::int64_t who, std::int64_t record, const std::string& act,
                    std::map<std::string, std::string> values, const std::string& on) {
    Json::Object body{{"act", act}, {"values", texts(values)}};
    if (!on.empty()) {
        body["on"] = on;
    }
    return post(who, "records/" + std::to_string(record) + "/steps", body);
}

Called Bureau::attach(std::int64_t who, std::int64_t record, const std::string& text) {
    return call("POST", who, "records/" + std::to_string(record) + "/evidence?name=a.txt",
                "text/plain", text);
}

std::string Bureau::page(const std::string& path, int year) {
    ops::BookReader reader(place_, {*Date::parse(std::to_string(year) + "-12-31"), year, ""},
                           [this] { return now(); });
    web::Handler handler = web::site_handler(reader, *writer_, {});
    auto request = web::admit(
        {"GET",
         path,
         11,
         {{"Host", "127.0.0.1:8090"}, {"Authorization", "Bearer " + tokens_[chief().id]}}},
        port);
    return handler(*request).body;
}

std::string Bureau::verified() const {
    Outcome outcome = run({"verify", "--data", place_.where});
    return outcome.code == 0 ? "" : outcome.text();
}

}  // namespace luze::test
