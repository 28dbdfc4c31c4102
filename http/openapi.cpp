#include "http/openapi.h"

#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "http/rate_limits.h"

namespace lectern::http {
namespace {

using nlohmann::json;

constexpr std::string_view kApi = "/api/v1/";

constexpr std::string_view kAbout =
    "Everything that the pages of Lectern do goes through this API, and nothing else does.\n\n"
    "**Signing in.** `POST /api/v1/auth/login` answers an access token for `Authorization: Bearer`, and a "
    "refresh "
    "token that is good for one exchange. Browsers use the session cookie instead, and send `X-CSRF-Token` "
    "with "
    "every change.\n\n"
    "**Lists** take `limit` and `after`, and answer `items` and `next`: the value for the next `after`, or "
    "null.\n\n"
    "**Errors** have a status, a code for programs and a sentence for people. Unknown fields of a body are "
    "refused; parameters of the query that a route does not name are passed over, as proxies and providers "
    "add their own.\n\n"
    "**Limits.** `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` tell what is left of a "
    "minute; 429 "
    "and 503 carry `Retry-After`.";

/// What may come back beside success. The codes are those of base/error.
struct RefusalRow {
  std::string_view status;
  std::string_view name;
  std::string_view description;
  std::string_view code;
  std::string_view message;
};
constexpr RefusalRow kRefusals[] = {
    {"400", "Invalid", "The request is malformed, or a field is wrong; each is named.", "invalid",
     "Some fields are not right."},
    {"401", "Unauthenticated", "Nobody is signed in, or the token has expired.", "unauthenticated",
     "Sign in first."},
    {"403", "Forbidden", "This is for others, or the X-CSRF-Token is missing.", "forbidden",
     "Only instructors may do this."},
    {"404", "NotFound", "There is no such thing, or it is not for the asker to know.", "not_found",
     "There is nothing at this address."},
    {"409", "Conflict", "It does not go together with how things are.", "conflict", "This name is taken."},
    {"415", "Unsupported", "The body is of a kind that is not taken here.", "unsupported",
     "Send JSON, with Content-Type: application/json."},
    {"429", "RateLimited", "Asked too often; Retry-After says when to try again.", "rate_limited",
     "You have asked too often. Try again in 3 s."},
    {"4XX", "Refused", "Refused for another reason.", "gone", "This upload has expired."},
    {"5XX", "Failed", "The server could not do it; with 503, Retry-After says when to try again.",
     "unavailable", "The server is busy. Try again in a moment."},
};

constexpr std::string_view kErrorSchema = R"({
  "type": "object",
  "description": "What every refusal says.",
  "required": ["error"],
  "properties": {
    "error": {
      "type": "object",
      "required": ["code", "message"],
      "properties": {
        "code": {"type": "string", "description": "For programs; it does not change."},
        "message": {"type": "string", "description": "A sentence for people."},
        "fields": {"type": "object", "description": "What is wrong with which field.",
                   "additionalProperties": {"type": "string"}}
      }
    }
  }
})";

constexpr std::string_view kLimitParameter = R"({
  "name": "limit", "in": "query", "description": "The most items to answer.",
  "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
})";
constexpr std::string_view kAfterParameter = R"({
  "name": "after", "in": "query", "description": "Go on behind this place: the `next` of the answer before.",
  "schema": {"type": "string"}
})";

json reference(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string{schema}}};
}

json json_content(std::string_view schema) {
  return {{"application/json", {{"schema", reference(schema)}}}};
}

/// "/api/v1/lessons/{id}/playback" by GET is "get_lessons_id_playback".
std::string operation_id(const Route& route) {
  std::string id = to_lower_ascii(name_of(route.method));
  bool between = true;
  for (const char c : route.path.substr(kApi.size())) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      between = true;
      continue;
    }
    if (between) id += '_';
    between = false;
    id += c;
  }
  return id;
}

bool is_list(const json& schema) {
  return schema.contains("properties") && schema["properties"].contains("items") &&
         schema["properties"].contains("next");
}

json path_parameters(const Route& route) {
  json parameters = json::array();
  for (const std::string_view segment : split(route.path, '/'))
    if (segment.starts_with('{'))
      parameters.push_back({{"name", segment.substr(1, segment.find_first_of(".}") - 1)},
                            {"in", "path"},
                            {"required", true},
                            {"description", "Of what this is about."},
                            {"schema", {{"type", "string"}}}});
  return parameters;
}

