#include "http/openapi.h"

#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

using nlohmann::json;

constexpr std::string_view kApi = "/api/v1/";

constexpr std::string_view kErrorSchema = R"({
  "type": "object",
  "required": ["error"],
  "properties": {
    "error": {
      "type": "object",
      "required": ["code", "message"],
      "properties": {
        "code": {"type": "string"},
        "message": {"type": "string", "description": "A sentence for people."},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}}
      }
    }
  }
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

json parameters_of(const Route& route) {
  json parameters = json::array();
  for (const std::string_view segment : split(route.path, '/'))
    if (segment.starts_with('{'))
      parameters.push_back({{"name", segment.substr(1, segment.find_first_of(".}") - 1)},
                            {"in", "path"},
                            {"required", true},
                            {"schema", {{"type", "string"}}}});
  return parameters;
}

json request_body_of(const Route& route) {
  if (route.body == Body::Stream) {
    const json bytes{{"schema", {{"type", "string"}, {"format", "binary"}}}};
    return {{"content", {{"application/offset+octet-stream", bytes}}}};
  }
  if (route.shapes.request.empty())
    return {{"content", {{"application/json", {{"schema", json::object()}}}}}};
  return {{"required", true}, {"content", json_content(route.shapes.request)}};
}

json responses_of(const Route& route) {
  json done{{"description", "Done."}};
  if (!route.shapes.response.empty()) done["content"] = json_content(route.shapes.response);
  const json refused{{"description", "Refused; the body says why."}, {"content", json_content("Error")}};
  return {{"2XX", std::move(done)}, {"4XX", refused}, {"5XX", refused}};
}

json security_of(const Route& route) {
  if (route.who == Who::Anyone) return json::array({json::object()});
  return json::array({{{"bearer", json::array()}}, {{"session", json::array()}}});
}

json operation_of(const Route& route) {
  json operation{{"operationId", operation_id(route)},
                 {"summary", route.summary},
                 {"tags", {split(route.path.substr(kApi.size()), '/').front()}},
                 {"security", security_of(route)},
                 {"responses", responses_of(route)}};
  if (auto parameters = parameters_of(route); !parameters.empty())
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
  return {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
          {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "lectern_session"}}}};
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
    json operation = operation_of(route);
    tags.insert(operation["tags"][0].get<std::string>());
    paths[std::string{route.path}][to_lower_ascii(name_of(route.method))] = std::move(operation);
  }
  json tag_list = json::array();
  for (const std::string& name : tags)
    tag_list.push_back({{"name", name}, {"description", "All about " + name + "."}});
  const json document{
      {"openapi", "3.1.0"},
      {"info", {{"title", "Lectern"}, {"version", version}, {"description", "Lecture video and learning."}}},
      {"servers", json::array({{{"url", "/"}}})},
      {"tags", std::move(tag_list)},
      {"paths", std::move(paths)},
      {"components", {{"schemas", all_schemas}, {"securitySchemes", security_schemes()}}}};
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
