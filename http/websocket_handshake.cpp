#include "http/websocket_handshake.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "http/problem_json.h"

namespace lectern::http {
namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool has_token(const Request& request, std::string_view header, std::string_view token) {
  const auto value = request.headers.find(header);
  if (!value) return false;
  const auto tokens = split(*value, ',');
  return std::any_of(tokens.begin(), tokens.end(),
                     [token](std::string_view piece) { return equal_ignoring_case(trim(piece), token); });
}

/// No Origin: not a browser, and then there is no cookie that somebody else could ride on.
bool is_own_origin(const Request& request) {
  const auto origin = request.headers.find("Origin");
  if (!origin) return true;
  const auto host = request.headers.find("Host");
  const auto scheme_end = origin->find("://");
  return host && scheme_end != std::string_view::npos &&
         equal_ignoring_case(origin->substr(scheme_end + 3), *host);
}

bool is_key(std::string_view key) {
  const auto bytes = from_base64(key);
  return bytes && bytes->size() == 16;
}

}  // namespace

std::string websocket_accept(std::string_view key) {
  return to_base64(digest_by_name("sha1", std::string{key} + std::string{kGuid}).value());
}

Response websocket_handshake(const Request& request) {
  if (!has_token(request, "Upgrade", "websocket") || !has_token(request, "Connection", "Upgrade"))
    return Response::text("This address speaks WebSocket.\n", "text/plain; charset=utf-8", 426)
        .with("Upgrade", "websocket");
  if (request.headers.find("Sec-WebSocket-Version") != "13")
    return Response::empty(426).with("Sec-WebSocket-Version", "13");
  const auto key = request.headers.find("Sec-WebSocket-Key");
  if (!key || !is_key(*key))
    return problem_json(Error(ErrorCode::Invalid, "The Sec-WebSocket-Key header is malformed."));
  if (!is_own_origin(request))
    return problem_json(Error(ErrorCode::Forbidden, "Pages of other sites may not connect here."));
  return Response::empty(101)
      .with("Upgrade", "websocket")
      .with("Sec-WebSocket-Accept", websocket_accept(*key));
}

}  // namespace lectern::http
