#include "tests/support/local_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace lectern::testing {
namespace {

using namespace std::chrono_literals;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

const sockaddr* generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

UniqueFd bound_socket(std::uint16_t& port) {
  UniqueFd socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  auto address = loopback(0);
  socklen_t length = sizeof address;
  if (::bind(socket.get(), generic(address), length) != 0 ||
      ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &length) != 0)
    throw std::runtime_error("no free port");
  port = ntohs(address.sin_port);
  return socket;
}

bool takes_connections(std::uint16_t port) {
  const UniqueFd socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  const auto address = loopback(port);
  return ::connect(socket.get(), generic(address), sizeof address) == 0;
}

}  // namespace

std::uint16_t free_port() {
  std::uint16_t port = 0;
  bound_socket(port);
  return port;
}

SilentServer::SilentServer() : socket_(bound_socket(port_)) {
  if (::listen(socket_.get(), 64) != 0) throw std::runtime_error("cannot listen");
}

LocalServer::LocalServer(std::vector<std::string> arguments, std::uint16_t port)
    : process_({.arguments = std::move(arguments)}), port_(port) {
  std::string said;
  const auto until = std::chrono::steady_clock::now() + 30s;
  while (!takes_connections(port_)) {
    ProcessLine line;
    if (process_.next_line(50ms, line) == Heard::Line) said += line.text + "\n";
    if (process_.wait(0ms) || std::chrono::steady_clock::now() > until)
      throw std::runtime_error("the server did not start: " + said);
  }
}

std::string program(const std::string& name) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/bin/"})
    if (std::filesystem::exists(folder + name)) return folder + name;
  throw std::runtime_error(name + " is not installed");
}

void make_certificate(const std::filesystem::path& folder) {
  Subprocess openssl(
      {.arguments = {program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                     "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
                     "-keyout", (folder / "key.pem").string(), "-out",
                     (folder / "certificate.pem").string()}});
  openssl.close_input();
  ProcessLine line;
  while (openssl.next_line(20s, line) == Heard::Line) continue;
  const auto end = openssl.wait(20s);
  if (!end || !end->succeeded()) throw std::runtime_error("openssl made no certificate");
}

}  // namespace lectern::testing
