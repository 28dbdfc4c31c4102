#pragma once
// gzip (RFC 1952), for text that is sent often or is large.

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lectern::http {

std::string gzip(std::string_view bytes);

/// Whether Accept-Encoding takes gzip (RFC 9110 §12.5.3).
bool accepts_gzip(const Request& request);

/// The same answer, compressed where the client takes it and it pays; says Vary in either case. For answers
/// made of a string.
Response gzip_if_wanted(const Request& request, Response response);

}  // namespace lectern::http
