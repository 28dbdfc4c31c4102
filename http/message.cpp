#include "http/message.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "http/route.h"

namespace lectern::http {
namespace {

template <typename Fields>
std::optional<std::string_view> find_exactly(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return std::nullopt;
}

}  // namespace

void Headers::add(std::string name, std::string value) {
  fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
  add(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (equal_ignoring_case(key, name)) return value;
  return std::nullopt;
}

const std::string& Request::parameter(std::string_view name) const {
  const auto at = std::find_if(parameters.begin(), parameters.end(),
                               [&](const auto& parameter) { return parameter.first == name; });
  LECTERN_ASSERT(at != parameters.end(), "The route's path has no parameter of this name.");
  return at->second;
}

std::optional<std::string_view> Request::find_query(std::string_view name) const {
  if (route != nullptr && !route->takes_parameter(name))
    throw Error(ErrorCode::Internal, "A route does not name a parameter that it reads.",
                std::string{name} + " of " + std::string{route->path});
  return find_exactly(query, name);
}

std::optional<std::string_view> Request::find_cookie(std::string_view name) const {
  // RFC 6265 §4.2.1. Several Cookie fields are legal in HTTP/2 only, so the first is all there is.
  const auto cookies = headers.find("Cookie");
  if (!cookies) return std::nullopt;
  for (const std::string_view piece : split(*cookies, ';')) {
    const std::string_view pair = trim(piece);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return std::nullopt;
}

nlohmann::json Request::json() const {
  return parse_json(body);
}

void throw_no_such_thing() {
  throw Error(ErrorCode::NotFound, "There is nothing at this address.");
}

Paging paging_of(const Request& request) {
  constexpr int kMost = 200;
  Paging paging;
  if (const auto limit = request.find_query("limit")) {
    const auto number = parse_number<int>(*limit);
    if (!number || *number < 1 || *number > kMost)
      throw InvalidInput(std::vector<Problem>{{"limit", "Must be a whole number from 1 to 200."}});
    paging.limit = *number;
  }
  if (const auto after = request.find_query("after")) paging.after = *after;
  return paging;
}

Response Response::json(const nlohmann::json& value, int status) {
  // Text that is no UTF-8 must not turn an answer into a failure.
  return text(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), "application/json",
              status);
}

Response Response::text(std::string value, std::string_view type, int status) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", std::string{type});
  response.content = std::move(value);
  return response;
}

Response Response::empty(int status) {
  Response response;
  response.status = status;
  return response;
}

Response Response::ready(std::shared_ptr<const Prepared> prepared) {
  Response response;
  response.content = std::move(prepared);
  return response;
}

Response Response::later() {
  return empty(0);
}

Response&& Response::with(std::string name, std::string value) && {
  headers.set(std::move(name), std::move(value));
  return std::move(*this);
}

std::string_view name_of(Method method) {
  switch (method) {
    case Method::Get:
      return "GET";
    case Method::Head:
      return "HEAD";
    case Method::Post:
      return "POST";
    case Method::Put:
      return "PUT";
    case Method::Patch:
      return "PATCH";
    case Method::Delete:
      return "DELETE";
    case Method::Options:
      return "OPTIONS";
  }
  return "";
}

std::optional<Method> method_of(std::string_view name) {
  constexpr Method kMethods[] = {Method::Get,   Method::Head,   Method::Post,   Method::Put,
                                 Method::Patch, Method::Delete, Method::Options};
  for (const Method method : kMethods)
    if (name_of(method) == name) return method;
  return std::nullopt;
}

}  // namespace lectern::http
