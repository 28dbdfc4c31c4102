#pragma once
// The opening of a WebSocket (RFC 6455 §4.2): pure.

#include <string>
#include <string_view>

#include "http/message.h"

namespace lectern::http {

/// The value of Sec-WebSocket-Accept.
std::string websocket_accept(std::string_view key);

/// 101 with its headers, or the answer that refuses. A page of another origin is refused: its browser would
/// send our cookie along.
Response websocket_handshake(const Request& request);

}  // namespace lectern::http
