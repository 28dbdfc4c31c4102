#pragma once
// What every answer outside media delivery tells a browser not to do. One table.

#include "http/message.h"

namespace lectern::http {

/// Keeps what the handler set itself.
void add_security_headers(const Request& request, Response& response);

}  // namespace lectern::http
