#include "http/addresses.h"

#include <netdb.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

AddressBytes counted_as(AddressBytes address) {
  if (!is_mapped(address)) std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
  return address;
}

}  // namespace

Endpoint parse_endpoint(const std::string& text) {
  const Error malformed(ErrorCode::Invalid, "\"" + text + "\" is no address to listen on; write host:port.");
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || !parse_number<std::uint16_t>(std::string_view{text}.substr(colon + 1)))
    throw malformed;
  std::string host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.empty() ? nullptr : host.c_str(), text.c_str() + colon + 1, &hints, &found) != 0)
    throw malformed;
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  Endpoint endpoint;
  endpoint.length = found->ai_addrlen;
  std::memcpy(&endpoint.address, found->ai_addr, found->ai_addrlen);
  return endpoint;
}

bool AddressCounts::enter(const AddressBytes& address, std::size_t limit) {
  return counts_.with([&](auto& counts) {
    std::size_t& now = counts[counted_as(address)];
    if (now >= limit) return false;
    ++now;
    return true;
  });
}

void AddressCounts::leave(const AddressBytes& address) {
  counts_.with([&](auto& counts) {
    const auto at = counts.find(counted_as(address));
    if (at != counts.end() && --at->second == 0) counts.erase(at);
  });
}

}  // namespace lectern::http
