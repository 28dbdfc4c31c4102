#include "http/pulse.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "base/metrics.h"

namespace lectern::http {
namespace {

constexpr int kDrainSeconds = 5;

constexpr std::uint8_t kCloseWait = 8;  ///< TCP_CLOSE_WAIT: the peer has sent its last byte.

Reading read_socket(int fd) {
  tcp_info info{};
  socklen_t length = sizeof info;
  int unread = 0;
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0 || ioctl(fd, FIONREAD, &unread) != 0)
    return {};
  return {info.tcpi_bytes_received, info.tcpi_state == kCloseWait && unread == 0};
}

}  // namespace

bool has_waited_too_long(Pulse& pulse, Reading reading, const PulseLimits& limits) {
  const std::uint32_t changes = pulse.changes.load(std::memory_order_relaxed);
  const Stage stage = pulse.stage.load(std::memory_order_relaxed);
  if (changes != pulse.seen_changes) {
    // A connection that never asked anything began with nothing; later requests are counted from the first
    // look.
    pulse.bytes_at_start = changes == 0 ? 0 : reading.bytes;
    pulse.seen_changes = changes;
    pulse.seconds = 0;
    return false;
  }
  // Nothing more will come, and what came is no whole request. The library misses an end that arrives
  // together with the last bytes, because it takes a short read for "no more yet".
  if (reading.has_ended && (stage == Stage::Head || stage == Stage::Body)) return true;
  const std::uint64_t grown = reading.bytes - pulse.bytes_at_start;
  if (stage != Stage::Between || grown > 0) ++pulse.seconds;
  switch (stage) {
    case Stage::Between:
    case Stage::Head:
      return pulse.seconds >= limits.head_time.count();
    case Stage::Draining:
      return pulse.seconds >= kDrainSeconds;
    case Stage::Ours:
      return false;
    case Stage::Body:
      break;
  }
  if (pulse.seconds < limits.body_rate_window.count()) return false;
  const bool slow = grown < limits.least_body_bytes_per_second * static_cast<std::uint64_t>(pulse.seconds);
  pulse.bytes_at_start = reading.bytes;
  pulse.seconds = 0;
  return slow;
}

PulseList::Entry PulseList::add(Pulse& pulse) {
  const std::lock_guard lock(mutex_);
  return pulses_.insert(pulses_.end(), &pulse);
}

void PulseList::remove(Entry entry) {
  const std::lock_guard lock(mutex_);
  pulses_.erase(entry);
}

void PulseList::check(const PulseLimits& limits) {
  const std::lock_guard lock(mutex_);
  for (Pulse* pulse : pulses_) {
    if (pulse->stage.load(std::memory_order_relaxed) == Stage::Ours) continue;
    if (!has_waited_too_long(*pulse, read_socket(pulse->fd), limits)) continue;
    count(pulse->stage == Stage::Body ? Counter::HttpRefusedLimit : Counter::HttpRefusedSlowHeaders);
    shutdown(pulse->fd, SHUT_RDWR);
  }
}

}  // namespace lectern::http
