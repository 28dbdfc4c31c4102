#pragma once
// One request from its head to its answer, apart from how bytes travel: match, authenticate, CSRF, who, body
// limits, handle, catch, security headers, request id, access log, count. The server drives it from sockets,
// scenario tests through answer().

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "http/authenticator.h"
#include "http/message.h"
#include "http/rate_limits.h"
#include "http/route.h"
#include "http/router.h"

namespace lectern::http {

/// For paths that no route takes and that are not under /api, /v or the like: the browser app. Runs on a
/// loop.
using Fallback = std::function<Response(const Request&)>;

class Pipeline {
 public:
  Pipeline(std::vector<Route> routes, Authenticator& authenticator, const Clock& clock,
           Fallback fallback = {}, RateOptions rates = {.sign_ins = 0, .writes = 0, .reads = 0});

  /// The whole way without a socket, on the calling thread: `target`, `method`, `headers` and `body` are
  /// given. A streamed body is written in one block.
  Response answer(Request request) const;

  /// What is decided when the head of a request is there: the route that takes it, or the answer that refuses
  /// it. Fills path, query, parameters, principal, request id and deadline, and what is left to the caller.
  /// Loop thread.
  std::variant<const Route*, Response> admit(Request& request, RateStanding& rate) const;
  /// For a request whose head cannot be trusted: nothing of it is looked at.
  Response refuse_head(Request& request, int status, std::string_view message) const;
  /// RFC 9110 §15.4.9: the same request again, by TLS. `origin` is "https://x.example", or ":8443" for the
  /// host that the request names.
  Response send_to_tls(Request& request, std::string_view origin) const;
  /// Whether the route takes a body of this kind and declared length.
  std::optional<Response> refuse_body(const Route& route, const Request& request,
                                      std::optional<std::uint64_t> declared_length) const;
  /// Calls the handler; whatever it throws becomes an answer.
  Response handle(const Route& route, const Request& request) const noexcept;
  /// Request id, security headers, log line, counters. Not for media.
  void finish(const Request& request, const RateStanding& rate, Response& response) const;

  /// A request for media leaves no line, unless somebody wants to know.
  void log_media(const Request& request, int status) const;
  /// Any thread, as the next.
  void log_media_requests(bool is_wanted) { logs_media_ = is_wanted; }

  void change_rates(RateOptions rates) { rates_.change(rates); }

  const Router& router() const { return router_; }
  const Clock& clock() const { return clock_; }

 private:
  std::variant<const Route*, Response> find_route(Request& request) const;
  Response answer_outside_routes(const Request& request) const;
  void begin(Request& request) const;
  void authenticate(Request& request, const Door& who) const;
  std::optional<Response> refuse_caller(Request& request, const Route& route) const;
  Response stream(const Route& route, const Request& request) const noexcept;

  Router router_;
  Authenticator& authenticator_;
  const Clock& clock_;
  Fallback fallback_;
  mutable RateLimits rates_;
  std::atomic<bool> logs_media_ = false;
};

/// The largest body of Body::Json.
inline constexpr std::uint64_t kMaxJsonBody = 1U << 20;
/// How long a handler may take before its answer is 503.
inline constexpr Milliseconds kRequestTime{30'000};

/// "/v/<token>/x" becomes "/v/-/x", "?token=x" becomes "?token=-": such words open doors to whoever reads the
/// log.
std::string redact_target(std::string_view target);

}  // namespace lectern::http
