#include "streamer/disposition.h"

#include <fmt/format.h>

namespace lectern::streamer {
namespace {

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// RFC 8187 §3.2.1, attr-char.
bool is_attribute_character(char c) {
  return is_alphanumeric(c) || std::string_view{"!#$&+-.^_`|~"}.find(c) != std::string_view::npos;
}

/// Fits between double quotes as it is, and no file system reads a path or an escape in it.
bool is_plain(char c) {
  return c >= ' ' && c <= '~' && std::string_view{"\"\\/%"}.find(c) == std::string_view::npos;
}

}  // namespace

std::string attachment_named(std::string_view name) {
  std::string plain;
  std::string encoded;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    // Continuation bytes of UTF-8 belong to a character that has its "_" already.
    if ((byte & 0xC0u) != 0x80u) plain += is_plain(c) ? c : '_';
    if (is_attribute_character(c))
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", byte);
  }
  if (plain == name) return fmt::format("attachment; filename=\"{}\"", plain);
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace lectern::streamer
