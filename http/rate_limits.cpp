#include "http/rate_limits.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "base/random.h"
#include "http/addresses.h"

namespace lectern::http {
namespace {

constexpr double kMinute = 60'000;

std::uint64_t new_seed() {
  std::uint64_t seed = 0;
  const std::string bytes = random_bytes(sizeof seed);
  std::memcpy(&seed, bytes.data(), sizeof seed);
  return seed;
}

/// The seed keeps others from choosing addresses that meet in one set.
std::uint64_t key_of(std::uint64_t seed, Rate rate, std::string_view who) {
  std::uint64_t key = (seed ^ static_cast<std::uint64_t>(rate)) * 0x9e3779b97f4a7c15U;
  for (const char c : who) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  key ^= key >> 32U;
  key *= 0xd6e8feb86659fd93U;
  key ^= key >> 32U;
  return std::max<std::uint64_t>(key, 1);
}

double still_spent(double spent, Instant since, std::int64_t limit, Instant now) {
  const double refilled = static_cast<double>((now - since).count()) * static_cast<double>(limit) / kMinute;
  return std::max(0.0, spent - std::max(0.0, refilled));
}

std::int64_t whole_seconds(double requests, std::int64_t limit) {
  return static_cast<std::int64_t>(std::ceil(requests * 60 / static_cast<double>(limit)));
}

/// The stricter of two answers: a refusal, or fewer requests left.
RateStanding stricter(const RateStanding& one, const RateStanding& other) {
  if (one.limit == 0 || other.limit == 0) return one.limit == 0 ? other : one;
  if (one.is_refused() != other.is_refused()) return one.is_refused() ? one : other;
  return one.remaining <= other.remaining ? one : other;
}

/// An IPv6 network of 64 bits counts as one, because one host may have it all.
std::string network_of(const std::string& address) {
  const auto bytes = parse_address(address);
  if (!bytes || address.find(':') == std::string::npos) return address;
  return {bytes->begin(), bytes->begin() + 8};
}

bool changes_nothing(Method method) {
  return method == Method::Get || method == Method::Head || method == Method::Options;
}

}  // namespace

Rate rate_of(const Route& route) {
  const bool is_api = route.path.starts_with("/api/");
  if (!is_api || route.body == Body::Stream || route.method == Method::Options) return Rate::Unlimited;
  // Who asks is nobody, and what is asked for are codes.
  if (route.path.starts_with("/api/v1/verify/")) return Rate::SignIn;
  if (changes_nothing(route.method)) return Rate::Read;
  return route.who == Door{Who::Anyone} && route.path.starts_with("/api/v1/auth/") ? Rate::SignIn
                                                                                   : Rate::Write;
}

RateLimits::RateLimits(RateOptions options) : seed_(new_seed()), options_(options), sets_(kSets) {}

void RateLimits::change(RateOptions options) {
  const std::lock_guard lock(mutex_);
  options_ = options;
}

std::int64_t RateLimits::limit_of(Rate rate) const {
  switch (rate) {
    case Rate::SignIn:
      return options_.sign_ins;
    case Rate::Write:
      return options_.writes;
    case Rate::Read:
      return options_.reads;
    case Rate::Unlimited:
      break;
  }
  return 0;
}

RateStanding RateLimits::take(Rate rate, const Request& request, Instant now) {
  // Before the lock: the loops would meet there for every segment.
  if (rate == Rate::Unlimited) return {};
  const std::lock_guard lock(mutex_);
  const std::int64_t limit = limit_of(rate);
  if (limit == 0) return {};
  const auto network = network_of(request.remote_address);
  // Who signs in is nobody yet: an address is all that is known of them.
  if (rate == Rate::SignIn) return take(key_of(seed_, rate, network), limit, now);
  const auto of_address =
      take(key_of(seed_, rate, network), limit * std::max<std::int64_t>(1, options_.people_at_address), now);
  if (!request.principal.is_signed_in() || of_address.is_refused()) return of_address;
  return stricter(take(key_of(seed_, rate, request.principal.user.text()), limit, now), of_address);
}

RateStanding RateLimits::take(std::uint64_t key, std::int64_t limit, Instant now) {
  Bucket& bucket = bucket_of(key, now);
  const double most = static_cast<double>(limit);
  double spent = still_spent(bucket.spent, bucket.since, limit, now);
  RateStanding standing{.limit = limit};
  if (spent + 1 > most)
    standing.retry_seconds = std::max<std::int64_t>(1, whole_seconds(spent + 1 - most, limit));
  else
    spent += 1;
  bucket = {key, now, spent};
  standing.remaining = static_cast<std::int64_t>(most - spent);
  standing.reset_seconds = whole_seconds(spent, limit);
  return standing;
}

RateLimits::Bucket& RateLimits::bucket_of(std::uint64_t key, Instant now) {
  auto& ways = sets_[key % kSets];
  const auto found =
      std::find_if(ways.begin(), ways.end(), [&](const Bucket& way) { return way.key == key; });
  if (found != ways.end()) return *found;
  Bucket& quietest = *std::min_element(ways.begin(), ways.end(),
                                       [](const Bucket& a, const Bucket& b) { return a.since < b.since; });
  quietest = {key, now, 0};
  return quietest;
}

}  // namespace lectern::http
