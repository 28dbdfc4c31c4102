#include "http/addresses.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "base/text.h"

namespace lectern::http {
namespace {

constexpr AddressBytes kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const AddressBytes& address) {
  return std::equal(address.begin(), address.begin() + 12, kMappedPrefix.begin());
}

AddressBytes mapped(const in_addr& address) {
  AddressBytes bytes = kMappedPrefix;
  std::memcpy(bytes.data() + 12, &address, 4);
  return bytes;
}

AddressBytes counted_as(AddressBytes address) {
  if (!is_mapped(address)) std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
  return address;
}

bool share_prefix(const AddressBytes& a, const AddressBytes& b, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

}  // namespace

AddressBytes bytes_of(const sockaddr_storage& address) {
  AddressBytes bytes{};
  if (address.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return mapped(v4.sin_addr);
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return bytes;
}

std::string text_of(const AddressBytes& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_mapped(address))
    inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
  else
    inet_ntop(AF_INET6, address.data(), text, sizeof text);
  return text;
}

std::optional<AddressBytes> parse_address(std::string_view text) {
  const std::string terminated{text};
  in_addr v4{};
  if (inet_pton(AF_INET, terminated.c_str(), &v4) == 1) return mapped(v4);
  AddressBytes bytes{};
  if (inet_pton(AF_INET6, terminated.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

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

Networks::Networks(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const auto slash = text.find('/');
    const auto address = parse_address(std::string_view{text}.substr(0, slash));
    const Error malformed(ErrorCode::Invalid, "\"" + text + "\" is no address and no network.");
    if (!address) throw malformed;
    unsigned prefix = 128;
    if (slash != std::string::npos) {
      const unsigned most = is_mapped(*address) ? 32 : 128;
      const auto given = parse_number<unsigned>(std::string_view{text}.substr(slash + 1));
      if (!given || *given > most) throw malformed;
      prefix = 128 - most + *given;
    }
    networks_.push_back({*address, prefix});
  }
}

bool Networks::contains(const AddressBytes& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return share_prefix(network.address, address, network.prefix);
  });
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
