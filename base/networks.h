#pragma once
// Addresses of the internet and networks of them, as values. An IPv4 address is kept mapped into IPv6.

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

/// IPv6, or IPv4 mapped into it (RFC 4291 §2.5.5.2).
using AddressBytes = std::array<std::uint8_t, 16>;

/// Of an AF_INET or AF_INET6 address.
AddressBytes bytes_of(const sockaddr_storage& address);
std::string text_of(const AddressBytes& address);
std::optional<AddressBytes> parse_address(std::string_view text);
bool is_mapped(const AddressBytes& address);

class Networks {
 public:
  /// "10.0.0.0/8" or a single address. Throws Invalid.
  explicit Networks(const std::vector<std::string>& texts);
  bool contains(const AddressBytes& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    AddressBytes address;
    unsigned prefix;
  };
  std::vector<Network> networks_;
};

/// False for what only this machine or this site can reach: loopback, private and shared ranges, link-local,
/// multicast, documentation and the rest of the special registries (RFC 6890).
bool is_public(const AddressBytes& address);

}  // namespace lectern
