#pragma once
// Addresses of peers: text, networks, and how many connections each has.

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/guarded.h"

namespace lectern::http {

/// IPv6, or IPv4 mapped into it (RFC 4291 §2.5.5.2).
using AddressBytes = std::array<std::uint8_t, 16>;

AddressBytes bytes_of(const sockaddr_storage& address);
std::string text_of(const AddressBytes& address);
std::optional<AddressBytes> parse_address(std::string_view text);

/// Where to listen: "host:port", "[v6]:port". Throws Invalid.
struct Endpoint {
  sockaddr_storage address{};
  socklen_t length = 0;
};
Endpoint parse_endpoint(const std::string& text);

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

/// Connections by address; an IPv6 network of 64 bits counts as one, because one host may have it all.
class AddressCounts {
 public:
  /// False at the limit.
  bool enter(const AddressBytes& address, std::size_t limit);
  void leave(const AddressBytes& address);

 private:
  Guarded<std::map<AddressBytes, std::size_t>> counts_;
};

}  // namespace lectern::http
