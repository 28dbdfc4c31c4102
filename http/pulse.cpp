#include "http/pulse.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/metrics.h"

namespace lectern::http {
namespace {

constexpr int kDrainSeconds = 5;

std::uint64_t bytes_received(int fd) {
  tcp_info info{};
  socklen_t length = sizeof info;
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return 0;
  return info.tcpi_bytes_received;
}

}  // namespace

bool is_too_slow(Pulse& pulse, std::uint64_t received, const PulseLimits& limits) {
  const std::uint32_t changes = pulse.changes.load(std::memory_order_relaxed);
  const Stage stage = pulse.stage.load(std::memory_order_relaxed);
  if (changes != pulse.seen_changes) {
    // A connection that never asked anything began with nothing; later requests are counted from the first
    // look.
    pulse.bytes_at_start = changes == 0 ? 0 : received;
    pulse.seen_changes = changes;
    pulse.seconds = 0;
    return false;
  }
  const std::uint64_t grown = received - pulse.bytes_at_start;
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
  pulse.bytes_at_start = received;
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
    if (!is_too_slow(*pulse, bytes_received(pulse->fd), limits)) continue;
    count(pulse->stage == Stage::Body ? Counter::HttpRefusedLimit : Counter::HttpRefusedSlowHeaders);
    shutdown(pulse->fd, SHUT_RDWR);
  }
}

}  // namespace lectern::http
