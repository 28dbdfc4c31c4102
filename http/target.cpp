#include "http/target.h"

#include <algorithm>

#include "base/text.h"

namespace lectern::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { IsPlus, IsBlank };

std::optional<std::string> decode(std::string_view raw, Plus plus) {
  std::string decoded;
  decoded.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '%') {
      decoded += raw[i] == '+' && plus == Plus::IsBlank ? ' ' : raw[i];
      continue;
    }
    if (i + 2 >= raw.size()) return std::nullopt;
    const int high = hex_value(raw[i + 1]);
    const int low = hex_value(raw[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

std::optional<std::string> parse_path(std::string_view raw) {
  if (to_lower_ascii(raw).find("%2f") != std::string::npos) return std::nullopt;
  auto path = decode(raw, Plus::IsPlus);
  if (!path || !path->starts_with('/') || path->find('\\') != std::string::npos) return std::nullopt;
  if (std::any_of(path->begin(), path->end(), is_control)) return std::nullopt;
  const auto segments = split(std::string_view{*path}.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i] == "." || segments[i] == "..") return std::nullopt;
    // A last empty segment is a closing slash; any other is "//".
    if (segments[i].empty() && i + 1 < segments.size()) return std::nullopt;
  }
  return path;
}

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view raw) {
  std::vector<std::pair<std::string, std::string>> query;
  if (raw.empty()) return query;
  for (const std::string_view piece : split(raw, '&')) {
    const auto equals = piece.find('=');
    auto name = decode(piece.substr(0, equals), Plus::IsBlank);
    auto value = decode(equals == std::string_view::npos ? "" : piece.substr(equals + 1), Plus::IsBlank);
    if (!name || !value || value->find('\0') != std::string::npos) return std::nullopt;
    if (!name->empty()) query.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

/// absolute-form becomes origin-form: a server must take it, whatever stands in Host (RFC 9112 §3.2.2).
std::string_view without_authority(std::string_view raw) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(raw.substr(0, scheme.size()), scheme)) continue;
    const auto slash = raw.find_first_of("/?", scheme.size());
    return slash == std::string_view::npos ? "/" : raw.substr(slash);
  }
  return raw;
}

}  // namespace

bool has_only_visible_characters(std::string_view raw) {
  return std::all_of(raw.begin(), raw.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::optional<Target> parse_target(std::string_view raw) {
  if (!has_only_visible_characters(raw) || raw.find_first_of("#\"<>^`{|}\\") != std::string_view::npos)
    return std::nullopt;
  const std::string_view origin = without_authority(raw);
  const auto question = origin.find('?');
  auto path = parse_path(origin.substr(0, question));
  auto query = parse_query(question == std::string_view::npos ? "" : origin.substr(question + 1));
  if (!path || !query) return std::nullopt;
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace lectern::http
