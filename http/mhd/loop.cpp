#include "http/mhd/loop.h"

#include <netinet/in.h>

#include <cstdarg>
#include <cstdio>
#include <cstring>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "http/mhd/exchange.h"

namespace lectern::http {
namespace {

/// A head must fit into this, with what the library needs for the answer.
constexpr std::size_t kConnectionMemory = 32U << 10;

void log_library(void* /*context*/, const char* format, va_list arguments) {
  char line[512];
  if (std::vsnprintf(line, sizeof line, format, arguments) > 0)
    log::debug("http.library", {{"says", trim(line)}});
}

/// Targets are decoded by http/target, which knows what to refuse.
std::size_t leave_escaped(void* /*context*/, MHD_Connection* /*connection*/, char* text) {
  return std::strlen(text);
}

Peer peer_of(MHD_Connection* connection, Transport transport) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  sockaddr_storage address{};
  const bool is_v6 = info->client_addr->sa_family == AF_INET6;
  std::memcpy(&address, info->client_addr, is_v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in));
  return {bytes_of(address), transport};
}

}  // namespace

struct Loop::Client {
  Client(Shared& shared, MHD_Connection* connection, Peer the_peer)
      : peer(the_peer), exchange(shared, pulse, connection, the_peer) {
    pulse.fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
  }

  Pulse pulse;
  PulseList::Entry entry;
  Peer peer;
  Exchange exchange;
};

Loop::Loop(Shared& shared, LoopOptions options, Closed closed)
    : shared_(shared), options_(std::move(options)), closed_(std::move(closed)) {}

Loop::~Loop() {
  stop();
}

void Loop::start() {
  const bool has_tls = options_.transport == Transport::Tls;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_ALLOW_UPGRADE |
                   MHD_USE_ERROR_LOG | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC;
  if (has_tls) flags |= MHD_USE_TLS;
  MHD_OptionItem tls[] = {
      {MHD_OPTION_HTTPS_MEM_CERT, 0, const_cast<char*>(options_.certificate.c_str())},
      {MHD_OPTION_HTTPS_MEM_KEY, 0, const_cast<char*>(options_.key.c_str())},
      {MHD_OPTION_END, 0, nullptr},
  };
  MHD_OptionItem none[] = {{MHD_OPTION_END, 0, nullptr}};
  daemon_ =
      MHD_start_daemon(flags, 0, nullptr, nullptr, &Loop::on_step, this,   //
                       MHD_OPTION_EXTERNAL_LOGGER, &log_library, nullptr,  // First, to hear of the rest.
                       MHD_OPTION_NOTIFY_CONNECTION, &Loop::on_connection, this,                      //
                       MHD_OPTION_URI_LOG_CALLBACK, &Loop::on_request_line, this,                     //
                       MHD_OPTION_NOTIFY_COMPLETED, &Loop::on_end, this,                              //
                       MHD_OPTION_UNESCAPE_CALLBACK, &leave_escaped, nullptr,                         //
                       MHD_OPTION_CONNECTION_LIMIT, static_cast<unsigned>(options_.max_connections),  //
                       MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(options_.idle_time.count()),
                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory,  //
                       MHD_OPTION_ARRAY, has_tls ? tls : none,                 //
                       MHD_OPTION_END);
  if (daemon_ == nullptr)
    throw Error(ErrorCode::Internal, has_tls ? "TLS could not be started: check the certificate and its key."
                                             : "The HTTP server could not be started.");
}

void Loop::add(Accepted accepted) {
  const auto* address = reinterpret_cast<const sockaddr*>(&accepted.address);
  // The library owns the socket from here, also where it refuses.
  const int socket = accepted.socket.release();
  open_.fetch_add(1, std::memory_order_relaxed);
  if (MHD_add_connection(daemon_, socket, address, accepted.address_length) == MHD_NO)
    closed(bytes_of(accepted.address));
}

void Loop::closed(const AddressBytes& address) {
  open_.fetch_sub(1, std::memory_order_relaxed);
  closed_(address);
}

void Loop::stop() {
  if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  daemon_ = nullptr;
}

void Loop::on_connection(void* self, MHD_Connection* connection, void** context,
                         MHD_ConnectionNotificationCode code) {
  auto& loop = *static_cast<Loop*>(self);
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    auto client = std::make_unique<Client>(loop.shared_, connection, peer_of(connection, loop.transport()));
    client->entry = loop.pulses_.add(client->pulse);
    *context = client.release();
    return;
  }
  const std::unique_ptr<Client> client(static_cast<Client*>(*context));
  *context = nullptr;
  if (!client) return;
  loop.pulses_.remove(client->entry);
  loop.closed(client->peer.address);
}

void* Loop::on_request_line(void* self, const char* target, MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  auto* client = static_cast<Client*>(info->socket_context);
  static_cast<Loop*>(self)->busy_.fetch_add(1, std::memory_order_relaxed);
  client->exchange.begin(target);
  return client;
}

MHD_Result Loop::on_step(void* /*self*/, MHD_Connection* /*connection*/, const char* /*url*/,
                         const char* method, const char* version, const char* data, std::size_t* size,
                         void** context) {
  return static_cast<Client*>(*context)->exchange.step(method, version, data, size);
}

void Loop::on_end(void* self, MHD_Connection* /*connection*/, void** context,
                  MHD_RequestTerminationCode code) {
  if (*context == nullptr) return;
  static_cast<Client*>(*context)->exchange.end(
      code == MHD_REQUEST_TERMINATED_COMPLETED_OK ? Exchange::Ending::Sent : Exchange::Ending::Broken);
  static_cast<Loop*>(self)->busy_.fetch_sub(1, std::memory_order_relaxed);
  *context = nullptr;
}

}  // namespace lectern::http
