// The table of operations as an OpenAPI 3.1 document.
#include "base/limits.h"
#include "base/text.h"
#include "web/work.h"

namespace luze::web {
namespace {

Json reference(const std::string& schema) {
    return Json::Object{{"$ref", "#/components/schemas/" + schema}};
}

Json type_schema(const std::string& type) {
    if (type == "date") {
        return Json::Object{{"type", "string"}, {"format", "date"}};
    }
    if (type == "year") {
        return Json::Object{
            {"type", "integer"}, {"minimum", limits::first_year}, {"maximum", limits::last_year}};
    }
    if (type == "texts") {
        return Json::Object{{"type", "object"},
                            {"additionalProperties", Json::Object{{"type", "string"}}},
                            {"description",
                             "字段到文字，照台账的写法 · field ids and texts, as people "
                             "write them"}};
    }
    return Json::Object{{"type", type == "list" ? "array" : type}};
}

Json object_schema(std::string_view members) {
    Json::Object properties;
    Json::Array required;
    for (const Member& member : members_of(members)) {
        properties[member.name] = type_schema(member.type);
        if (member.required) {
            required.emplace_back(member.name);
        }
    }
    Json::Object schema{
        {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) {
        schema["required"] = std::move(required);
    }
    return schema;
}

// records/*/evidence/* → /api/v1/records/{record}/evidence/{digest}
struct Place {
    std::string path;
    Json::Array parameters;
};

Place place_of(const Operation& operation) {
    Place place{"/api/v1", {}};
    std::string before;
    for (const std::string& part : split(operation.path, "/")) {
        if (part != "*") {
            place.path += "/" + part;
            before = part;
            continue;
        }
        std::string name = before == "records"    ? "record"
                           : before == "evidence" ? "digest"
                           : before == "sheets"   ? "sheet"
                                                  : "id";
        place.path += "/{" + name + "}";
        place.parameters.push_back(
            Json::Object{{"name", name},
                         {"in", "path"},
                         {"required", true},
                         {"schema", type_schema(name == "record" ? "integer" : "string")}});
    }
    for (const Member& member : members_of(operation.query)) {
        place.parameters.push_back(Json::Object{{"name", member.name},
                                                {"in", "query"},
                                                {"required", member.required},
                                                {"schema", type_schema(member.type)}});
    }
    return place;
}

Json content(const char* type, Json schema) {
    return Json::Object{{type, Json::Object{{"schema", std::move(schema)}}}};
}

Json error_response(const char* what) {
    return Json::Object{{"description", what},
                        {"content", content("application/json", reference("error"))}};
}

Json responses_of(const Operation& operation) {
    const bool file = operation.answers == "file";
    Json::Object responses{
        {std::to_string(operation.success),
         Json::Object{
             {"description", std::string(operation.zh)},
             {"content",
              file ? content("application/octet-stream",
                             Json::Object{{"type", "string"}, {"format", "binary"}})
                   : content("application/json", reference(std::string(operation.answers)))}}},
        {"400",
         error_response("内容不对：说明是哪一项、怎样写 · not understood: says what and how")}};
    if (operation.right != access::Right::open) {
        responses["401"] = error_response("没有有效的令牌 · no valid token");
        responses["403"] =
            error_response("不允许：说明原因和谁可以 · refused: says why and who could");
        responses["404"] = error_response("没有，或者无权查看 · not there, or not yours to see");
    }
    if (operation.method == "POST") {
        responses["409"] =
            error_response("已被别人改动，请重新打开 · somebody has changed it: look again");
        responses["413"] = error_response("太大 · too large");
    }
    return responses;
}

Json operation_json(const Operation& operation, Place place) {
    Json::Object out{{"operationId", std::string(operation.id)},
                     {"summary", std::string(operation.zh)},
                     {"description", std::string(operation.en)},
                     {"responses", responses_of(operation)}};
    if (!place.parameters.empty()) {
        out["parameters"] = std::move(place.parameters);
    }
    if (!operation.body.empty() && operation.body != "*") {
        out["requestBody"] =
            Json::Object{{"required", true},
                         {"content", content("application/json", object_schema(operation.body))}};
    } else if (operation.body == "*") {
        out["requestBody"] = Json::Object{
            {"required", true},
            {"content", content("application/octet-stream",
                                Json::Object{{"type", "string"}, {"format", "binary"}})}};
    }
    if (operation.right != access::Right::open) {
        out["security"] = Json::Array{Json::Object{{"token", Json::Array{}}},
                                      Json::Object{{"session", Json::Array{}}}};
        out["x-right"] = std::string(access::id_of(operation.right));
    }
    return out;
}

Json whole_number() { return Json::Object{{"type", "integer"}}; }

Json made_of(Json::Object properties, Json::Array required) {
    return Json::Object{{"type", "object"},
                        {"properties", std::move(properties)},
                        {"required", std::move(required)}};
}

Json schemas() {
    Json::Object text{{"type", "string"}};
    Json phrase = made_of({{"zh", text}, {"en", text}}, {"zh", "en"});
    return Json::Object{
        {"error", made_of({{"error", phrase}}, {"error"})},
        {"object", Json::Object{{"type", "object"}}},
        {"list", Json::Object{{"type", Json::Array{"array", "object"}}}},
        {"page", made_of({{"items", Json::Object{{"type", "array"}}},
                          {"total", whole_number()},
                          {"next", Json::Object{{"type", Json::Array{"string", "null"}}}}},
                         {"items", "total", "next"})},
        {"record", made_of({{"id", whole_number()}}, {"id"})},
        {"done", made_of({{"id", text}}, {"id"})},
        {"job", made_of({{"id", text}}, {"id"})},
        {"evidence", made_of({{"digest", text}}, {"digest"})},
        {"step", made_of({{"entry", whole_number()},
                          {"opened", Json::Object{{"type", "array"}, {"items", whole_number()}}}},
                         {"entry"})}};
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

}  // namespace

Json openapi() {
    Json::Object paths;
    for (const Operation& operation : operations()) {
        Place place = place_of(operation);
        std::string path = place.path;
        Json::Object methods;
        if (auto at = paths.find(path); at != paths.end()) {
            methods = *at->second.object();
        }
        methods[lower(std::string(operation.method))] = operation_json(operation, std::move(place));
        paths[path] = std::move(methods);
    }
    return Json::Object{
        {"openapi", "3.1.0"},
        {"info", Json::Object{{"title", "履责 Luze"},
                              {"version", "1"},
                              {"description",
                               "记账、办理、对账的接口。值都照人写台账的样子写，由同一套读法读。 · "
                               "Values are written as people write them in ledgers and "
                               "read by the same readers."}}},
        {"paths", std::move(paths)},
        {"components",
         Json::Object{{"schemas", schemas()},
                      {"securitySchemes",
                       Json::Object{{"token", Json::Object{{"type", "http"}, {"scheme", "bearer"}}},
                                    {"session", Json::Object{{"type", "apiKey"},
                                                             {"in", "cookie"},
                                                             {"name", "luze"}}}}}}}};
}

}  // namespace luze::web