json query_parameter(const Route& route, const Parameter& parameter) {
  json schema = json::parse(parameter.schema, nullptr, false);
  if (schema.is_discarded())
    throw Error(ErrorCode::Internal, "The schema of a parameter is no JSON.",
                std::string{parameter.name} + " of " + std::string{route.path});
  json described{{"name", parameter.name}, {"in", "query"}, {"description", parameter.description}};
  // OpenAPI 3.1 §4.8.12.3: several values within one parameter, between commas.
  if (schema.value("type", json{}) == "array") described["explode"] = false;
  described["schema"] = std::move(schema);
  return described;
}

bool is_paged(const Route& route, const json& schemas) {
  return route.method == Method::Get && route.shapes.pages == Pages::Many && !route.shapes.response.empty() &&
         is_list(schemas.at(std::string{route.shapes.response}));
}

json parameters_of(const Route& route, const json& schemas) {
  json parameters = path_parameters(route);
  for (const Parameter& parameter : route.shapes.query)
    parameters.push_back(query_parameter(route, parameter));
  if (!is_paged(route, schemas)) return parameters;
  for (const std::string_view name : {"limit", "after"})
    parameters.push_back({{"$ref", "#/components/parameters/" + std::string{name}}});
  return parameters;
}

json request_body_of(const Route& route) {
  if (route.body == Body::Stream && !route.shapes.request.empty())
    return {
        {"required", true},
        {"content", {{"application/x-www-form-urlencoded", {{"schema", reference(route.shapes.request)}}}}}};
  if (route.body == Body::Stream) {
    const json bytes{{"schema", {{"type", "string"}, {"format", "binary"}}}};
    // tus 1.0.0 names the bytes of its uploads; everybody else sends plain ones.
    const bool is_upload = route.path.starts_with("/api/v1/uploads");
    return {
        {"content", {{is_upload ? "application/offset+octet-stream" : "application/octet-stream", bytes}}}};
  }
  if (route.shapes.request.empty())
    return {{"content", {{"application/json", {{"schema", json::object()}}}}}};
  return {{"required", true}, {"content", json_content(route.shapes.request)}};
}

json refusal_of(const RefusalRow& row) {
  const json example{{"error", {{"code", row.code}, {"message", row.message}}}};
  return {{"description", row.description},
          {"content", {{"application/json", {{"schema", reference("Error")}, {"example", example}}}}}};
}

json refusal_responses() {
  json responses = json::object();
  for (const RefusalRow& row : kRefusals) responses[std::string{row.name}] = refusal_of(row);
  return responses;
}

bool can_be(const Route& route, std::string_view status) {
  if (status == "401") return route.who != Door{Who::Anyone} || route.path.starts_with("/api/v1/auth/");
  if (status == "403") return route.who != Door{Who::Anyone} || route.method != Method::Get;
  if (status == "404") return route.path.find('{') != std::string_view::npos;
  if (status == "409") return route.method != Method::Get && route.method != Method::Options;
  if (status == "415") return route.body == Body::Json;
  if (status == "429") return rate_of(route) != Rate::Unlimited;
  return true;
}

json responses_of(const Route& route) {
  json done{{"description", "Done."}};
  if (!route.shapes.response.empty()) done["content"] = json_content(route.shapes.response);
  json responses{{"2XX", std::move(done)}};
  for (const RefusalRow& row : kRefusals)
    if (can_be(route, row.status))
      responses[std::string{row.status}] = {{"$ref", "#/components/responses/" + std::string{row.name}}};
  return responses;
}

json security_of(const Route& route) {
  if (route.who == Door{Who::Anyone}) return json::array();
  return json::array({{{"bearer", json::array()}}, {{"session", json::array()}}});
}

std::string door_of(const Door& door) {
  if (door.permission()) return "For whoever has the permission " + std::string{door.name()} + ".";
  switch (door.who()) {
    case Who::Anyone:
      return "Open to everybody.";
    case Who::SignedIn:
      return "For whoever is signed in; what they may do depends on the thing.";
    case Who::Instructor:
      return "For instructors and administrators.";
    case Who::Admin:
      return "For administrators.";
  }
  return "";
}

