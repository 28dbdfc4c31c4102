#pragma once
// One libmicrohttpd daemon: an epoll thread with the connections that were handed to it.

#include <microhttpd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/acceptor.h"
#include "http/mhd/shared.h"
#include "http/pulse.h"

namespace lectern::http {

struct LoopOptions {
  Transport transport = Transport::Plain;
  std::size_t max_connections = 0;
  std::chrono::seconds idle_time{65};
  std::string certificate;  ///< PEM, for TLS.
  std::string key;
};

class Loop {
 public:
  using Closed = std::function<void(const AddressBytes&)>;

  /// `closed` is called once for each connection that was added.
  Loop(Shared& shared, LoopOptions options, Closed closed);
  ~Loop();

  Transport transport() const { return options_.transport; }
  void start();
  void add(Accepted accepted);
  /// No connection may be suspended.
  void stop();

  /// Connections that were added and have not closed.
  int open() const { return open_.load(std::memory_order_relaxed); }
  /// Requests between their first line and the last byte of their answer.
  int busy() const { return busy_.load(std::memory_order_relaxed); }
  void check_pulses(const PulseLimits& limits) { pulses_.check(limits); }

 private:
  struct Client;

  static void on_connection(void* self, MHD_Connection* connection, void** context,
                            MHD_ConnectionNotificationCode code);
  static void* on_request_line(void* self, const char* target, MHD_Connection* connection);
  static MHD_Result on_step(void* self, MHD_Connection* connection, const char* url, const char* method,
                            const char* version, const char* data, std::size_t* size, void** context);
  static void on_end(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode code);

  void closed(const AddressBytes& address);

  Shared& shared_;
  const LoopOptions options_;
  const Closed closed_;
  PulseList pulses_;
  std::atomic<int> busy_ = 0;
  std::atomic<int> open_ = 0;
  MHD_Daemon* daemon_ = nullptr;
};

}  // namespace lectern::http
