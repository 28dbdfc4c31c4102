#pragma once
// What a connection is doing and since when, written by its loop and read by the watchdog, which closes those
// that keep the server waiting: libmicrohttpd's own time-out begins anew with every byte.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>

namespace lectern::http {

enum class Stage : std::uint8_t {
  Between,   ///< No request line yet. Silence is allowed, up to the idle time-out; dripping is not.
  Head,      ///< The request line is there, the head is not complete.
  Body,      ///< The client sends.
  Ours,      ///< The server works or answers.
  Draining,  ///< Answered early; what is still sent is dropped.
};

struct Pulse {
  int fd = -1;
  std::atomic<Stage> stage = Stage::Between;
  std::atomic<std::uint32_t> changes = 0;

  // Of the watchdog alone.
  std::uint32_t seen_changes = ~0U;
  std::uint64_t bytes_at_start = 0;
  int seconds = 0;

  void enter(Stage next) {
    stage.store(next, std::memory_order_relaxed);
    changes.fetch_add(1, std::memory_order_relaxed);
  }
};

struct PulseLimits {
  std::chrono::seconds head_time{10};
  std::chrono::seconds body_rate_window{30};
  std::uint64_t least_body_bytes_per_second = 512;
};

/// The connections of one loop. Their sockets are shut down under the lock, so none is closed meanwhile.
class PulseList {
 public:
  using Entry = std::list<Pulse*>::iterator;

  Entry add(Pulse& pulse);
  void remove(Entry entry);
  /// One look at all of them; to be called once a second.
  void check(const PulseLimits& limits);

 private:
  std::mutex mutex_;
  std::list<Pulse*> pulses_;
};

struct Reading {
  std::uint64_t bytes = 0;  ///< Received since the connection began.
  bool has_ended = false;   ///< The peer sends no more, and all it sent was taken.
};

/// Whether this connection has kept the server waiting for too long, or will for ever.
bool has_waited_too_long(Pulse& pulse, Reading reading, const PulseLimits& limits);

}  // namespace lectern::http
