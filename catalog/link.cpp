#include "catalog/link.h"

#include <algorithm>

namespace lectern::catalog {

namespace {

bool is_host_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || byte >= 0x80u;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> host_of(std::string_view address) {
  constexpr std::string_view kScheme = "https://";
  if (address.size() > kLongestLink || !address.starts_with(kScheme)) return std::nullopt;
  const bool is_plain = std::none_of(address.begin(), address.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20u || byte == 0x7Fu || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`';
  });
  if (!is_plain) return std::nullopt;
  // RFC 3986 §3.2: the authority ends at the next slash, question mark or hash.
  auto authority = address.substr(kScheme.size());
  authority = authority.substr(0, authority.find_first_of("/?#"));
  const auto colon = authority.find(':');
  if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) return std::nullopt;
  const auto host = authority.substr(0, colon);
  const bool is_host =
      !host.empty() && host.front() != '.' && std::all_of(host.begin(), host.end(), is_host_character);
  return is_host ? std::optional{std::string{host}} : std::nullopt;
}

}  // namespace lectern::catalog
