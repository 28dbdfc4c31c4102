#include "http/proxies.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"

namespace lectern::http {
namespace {

/// What one proxy says of whom it saw.
struct Hop {
  std::string address;
  std::string scheme;
};

std::string unquoted(std::string_view value) {
  if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
    value = value.substr(1, value.size() - 2);
  return std::string{value};
}

/// RFC 7239 §6: "192.0.2.1:80", "[2001:db8::1]:80"; "unknown" and "_hidden" are no addresses.
std::string without_port(std::string node) {
  if (node.starts_with('[')) return node.substr(1, node.find(']') - 1);
  const auto colon = node.find(':');
  const bool is_v4_with_port = colon != std::string::npos && node.find(':', colon + 1) == std::string::npos;
  return is_v4_with_port ? node.substr(0, colon) : node;
}

Hop hop_of(std::string_view element) {
  Hop hop;
  for (const std::string_view pair : split(element, ';')) {
    const std::string_view trimmed = trim(pair);
    const auto equals = trimmed.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = trimmed.substr(0, equals);
    if (equal_ignoring_case(name, "for")) hop.address = without_port(unquoted(trimmed.substr(equals + 1)));
    if (equal_ignoring_case(name, "proto")) hop.scheme = unquoted(trimmed.substr(equals + 1));
  }
  return hop;
}

/// Each proxy appends whom it saw: the nearest stands last.
std::vector<Hop> hops_of(const Headers& headers) {
  std::vector<Hop> hops;
  if (const auto forwarded = headers.find("Forwarded")) {
    for (const std::string_view element : split(*forwarded, ',')) hops.push_back(hop_of(element));
    return hops;
  }
  if (const auto addresses = headers.find("X-Forwarded-For"))
    for (const std::string_view address : split(*addresses, ','))
      hops.push_back({without_port(std::string{trim(address)}), {}});
  if (const auto scheme = headers.find("X-Forwarded-Proto")) {
    if (hops.empty()) hops.emplace_back();
    // The nearest proxy's word, which is the one that is known to be trusted.
    hops.back().scheme = std::string{trim(scheme->substr(scheme->rfind(',') + 1))};
  }
  return hops;
}

}  // namespace

void describe_client(Request& request, const Networks& trusted) {
  if (trusted.empty()) return;
  auto here = parse_address(request.remote_address);
  if (!here || !trusted.contains(*here)) return;
  auto hops = hops_of(request.headers);
  while (!hops.empty() && trusted.contains(*here)) {
    const Hop& hop = hops.back();
    if (!hop.scheme.empty()) request.secure = equal_ignoring_case(hop.scheme, "https");
    const auto previous = parse_address(hop.address);
    if (!previous) break;
    here = previous;
    hops.pop_back();
  }
  request.remote_address = text_of(*here);
}

}  // namespace lectern::http
