#include "web/work.h"

#include <algorithm>
#include <charconv>
#include <variant>

#include "base/limits.h"
#include "base/text.h"
#include "web/credentials.h"
#include "web/page.h"
#include "web/problem.h"

namespace luze::web {
namespace {

constexpr const char* json_type = "application/json";

std::vector<std::string> parts_of(const Operation& operation) { return split(operation.path, "/"); }

// The segments after /api/v1.
std::vector<std::string> rest_of(const Request& request) {
    const auto& segments = request.segments;
    bool api = segments.size() > 2 && segments[0] == "api" && segments[1] == "v1";
    return api ? std::vector<std::string>(segments.begin() + 2, segments.end())
               : std::vector<std::string>{};
}

bool fits(const Operation& operation, const std::vector<std::string>& rest) {
    return std::ranges::equal(parts_of(operation), rest, [](const auto& part, const auto& segment) {
        return part == "*" ? !segment.empty() : part == segment;
    });
}

std::vector<std::string> places_of(const Operation& operation, const Request& request) {
    std::vector<std::string> places;
    std::vector<std::string> parts = parts_of(operation);
    std::vector<std::string> rest = rest_of(request);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == "*") {
            places.push_back(rest[i]);
        }
    }
    return places;
}

bool same_method(const Operation& operation, const Request& request) {
    return operation.method == request.method ||
           (operation.method == "GET" && request.method == "HEAD");
}

Response said(int status, const Json& json) { return {status, json_type, {}, pretty(json) + "\n"}; }

Response refuse(int status, const char* zh, const char* en) {
    return said(status, Json::Object{{"error", Json::Object{{"zh", zh}, {"en", en}}}});
}

bool is_year(std::int64_t number) {
    return number >= limits::first_year && number <= limits::last_year;
}

bool of_type(const Json& value, const std::string& type) {
    if (type == "year") {
        return value.integer() != nullptr && is_year(*value.integer());
    }
    if (type == "integer") {
        return value.integer() != nullptr;
    }
    if (type == "boolean") {
        return value.boolean() != nullptr;
    }
    if (type == "date") {
        return value.string() != nullptr && Date::parse(*value.string());
    }
    if (type == "list") {
        return value.array() != nullptr;
    }
    if (type == "texts") {
        return value.object() != nullptr &&
               std::ranges::all_of(*value.object(), [](const auto& item) {
                   return item.second.string() != nullptr;
               });
    }
    return value.string() != nullptr;
}

Phrase wanted(const std::string& type) {
    if (type == "integer") {
        return {"整数", "an integer"};
    }
    if (type == "year") {
        return {"1949 到 2200 之间的年度", "a year from 1949 to 2200"};
    }
    if (type == "boolean") {
        return {"true 或 false", "true or false"};
    }
    if (type == "date") {
        return {"日期（2021-03-05）", "a day (2021-03-05)"};
    }
    return type == "texts"  ? Phrase{"字段到文字的对象", "an object of field ids and texts"}
           : type == "list" ? Phrase{"列表", "a list"}
                            : Phrase{"文字", "a text"};
}

Result<void> check_members(const Json& body, std::string_view written) {
    std::vector<Member> members = members_of(written);
    const Json::Object* object = body.object();
    if (object == nullptr) {
        return fail(ErrorKind::invalid, "内容应是一个 JSON 对象",
                    "the body should be a JSON object");
    }
    std::vector<std::string> names;
    for (const Member& member : members) {
        names.push_back(member.name);
        const Json& value = body[member.name];
        if (value.is_null() && member.required) {
            return fail(ErrorKind::invalid, "缺少“" + member.name + "”",
                        "'" + member.name + "' is missing");
        }
        if (!value.is_null() && !of_type(value, member.type)) {
            Phrase want = wanted(member.type);
            return fail(ErrorKind::invalid, "“" + member.name + "”应是" + want.zh,
                        "'" + member.name + "' should be " + want.en);
        }
    }
    for (const auto& [name, value] : *object) {
        if (std::ranges::find(names, name) == names.end()) {
            std::string near = nearest(name, names);
            return fail(ErrorKind::invalid,
                        "不认识“" + name + "”" + (near.empty() ? "" : "，是不是“" + near + "”"),
                        "'" + name + "' is not known here" +
                            (near.empty() ? "" : "; did you mean '" + near + "'?"));
        }
    }
    return {};
}

