#pragma once
// Bytes as text: base64, base64url without padding (RFC 4648 §4, §5), hexadecimal. Decoders take the
// canonical form only and answer nothing for anything else.

#include <optional>
#include <string>
#include <string_view>

namespace lectern {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
std::string to_hex(std::string_view bytes);
/// Small letters only.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace lectern
