#include "config/shapes.h"

#include <cstdint>

#include "base/text.h"
#include "config/accent.h"

namespace lectern::config {

namespace {

bool is_host_and_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto port = parse_number<std::uint16_t>(text.substr(colon + 1));
  const auto host = text.substr(0, colon);
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  return port.has_value() && (is_bracketed || host.find(':') == std::string_view::npos);
}

bool is_nothing_or_host_and_port(std::string_view text) {
  return text.empty() || is_host_and_port(text);
}

bool is_url(std::string_view text) {
  const bool has_scheme = text.starts_with("http://") || text.starts_with("https://");
  return text.empty() ||
         (has_scheme && text.size() > 8 && !text.ends_with('/') && text.find(' ') == std::string_view::npos);
}

bool is_directory(std::string_view text) {
  const bool has_scheme = text.starts_with("ldap://") || text.starts_with("ldaps://");
  return text.empty() ||
         (has_scheme && text.size() > 8 && text.find_first_of(" ,?") == std::string_view::npos);
}

bool has_login(std::string_view text) {
  return text.find("{login}") != std::string_view::npos;
}

bool is_nothing_or_has_login(std::string_view text) {
  return text.empty() || has_login(text);
}

bool are_group_rules(std::string_view text) {
  for (const auto part : split(text, ';')) {
    const auto middle = part.find('=');
    if (trim(part).empty()) continue;
    if (middle == std::string_view::npos || trim(part.substr(0, middle)).empty()) return false;
    if (trim(part.substr(middle + 1)).empty()) return false;
  }
  return true;
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos;
}

bool is_address_or_network(std::string_view text) {
  constexpr std::string_view allowed = "0123456789abcdefABCDEF.:";
  const auto slash = text.find('/');
  const auto address = text.substr(0, slash);
  const bool is_address = address.find_first_of(".:") != std::string_view::npos &&
                          address.find_first_not_of(allowed) == std::string_view::npos;
  if (slash == std::string_view::npos) return is_address;
  const auto bits = parse_number<unsigned>(text.substr(slash + 1));
  return is_address && bits && *bits <= 128;
}

bool is_name(std::string_view text) {
  return is_utf8(text) && !text.empty() && count_characters(text) <= 60 &&
         text.find_first_of("\r\n\t") == std::string_view::npos;
}

struct Shape {
  std::string_view rule;
  bool (*fits)(std::string_view);
  std::string_view wanted;
};
constexpr Shape kShapes[] = {
    {"host:port", is_host_and_port, "must be an address and a port, like 127.0.0.1:8080 or [::1]:8080"},
    {"host:port?", is_nothing_or_host_and_port, "must be an address and a port, like 0.0.0.0:80, or empty"},
    {"url", is_url, "must begin with http:// or https:// and have no slash at its end"},
    {"ldap", is_directory, "must begin with ldap:// or ldaps:// and name one host"},
    {"login", has_login, "must hold {login}, which stands for what somebody typed"},
    {"login?", is_nothing_or_has_login,
     "must hold {login}, which stands for what somebody typed, or be empty"},
    {"groups", are_group_rules, "must be pairs of a name and a group, like staff=employees; guests=visitors"},
    {"name", is_name, "must have 1 to 60 characters"},
    {"email", is_email, "must be an e-mail address"},
    {"addresses", is_address_or_network, "must be addresses or networks, like 127.0.0.1, 10.0.0.0/8"},
};

}  // namespace

std::optional<std::string> shape_problem(std::string_view text, std::string_view rule) {
  if (rule == "accent") return accent_problem(text);
  for (const auto& shape : kShapes)
    if (shape.rule == rule && !shape.fits(text)) return std::string{shape.wanted};
  return std::nullopt;
}

}  // namespace lectern::config
