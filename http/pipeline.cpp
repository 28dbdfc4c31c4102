#include "http/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/text.h"
#include "base/trace.h"
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

/// The one page of the browser app that stands among the API's addresses.
constexpr std::string_view kApiPage = "/api/docs";

/// Words behind the question mark that open doors.
constexpr std::array<std::string_view, 7> kSecretWords = {"token", "code",      "state",   "secret",
                                                          "key",   "signature", "password"};

bool is_secret(std::string_view word) {
  return std::any_of(kSecretWords.begin(), kSecretWords.end(), [&](std::string_view secret) {
    return word.size() >= secret.size() &&
           equal_ignoring_case(word.substr(word.size() - secret.size()), secret);
  });
}

std::string redact_query(std::string_view query) {
  std::string redacted;
  for (const std::string_view pair : split(query, '&')) {
    const auto equals = pair.find('=');
    redacted += redacted.empty() ? '?' : '&';
    const bool hides = equals != std::string_view::npos && is_secret(pair.substr(0, equals));
    redacted += hides ? std::string{pair.substr(0, equals)} + "=-" : std::string{pair};
  }
  return redacted;
}

Counter class_of(int status) {
  if (status < 300) return Counter::HttpAnswered2xx;
  if (status < 400) return Counter::HttpAnswered3xx;
  return status < 500 ? Counter::HttpAnswered4xx : Counter::HttpAnswered5xx;
}

int status_of(const Response& response) {
  const auto* ready = std::get_if<std::shared_ptr<const Prepared>>(&response.content);
  return ready != nullptr ? source_of(**ready).status : response.status;
}

Trace trace_of(const Request& request) {
  return continue_trace(request.headers.find("traceparent").value_or(""), request.request_id);
}

/// draft-ietf-httpapi-ratelimit-headers-06, which is what clients know.
void tell_rate(const RateStanding& rate, Response& response) {
  if (rate.limit == 0) return;
  response.headers.set("RateLimit-Limit", std::to_string(rate.limit));
  response.headers.set("RateLimit-Remaining", std::to_string(rate.remaining));
  response.headers.set("RateLimit-Reset", std::to_string(rate.reset_seconds));
  response.headers.set("RateLimit-Policy", fmt::format("{};w=60", rate.limit));
  if (rate.is_refused()) response.headers.set("Retry-After", std::to_string(rate.retry_seconds));
}

Response problem(ErrorCode code, std::string message) {
  return problem_json(Error(code, std::move(message)));
}

Response write_in_one_block(BodySink& sink, std::string_view body) {
  if (!body.empty()) sink.write(body);
  return sink.finish();
}

}  // namespace

std::string redact_target(std::string_view target) {
  if (!target.starts_with("/v/")) {
    const auto mark = target.find('?');
    if (mark == std::string_view::npos) return std::string{target};
    return std::string{target.substr(0, mark)} + redact_query(target.substr(mark + 1));
  }
  const auto end = target.find_first_of("/?", 3);
  return "/v/-" + std::string{end == std::string_view::npos ? "" : target.substr(end)};
}

Pipeline::Pipeline(std::vector<Route> routes, Authenticator& authenticator, const Clock& clock,
                   Fallback fallback, RateOptions rates)
    : router_(std::move(routes)),
      authenticator_(authenticator),
      clock_(clock),
      fallback_(std::move(fallback)),
      rates_(rates) {}

/// Its name, which is its span of the trace that it belongs to, and until when it is worth an answer.
void Pipeline::begin(Request& request) const {
  request.request_id = new_span();
  request.deadline = clock_.now() + kRequestTime;
}

std::variant<const Route*, Response> Pipeline::admit(Request& request, RateStanding& rate) const {
  begin(request);
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
  auto refused = refuse_caller(request, route);
  // Counted in any case: whoever guesses tokens must not do it for nothing.
  rate = rates_.take(rate_of(route), request, clock_.now());
  if (rate.is_refused()) {
    count(Counter::HttpRefusedRate);
    return problem(ErrorCode::RateLimited,
                   fmt::format("You have asked too often. Try again in {} s.", rate.retry_seconds));
  }
  if (refused) return std::move(*refused);
  return &route;
}

