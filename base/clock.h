#pragma once
// Time as the house sees it: UTC, in whole milliseconds. Everything that asks for the time takes a Clock, so
// that tests can turn it.

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace lectern {

using Milliseconds = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Milliseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// Stands still until told otherwise. Safe from any thread.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start = Instant{Milliseconds{1'767'225'600'000}});  // 2026-01-01T00:00:00Z
  Instant now() const override;
  void advance(Milliseconds by);

 private:
  std::atomic<std::int64_t> milliseconds_;
};

/// RFC 3339 in UTC with milliseconds: "2026-01-01T00:00:00.000Z".
std::string to_rfc3339(Instant at);
std::optional<Instant> from_rfc3339(std::string_view text);

/// RFC 9110 §5.6.7: "Thu, 01 Jan 2026 00:00:00 GMT".
std::string to_http_date(Instant at);
std::optional<Instant> from_http_date(std::string_view text);

}  // namespace lectern
