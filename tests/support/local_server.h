#pragma once
// A server that somebody else wrote, run for one test on this machine.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/subprocess.h"

namespace lectern::testing {

/// Free a moment ago.
std::uint16_t free_port();

/// Accepts connections and never answers.
class SilentServer {
 public:
  SilentServer();
  std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = 0;
  UniqueFd socket_;
};

class LocalServer {
 public:
  /// Waits until the port takes connections. Throws with what the program wrote where it does not.
  LocalServer(std::vector<std::string> arguments, std::uint16_t port);

  std::uint16_t port() const { return port_; }

 private:
  Subprocess process_;
  std::uint16_t port_;
};

/// Where a program of that name is, also in /usr/sbin.
std::string program(const std::string& name);

/// A key and a certificate for 127.0.0.1 and localhost that nobody vouches for: key.pem and certificate.pem.
void make_certificate(const std::filesystem::path& folder);

}  // namespace lectern::testing