json operation_of(const Route& route, const json& schemas) {
  json operation{
      {"operationId", operation_id(route)}, {"summary", route.summary},
      {"description", door_of(route.who)},  {"tags", {split(route.path.substr(kApi.size()), '/').front()}},
      {"security", security_of(route)},     {"responses", responses_of(route)}};
  if (auto parameters = parameters_of(route, schemas); !parameters.empty())
    operation["parameters"] = std::move(parameters);
  if (route.body != Body::None) operation["requestBody"] = request_body_of(route);
  return operation;
}

json schemas_of(std::span<const Schema> schemas) {
  json all{{"Error", json::parse(kErrorSchema)}};
  for (const Schema& schema : schemas) {
    json parsed = json::parse(schema.json, nullptr, false);
    const std::string name{schema.name};
    if (parsed.is_discarded()) throw Error(ErrorCode::Internal, "A schema is no JSON.", name);
    if (all.contains(name)) throw Error(ErrorCode::Internal, "Two schemas have the same name.", name);
    all[name] = std::move(parsed);
  }
  return all;
}

void require_schema(const json& schemas, std::string_view name, const Route& route) {
  if (!name.empty() && !schemas.contains(std::string{name}))
    throw Error(ErrorCode::Internal, "A route names a schema that nobody gave.",
                std::string{name} + " of " + std::string{route.path});
}

json security_schemes() {
  return {{"bearer",
           {{"type", "http"}, {"scheme", "bearer"}, {"description", "An access token, or a personal one."}}},
          {"session",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "lectern_session"},
            {"description", "Of browsers; changes need X-CSRF-Token as well."}}}};
}

/// Everything that something in the document refers to, by "#/components/<kind>/<name>".
void collect_references(const json& value, std::set<std::string>& references) {
  if (value.is_object() && value.contains("$ref")) references.insert(value["$ref"].get<std::string>());
  for (const json& inside : value)
    if (inside.is_structured()) collect_references(inside, references);
}

/// What nothing refers to would only be in the way.
void remove_unused(json& components, const json& paths) {
  std::set<std::string> used;
  collect_references(paths, used);
  for (std::size_t before = 0; before != used.size();) {
    before = used.size();
    for (const char* kind : {"schemas", "responses", "parameters"})
      for (const auto& [name, value] : components[kind].items())
        if (used.contains(fmt::format("#/components/{}/{}", kind, name))) collect_references(value, used);
  }
  for (const char* kind : {"schemas", "responses", "parameters"}) {
    json kept = json::object();
    for (const auto& [name, value] : components[kind].items())
      if (used.contains(fmt::format("#/components/{}/{}", kind, name))) kept[name] = value;
    components[kind] = std::move(kept);
  }
}

}  // namespace

std::string openapi_document(std::span<const Route> routes, std::span<const Schema> schemas,
                             std::string_view version) {
  const json all_schemas = schemas_of(schemas);
  json paths = json::object();
  std::set<std::string> tags;
  for (const Route& route : routes) {
    if (!route.path.starts_with(kApi)) continue;
    require_schema(all_schemas, route.shapes.request, route);
    require_schema(all_schemas, route.shapes.response, route);
    json operation = operation_of(route, all_schemas);
    tags.insert(operation["tags"][0].get<std::string>());
    paths[std::string{route.path}][to_lower_ascii(name_of(route.method))] = std::move(operation);
  }
  json tag_list = json::array();
  for (const std::string& name : tags)
    tag_list.push_back({{"name", name}, {"description", "All about " + name + "."}});
  json components{
      {"schemas", all_schemas},
      {"responses", refusal_responses()},
      {"parameters", {{"limit", json::parse(kLimitParameter)}, {"after", json::parse(kAfterParameter)}}},
      {"securitySchemes", security_schemes()}};
  remove_unused(components, paths);
  const json document{{"openapi", "3.1.0"},
                      {"info",
                       {{"title", "Lectern"},
                        {"version", version},
                        {"description", kAbout},
                        {"license", {{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}}}}},
                      {"servers", json::array({{{"url", "/"}}})},
                      {"security", json::array({{{"bearer", json::array()}}, {{"session", json::array()}}})},
                      {"tags", std::move(tag_list)},
                      {"paths", std::move(paths)},
                      {"components", std::move(components)}};
  return document.dump();
}

Route openapi_route(std::shared_ptr<const std::string> document) {
  const auto handle = [document = std::move(document)](const Request&) {
    return Response::text(*document, "application/json");
  };
  return {Method::Get, "/api/v1/openapi.json", Who::Anyone, Body::None, Lane::Inline, handle,
          nullptr,     "Describe this API",    {}};
}

}  // namespace lectern::http