std::optional<Response> Pipeline::refuse_caller(Request& request, const Route& route) const {
  try {
    authenticate(request, route.who);
    route.who.check(request.principal);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
  return std::nullopt;
}

Response Pipeline::refuse_head(Request& request, int status, std::string_view message) const {
  count(Counter::HttpRefusedMalformed);
  begin(request);
  Response response = problem(ErrorCode::Invalid, std::string{message});
  response.status = status;
  return response;
}

Response Pipeline::send_to_tls(Request& request, std::string_view origin) const {
  begin(request);
  std::string location{origin};
  if (origin.empty() || origin.starts_with(':')) {
    const std::string_view host = request.headers.find("Host").value_or("");
    const auto port = host.find(':', host.starts_with('[') ? host.find(']') : 0);
    location = fmt::format("https://{}{}", host.substr(0, port), origin);
  }
  // Of a target in absolute form nothing is known to be a path.
  return Response::empty(308).with("Location",
                                   location + (request.target.starts_with('/') ? request.target : "/"));
}

std::variant<const Route*, Response> Pipeline::find_route(Request& request) const {
  auto found = router_.find(request.method, request.path);
  if (auto* match = std::get_if<Match>(&found)) {
    request.parameters = std::move(match->parameters);
    request.route = match->route;
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
  if (!fallback_ || !is_page || (is_own_place(request.path) && request.path != kApiPage))
    return problem(ErrorCode::NotFound, "There is nothing at this address.");
  try {
    return fallback_(request);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
}

void Pipeline::authenticate(Request& request, const Door& who) const {
  Identified identified = authenticator_.identify(request);
  const bool is_forgeable =
      identified.by_cookie && !is_safe(request.method) && !identified.csrf_token_matches;
  if (is_forgeable && identified.principal.is_signed_in()) {
    if (who != Door{Who::Anyone})
      throw Error(ErrorCode::Forbidden, "The X-CSRF-Token header is missing or belongs to another session.");
    // Where nobody need be signed in, a request that a foreign page may have sent is nobody's: signing in
    // must work beside an old cookie.
    identified.principal = {};
  }
  request.principal = std::move(identified.principal);
  request.principal.address = request.remote_address;
  request.principal.request_id = request.request_id;
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
  const TraceScope scope(request.request_id.empty() ? std::string{} : traceparent_of(trace_of(request)));
  try {
    return route.handle(request);
  } catch (...) {
    return problem_json(std::current_exception(), request);
  }
}

void Pipeline::finish(const Request& request, const RateStanding& rate, Response& response) const {
  response.headers.set("X-Request-Id", request.request_id);
  tell_rate(rate, response);
  add_security_headers(request, response);
  const int status = status_of(response);
  count(Counter::HttpRequests);
  count(class_of(status));
  if (status == 500) count(Counter::HttpInternalErrors);
  const auto time = clock_.now() - (request.deadline - kRequestTime);
  observe(Histogram::HttpTime, time);
  log::info("request", {{"method", name_of(request.method)},
                        {"target", redact_target(request.target)},
                        {"status", status},
                        {"ms", time.count()},
                        {"request", request.request_id},
                        {"from", request.remote_address},
                        {"user", request.principal.user.text()},
                        {"trace", trace_of(request).id}});
}

void Pipeline::log_media(const Request& request, int status) const {
  if (!logs_media_) return;
  log::info("media", {{"method", name_of(request.method)},
                      {"target", redact_target(request.target)},
                      {"status", status},
                      {"from", request.remote_address}});
}

Response Pipeline::answer(Request request) const {
  if (request.target.starts_with("/v/"))
    if (const Route* media = router_.media(request.method)) return handle(*media, request);
  RateStanding rate;
  auto admitted = admit(request, rate);
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
  finish(request, rate, response);
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
