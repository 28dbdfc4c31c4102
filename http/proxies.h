#pragma once
// Who the client is when a trusted proxy stands between.

#include "http/addresses.h"
#include "http/message.h"

namespace lectern::http {

/// Forwarded (RFC 7239), or else X-Forwarded-For and X-Forwarded-Proto, believed as far as each hop is
/// trusted. Sets remote_address and secure.
void describe_client(Request& request, const Networks& trusted);

}  // namespace lectern::http
