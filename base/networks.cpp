#include "base/networks.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/text.h"

namespace lectern {
namespace {

constexpr AddressBytes kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

AddressBytes mapped(const in_addr& address) {
  AddressBytes bytes = kMappedPrefix;
  std::memcpy(bytes.data() + 12, &address, 4);
  return bytes;
}

bool share_prefix(const AddressBytes& a, const AddressBytes& b, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

// The special-purpose registries of RFC 6890 and what IANA added since, with multicast (RFC 5771, RFC 4291).
const Networks& special_networks() {
  static const Networks networks{std::vector<std::string>{
      "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
      "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
      "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",
      "::/96",         "64:ff9b::/96",    "64:ff9b:1::/48", "100::/64",       "2001::/23",
      "2001:db8::/32", "2002::/16",       "fc00::/7",       "fe80::/10",      "ff00::/8"}};
  return networks;
}

}  // namespace

bool is_mapped(const AddressBytes& address) {
  return std::equal(address.begin(), address.begin() + 12, kMappedPrefix.begin());
}

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

bool is_public(const AddressBytes& address) {
  return !special_networks().contains(address);
}

}  // namespace lectern