// f.* stands for f.topic and the like.
bool is_named(const Member& member, const std::string& name) {
    std::string_view pattern = member.name;
    return pattern.ends_with('*') ? name.starts_with(pattern.substr(0, pattern.size() - 1))
                                  : name == pattern;
}

// Parameters of the query, by the table.
Result<void> check_query(const Operation& operation, const Request& request) {
    std::vector<Member> known = members_of(operation.query);
    for (const auto& [name, value] : request.query) {
        auto at = std::ranges::find_if(
            known, [&](const Member& member) { return is_named(member, name); });
        if (at == known.end()) {
            return fail(ErrorKind::usage, "这里不用参数“" + name + "”",
                        "'" + name + "' is no parameter of this address");
        }
        bool sound =
            value.empty() || (at->type == "boolean"   ? value == "true" || value == "false"
                              : at->type == "date"    ? Date::parse(value).has_value()
                              : at->type == "integer" ? number_of(value, name).has_value()
                              : at->type == "year"    ? is_year(number_of(value, name).value_or(0))
                                                      : true);
        if (!sound) {
            Phrase want = wanted(at->type);
            return fail(ErrorKind::usage, "“" + name + "”应是" + want.zh,
                        "'" + name + "' should be " + want.en);
        }
    }
    for (const Member& member : known) {
        if (member.required && request.asked(member.name).empty()) {
            return fail(ErrorKind::usage, "网址里缺少“" + member.name + "”",
                        "'" + member.name + "' is missing in the address");
        }
    }
    return {};
}

// The body as JSON; the bytes of evidence stay as they are.
Result<Json> read_body(const Operation& operation, const Request& request) {
    if (operation.method != "POST" || operation.body.empty() || operation.body == "*") {
        return Json{};
    }
    const std::string* type = find_header(request.headers, "content-type");
    if (type == nullptr || !same_word(trim(type->substr(0, type->find(';'))), json_type)) {
        return fail(ErrorKind::usage, "内容要用 Content-Type: application/json 发送",
                    "send the body as Content-Type: application/json");
    }
    auto json = parse_json(request.body);
    if (!json) {
        return json;
    }
    if (auto sound = check_members(*json, operation.body); !sound) {
        return std::unexpected(sound.error());
    }
    return json;
}

