#include "http/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/text.h"
#include "http/problem_json.h"
#include "http/security_headers.h"
#include "http/target.h"

namespace lectern::http {
namespace {

constexpr std::size_t kMaxTarget = 8192;

/// What the browser app never answers for.
constexpr std::array<std::string_view, 5> kOwnPlaces = {"/api", "/v", "/healthz", "/readyz", "/metrics"};

bool is_own_place(std::string_view path) {
  return std::any_of(kOwnPlaces.begin(), kOwnPlaces.end(), [&](std::string_view place) {
    return path == place || (path.starts_with(place) && path[place.size()] == '/');
  });
}

bool is_safe(Method method) {
  return method == Method::Get || method == Method::Head || method == Method::Options;
}

/// Names a request in the log; guards nothing, so a fast generator will do.
std::string new_request_id() {
  thread_local std::mt19937_64 generator = [] {
    const std::string seed = random_bytes(32);
    std::seed_seq sequence(seed.begin(), seed.end());
    return std::mt19937_64(sequence);
  }();
  return fmt::format("{:016x}", generator());
}

/// The trace id of a well-formed traceparent (W3C Trace Context §3.2), for the log.
std::string_view trace_of(const Request& request) {
  const auto parent = request.headers.find("traceparent");
  if (!parent || parent->size() < 55 || (*parent)[2] != '-' || (*parent)[35] != '-') return {};
  const std::string_view trace = parent->substr(3, 32);
  const bool is_hex = trace.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return is_hex && trace.find_first_not_of('0') != std::string_view::npos ? trace : std::string_view{};
}

Response problem(ErrorCode code, std::string message) {
  return problem_json(Error(code, std::move(message)));
}

std::optional<Response> refuse_who(Who who, const Principal& principal) {
  if (who == Who::Anyone) return std::nullopt;
  if (!principal.is_signed_in()) return problem(ErrorCode::Unauthenticated, "Sign in first.");
  if (who == Who::Instructor && !principal.is_instructor())
    return problem(ErrorCode::Forbidden, "Only instructors may do this.");
  if (who == Who::Admin && !principal.is_admin())
    return problem(ErrorCode::Forbidden, "Only administrators may do this.");
  return std::nullopt;
}

Response write_in_one_block(BodySink& sink, std::string_view body) {
  if (!body.empty()) sink.write(body);
  return sink.finish();
}

}  // namespace

std::string redact_target(std::string_view target) {
  if (!target.starts_with("/v/")) return std::string{target};
  const auto end = target.find_first_of("/?", 3);
  return "/v/-" + std::string{end == std::string_view::npos ? "" : target.substr(end)};
}

Pipeline::Pipeline(std::vector<Route> routes, Authenticator& authenticator, const Clock& clock,
                   Fallback fallback)
    : router_(std::move(routes)),
      authenticator_(authenticator),
      clock_(clock),
      fallback_(std::move(fallback)) {}

std::variant<const Route*, Response> Pipeline::admit(Request& request) const {
  request.request_id = new_request_id();
  request.deadline = clock_.now() + kRequestTime;
  if (request.target.size() > kMaxTarget) return problem(ErrorCode::Invalid, "This address is too long.");
  auto target = parse_target(request.target);
  if (!target) {
    count(Counter::HttpRefusedMalformed);
    return problem(ErrorCode::Invalid, "This address is malformed.");
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  auto found = find_route(request);
  if (std::holds_alternative<Response>(found)) return found;
  const Route& route = *std::get<const Route*>(found);
  try {
    authenticate(request, route.who);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
  if (auto refused = refuse_who(route.who, request.principal)) return std::move(*refused);
  return &route;
}

Response Pipeline::refuse_head(Request& request, int status, std::string_view message) const {
  count(Counter::HttpRefusedMalformed);
  request.request_id = new_request_id();
  request.deadline = clock_.now() + kRequestTime;
  Response response = problem(ErrorCode::Invalid, std::string{message});
  response.status = status;
  return response;
}

std::variant<const Route*, Response> Pipeline::find_route(Request& request) const {
  auto found = router_.find(request.method, request.path);
  if (auto* match = std::get_if<Match>(&found)) {
    request.parameters = std::move(match->parameters);
    return match->route;
  }
  if (auto* wrong = std::get_if<WrongMethod>(&found)) {
    // RFC 9110 §9.3.7: OPTIONS tells what there is.
    if (request.method == Method::Options) return Response::empty().with("Allow", std::move(wrong->allow));
    Response response = problem(ErrorCode::Invalid, "This address does not take this method.");
    response.status = 405;
    response.headers.set("Allow", std::move(wrong->allow));
    return response;
  }
  return answer_outside_routes(request);
}

Response Pipeline::answer_outside_routes(const Request& request) const {
  const bool is_page = request.method == Method::Get || request.method == Method::Head;
  if (!fallback_ || !is_page || is_own_place(request.path))
    return problem(ErrorCode::NotFound, "There is nothing at this address.");
  try {
    return fallback_(request);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
}

void Pipeline::authenticate(Request& request, Who who) const {
  Identified identified = authenticator_.identify(request);
  const bool is_forgeable =
      identified.by_cookie && !is_safe(request.method) && !identified.csrf_token_matches;
  if (is_forgeable && identified.principal.is_signed_in()) {
    if (who != Who::Anyone)
      throw Error(ErrorCode::Forbidden, "The X-CSRF-Token header is missing or belongs to another session.");
    // Where nobody need be signed in, a request that a foreign page may have sent is nobody's: signing in
    // must work beside an old cookie.
    identified.principal = {};
  }
  request.principal = std::move(identified.principal);
}

std::optional<Response> Pipeline::refuse_body(const Route& route, const Request& request,
                                              std::optional<std::uint64_t> declared_length) const {
  if (route.body == Body::Stream || declared_length.value_or(0) == 0) return std::nullopt;
  if (*declared_length > kMaxJsonBody) {
    count(Counter::HttpRefusedLimit);
    return problem(ErrorCode::TooLarge, "The body of this request is too large.");
  }
  if (route.body == Body::None) return std::nullopt;  // Read and dropped.
  const auto type = request.headers.find("Content-Type");
  if (!type || !equal_ignoring_case(trim(type->substr(0, type->find(';'))), "application/json"))
    return problem(ErrorCode::Unsupported, "Send JSON, with Content-Type: application/json.");
  return std::nullopt;
}

Response Pipeline::handle(const Route& route, const Request& request) const noexcept {
  try {
    return route.handle(request);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
}

void Pipeline::finish(const Request& request, Response& response) const {
  response.headers.set("X-Request-Id", request.request_id);
  add_security_headers(request, response);
  count(Counter::HttpRequests);
  if (response.status == 500) count(Counter::HttpInternalErrors);
  const auto started = request.deadline - kRequestTime;
  int status = response.status;
  if (const auto* ready = std::get_if<std::shared_ptr<const Prepared>>(&response.content))
    status = source_of(**ready).status;
  log::info("request", {{"method", name_of(request.method)},
                        {"target", redact_target(request.target)},
                        {"status", status},
                        {"ms", (clock_.now() - started).count()},
                        {"request", request.request_id},
                        {"from", request.remote_address},
                        {"user", request.principal.user.text()},
                        {"trace", trace_of(request)}});
}

Response Pipeline::answer(Request request) const {
  if (request.target.starts_with("/v/"))
    if (const Route* media = router_.media(request.method)) return handle(*media, request);
  auto admitted = admit(request);
  Response response;
  if (auto* refused = std::get_if<Response>(&admitted)) {
    response = std::move(*refused);
  } else {
    const Route& route = *std::get<const Route*>(admitted);
    if (auto refusal = refuse_body(route, request, request.body.size()))
      response = std::move(*refusal);
    else if (route.body == Body::Stream)
      response = stream(route, request);
    else
      response = handle(route, request);
  }
  finish(request, response);
  return response;
}

Response Pipeline::stream(const Route& route, const Request& request) const noexcept {
  try {
    const auto sink = route.open(request);
    return write_in_one_block(*sink, request.body);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
}

}  // namespace lectern::http
