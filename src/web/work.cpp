#include "web/work.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"
#include "base/text.h"
#include "ops/manage_tokens.h"
#include "web/page.h"
#include "web/pages.h"

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

std::string token_of(const Request& request) {
    const std::string* header = find_header(request.headers, "authorization");
    constexpr std::string_view scheme = "Bearer ";
    if (header == nullptr || header->size() <= scheme.size() ||
        !same_word(header->substr(0, scheme.size()), scheme)) {
        return "";
    }
    return header->substr(scheme.size());
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
    return type == "texts" ? Phrase{"字段到文字的对象", "an object of field ids and texts"}
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

// Parameters of the query, by the table.
Result<void> check_query(const Operation& operation, const Request& request) {
    std::vector<Member> known = members_of(operation.query);
    for (const auto& [name, value] : request.query) {
        auto at = std::ranges::find(known, name, &Member::name);
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
    if (operation.method != "POST" || operation.body.empty()) {
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

// Who asks, or why they may not: answered before anything else is looked at.
Result<std::optional<ops::Bearer>> bearer_for(ops::Desk& desk, const Request& request,
                                              Instant now) {
    return ops::bearer_of(desk, token_of(request), now);
}

Response file_response(const File& file) {
    Response response{200, file.type, {}, file.bytes};
    response.headers.push_back(
        {"Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.name)});
    response.headers.push_back({"Content-Security-Policy", "sandbox; default-src 'none'"});
    return response;
}

Result<Response> carry_out(ops::Desk& desk, const Operation& operation, const Request& request,
                           Instant now) {
    std::optional<ops::Bearer> bearer;
    if (operation.needs != Needs::nothing) {
        auto found = bearer_for(desk, request, now);
        if (!found) {
            return std::unexpected(found.error());
        }
        bearer = *found;
        if (!bearer) {
            Response response = refuse(401, "请带上有效的令牌（Authorization: Bearer …）",
                                       "send a valid token (Authorization: Bearer …)");
            response.headers.push_back({"WWW-Authenticate", "Bearer"});
            return response;
        }
        if (operation.needs == Needs::writer && !bearer->may_write) {
            return refuse(403, "这个令牌只能查看", "this token may only read");
        }
    }
    if (auto sound = check_query(operation, request); !sound) {
        return std::unexpected(sound.error());
    }
    auto body = read_body(operation, request);
    if (!body) {
        return std::unexpected(body.error());
    }
    Called asked{request, *body, bearer ? bearer->asker : ops::Asker{},
                 places_of(operation, request)};
    auto answer = operation.run(desk, asked, now);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    return answer->file ? file_response(*answer->file) : said(operation.success, answer->json);
}

}  // namespace

std::string Called::place(std::size_t n) const { return n < places.size() ? places[n] : ""; }

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

std::size_t Called::seen() const {
    const std::int64_t* seen = body["seen"].integer();
    return seen == nullptr || *seen < 0 ? 0 : static_cast<std::size_t>(*seen);
}

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

Response answer_work(ops::BookWriter& writer, const Request& request) {
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
        auto response = writer.at_desk(
            [&](ops::Desk& desk, Instant now) { return carry_out(desk, operation, request, now); });
        return response ? std::move(*response) : problem_answer(response.error());
    }
    Response response = refuse(405, "这个地址不用这种方法", "this address takes another method");
    response.headers.push_back({"Allow", allowed});
    return response;
}

}  // namespace luze::web