Response file_response(const File& file) {
    Response response{200, file.type, {}, file.bytes};
    response.headers.push_back(
        {"Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.name)});
    response.headers.push_back({"Content-Security-Policy", "sandbox; default-src 'none'"});
    return response;
}

Response response_of(const Operation& operation, const Answer& answer) {
    Response response =
        answer.file ? file_response(*answer.file)
                    : said(answer.status == 0 ? operation.success : answer.status, answer.json);
    for (const Header& header : answer.headers) {
        response.headers.push_back(header);
    }
    return response;
}

using Outcome = std::variant<Response, std::function<Result<Answer>()>>;

Result<Outcome> carry_out(ops::Desk& desk, const Operation& operation, const Request& request,
                          Instant now, const Services& services) {
    static_cast<void>(desk.take_reads());
    // Answered before anything else is looked at.
    auto asker = ops::authorise(desk, credentials_of(request), operation.right, operation.id, now);
    if (!asker) {
        return std::unexpected(asker.error());
    }
    if (!*asker) {
        return denied(asker->error());
    }
    if (auto sound = check_query(operation, request); !sound) {
        return std::unexpected(sound.error());
    }
    auto body = read_body(operation, request);
    if (!body) {
        return std::unexpected(body.error());
    }
    const std::string type = request.asked("as");
    if (operation.right != access::Right::open && (operation.answers == "file" || !type.empty())) {
        auto logged = ops::log_export(desk, **asker, operation.id, join(request.segments, "/"),
                                      request.address, now);
        if (!logged) {
            return std::unexpected(logged.error());
        }
    }
    Called asked{request, *body, **asker, places_of(operation, request), services};
    auto answer = operation.run(desk, asked, now);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (auto logged = ops::log_reads(desk, **asker, operation.id, now); !logged) {
        return std::unexpected(logged.error());
    }
    return answer->later ? Outcome(std::move(answer->later))
                         : Outcome(response_of(operation, *answer));
}

Result<Response> finished(const Operation& operation, Result<Outcome> outcome) {
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (auto* response = std::get_if<Response>(&*outcome)) {
        return std::move(*response);
    }
    auto answer = std::get<std::function<Result<Answer>()>>(*outcome)();
    return answer ? Result<Response>(response_of(operation, *answer))
                  : std::unexpected(answer.error());
}

}  // namespace

std::string Called::place(std::size_t n) const { return n < places.size() ? places[n] : ""; }

Language Called::language() const {
    return request.asked("language") == "en" ? Language::en : Language::zh;
}

Scope Called::scope() const { return asker.scope(); }

Result<RecordId> Called::record() const {
    auto number = number_of(place(), "record");
    if (!number || *number <= 0) {
        return fail(ErrorKind::missing, "没有“" + place() + "”这样的记录编号",
                    "'" + place() + "' is no number of a record");
    }
    return RecordId{*number};
}

Result<Date> Called::day(Date otherwise) const {
    std::string asked = request.asked("day");
    auto date = Date::parse(asked);
    if (asked.empty() || date) {
        return date.value_or(otherwise);
    }
    return fail(ErrorKind::usage, "day 要写成 2021-03-05 这样", "write day as 2021-03-05");
}

std::string Called::text(std::string_view member) const { return body.text(member); }

std::optional<Date> Called::date(std::string_view member) const {
    return Date::parse(text(member));
}

std::map<std::string, std::string> Called::texts(std::string_view member) const {
    std::map<std::string, std::string> out;
    if (const Json::Object* object = body[member].object()) {
        for (const auto& [id, value] : *object) {
            out[std::string(id)] = value.string() == nullptr ? "" : *value.string();
        }
    }
    return out;
}

Result<Slice> Called::slice(const char* after) const {
    Slice slice{0, limits::page_size};
    for (auto [name, out] : {std::pair("offset", &slice.offset), std::pair(after, &slice.offset),
                             std::pair("limit", &slice.count)}) {
        std::string written = request.asked(name);
        if (written.empty()) {
            continue;
        }
        auto number = number_of(written, name);
        if (!number || *number < 0) {
            return fail(ErrorKind::usage, std::string(name) + " 要写不小于 0 的整数",
                        std::string(name) + " is a whole number, not negative");
        }
        *out = static_cast<std::size_t>(*number);
    }
    slice.count = std::clamp<std::size_t>(slice.count, 1, limits::list_rows);
    return slice;
}

std::size_t Called::seen() const {
    const std::int64_t* seen = body["seen"].integer();
    return seen == nullptr || *seen < 0 ? 0 : static_cast<std::size_t>(*seen);
}

std::string Called::session() const { return credentials_of(request).session; }

Result<std::int64_t> number_of(const std::string& text, std::string_view what) {
    std::int64_t number = 0;
    auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc{} || end != text.data() + text.size()) {
        return fail(ErrorKind::usage, std::string(what) + " 要写整数",
                    std::string(what) + " is a whole number");
    }
    return number;
}

std::vector<Member> members_of(std::string_view written) {
    std::vector<Member> members;
    for (const std::string& word : split(written, " ")) {
        if (word.empty()) {
            continue;
        }
        Member member{word, "string", false};
        if (member.name.ends_with('!')) {
            member.required = true;
            member.name.pop_back();
        }
        if (std::size_t colon = member.name.find(':'); colon != std::string::npos) {
            member.type = member.name.substr(colon + 1);
            member.name.resize(colon);
        }
        members.push_back(std::move(member));
    }
    return members;
}

bool is_work(const Request& request) {
    std::vector<std::string> rest = rest_of(request);
    return !rest.empty() && std::ranges::any_of(operations(), [&](const Operation& operation) {
        return fits(operation, rest);
    });
}

Response answer_work(const Services& services, const Request& request) {
    std::vector<std::string> rest = rest_of(request);
    std::string allowed;
    for (const Operation& operation : operations()) {
        if (!fits(operation, rest)) {
            continue;
        }
        if (!same_method(operation, request)) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(operation.method);
            continue;
        }
        auto response =
            finished(operation, services.writer.at_desk([&](ops::Desk& desk, Instant now) {
                return carry_out(desk, operation, request, now, services);
            }));
        return response ? std::move(*response) : problem_answer(response.error());
    }
    Response response = refuse(405, "这个地址不用这种方法", "this address takes another method");
    response.headers.push_back({"Allow", allowed});
    return response;
}

}  // namespace luze::web
