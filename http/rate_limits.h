#pragma once
// How often somebody may ask, by class of route: a token bucket for each person and for each address. The
// table of buckets has a fixed size and forgets whoever has been quiet longest, so that no flood makes it
// grow.

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/route.h"

namespace lectern::http {

enum class Rate {
  Unlimited,  ///< What is paid for otherwise: media, blocks of uploads, probes of operators.
  SignIn,     ///< Guessing must not pay.
  Write,
  Read,
};

/// The class of a route, by its method, its path and who may use it.
Rate rate_of(const Route& route);

/// What is left to somebody who asks. A limit of 0: nobody counts.
struct RateStanding {
  std::int64_t limit = 0;  ///< In a minute.
  std::int64_t remaining = 0;
  std::int64_t reset_seconds = 0;  ///< Until all of it is there again.
  std::int64_t retry_seconds = 0;  ///< Until one is.
  bool is_refused() const { return retry_seconds > 0; }
};

/// Requests in a minute; 0 is no limit. As many may come at once.
struct RateOptions {
  std::int64_t sign_ins = 60;  ///< Of an address.
  std::int64_t writes = 300;   ///< Of a person.
  std::int64_t reads = 1200;   ///< Of a person.
  /// A school shares one address: it has so many times what a person has.
  std::int64_t people_at_address = 20;
};

class RateLimits {
 public:
  explicit RateLimits(RateOptions options);

  /// Takes one request from the buckets of whoever asks. Any thread; a short lock, no memory.
  RateStanding take(Rate rate, const Request& request, Instant now);

  /// At run time.
  void change(RateOptions options);

 private:
  struct Bucket {
    std::uint64_t key = 0;  ///< 0: free.
    Instant since;          ///< When `spent` was true.
    double spent = 0;
  };
  static constexpr std::size_t kWays = 8;
  static constexpr std::size_t kSets = 4096;

  std::int64_t limit_of(Rate rate) const;
  RateStanding take(std::uint64_t key, std::int64_t limit, Instant now);
  Bucket& bucket_of(std::uint64_t key, Instant now);

  const std::uint64_t seed_;
  std::mutex mutex_;
  RateOptions options_;
  std::vector<std::array<Bucket, kWays>> sets_;
};

}  // namespace lectern::http
