#pragma once
// Takes connections off the listening sockets and hands them on; refuses early, with a 503, what is above the
// limits.

#include <sys/socket.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "http/addresses.h"

namespace lectern::http {

enum class Transport {
  Plain,
  Tls,
  Redirect,  ///< Plain, and all that it says is: come by TLS.
};

struct Accepted {
  UniqueFd socket;
  sockaddr_storage address{};
  socklen_t address_length = 0;
  Transport transport = Transport::Plain;
};

struct AcceptLimits {
  std::size_t connections = 0;
  std::size_t connections_per_address = 0;
};

class Acceptor {
 public:
  using Take = std::function<void(Accepted)>;

  /// `unlimited` are proxies, behind which everyone has the same address.
  Acceptor(AcceptLimits limits, const Networks& unlimited, Take take);
  ~Acceptor();

  /// Binds at once; returns the port. Throws Invalid where the address is taken.
  std::uint16_t listen(const std::string& endpoint, Transport transport);
  void start();
  void stop();

  /// To be called once for every connection that was handed on, when it has closed. Any thread.
  void closed(const AddressBytes& address);

 private:
  struct Listener {
    UniqueFd socket;
    Transport transport;
  };

  void run();
  void accept_from(const Listener& listener);
  bool admit(const AddressBytes& address);

  const AcceptLimits limits_;
  const Networks& unlimited_;
  const Take take_;
  std::vector<Listener> listeners_;
  UniqueFd wake_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> open_ = 0;
  AddressCounts counts_;
  std::jthread thread_;
};

}  // namespace lectern::http
