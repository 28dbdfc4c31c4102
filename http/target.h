#pragma once
// The target of a request line (RFC 9112 §3.2), checked and decoded once. Whatever could be read in two ways
// is refused: proxies in front of us may have read it the other way.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::http {

struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

/// origin-form and absolute-form. Nothing for "..", "//", escapes of "/" or of control characters, what is no
/// UTF-8, and whatever RFC 3986 does not let stand in a URI.
std::optional<Target> parse_target(std::string_view raw);

/// No blank, control character or byte above 0x7e.
bool has_only_visible_characters(std::string_view raw);

}  // namespace lectern::http
