#pragma once
// Where to listen, and how many connections each peer has.

#include <sys/socket.h>

#include <cstddef>
#include <map>
#include <string>

#include "base/guarded.h"
#include "base/networks.h"

namespace lectern::http {

/// Where to listen: "host:port", "[v6]:port". Throws Invalid.
struct Endpoint {
  sockaddr_storage address{};
  socklen_t length = 0;
};
Endpoint parse_endpoint(const std::string& text);

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
