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

std::string disposition(std::string_view kind, std::string_view name) {
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
  if (plain == name) return fmt::format("{}; filename=\"{}\"", kind, plain);
  return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", kind, plain, encoded);
}

}  // namespace

std::string attachment_named(std::string_view name) {
  return disposition("attachment", name);
}

std::string inline_named(std::string_view name) {
  return disposition("inline", name);
}

}  // namespace lectern::streamer
