#include "base/destinations.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/metrics.h"

namespace lectern {

namespace {

// Beyond it, those that are well are forgotten.
constexpr std::size_t kMostDestinations = 1000;

}  // namespace

void Destinations::admit(const std::string& origin) {
  const bool admitted = known_.with([&](auto& all) {
    if (all.size() >= kMostDestinations && !all.contains(origin))
      std::erase_if(all, [&](const auto& entry) {
        return entry.second.breaker.state(clock_.now()) == BreakerState::Closed;
      });
    auto& known = all.try_emplace(origin, Known{CircuitBreaker(rule_), {.origin = origin}}).first->second;
    const bool may_go = known.breaker.admit(clock_.now());
    ++(may_go ? known.counts.calls : known.counts.refused);
    return may_go;
  });
  count(admitted ? Counter::OutboundCalls : Counter::OutboundRefused);
  if (!admitted)
    throw Error(ErrorCode::Unavailable, "This service did not answer lately. Try again in a few minutes.",
                origin);
}

template <typename Change>
void Destinations::change(const std::string& origin, Change change) {
  known_.with([&](auto& all) {
    const auto found = all.find(origin);
    if (found != all.end()) change(found->second);  // Else forgotten to make room while the call ran.
  });
}

void Destinations::succeeded(const std::string& origin) {
  change(origin, [](Known& known) { known.breaker.succeeded(); });
}

void Destinations::failed(const std::string& origin) {
  count(Counter::OutboundFailures);
  change(origin, [&](Known& known) {
    ++known.counts.failures;
    known.breaker.failed(clock_.now());
  });
}

void Destinations::abandoned(const std::string& origin) {
  change(origin, [](Known& known) { known.breaker.abandoned(); });
}

Destination Destinations::of(const std::string& origin) const {
  for (auto& one : list())
    if (one.origin == origin) return one;
  return {.origin = origin};
}

std::vector<Destination> Destinations::list() const {
  return known_.with([&](const auto& all) {
    std::vector<Destination> list;
    for (const auto& [origin, known] : all) {
      list.push_back(known.counts);
      list.back().state = known.breaker.state(clock_.now());
    }
    return list;
  });
}

std::string Destinations::metrics_text() const {
  const auto all = list();
  if (all.empty()) return {};
  std::string text =
      "# HELP lectern_outbound_state Whether a server is called: 0 yes, 1 on trial, 2 left alone.\n"
      "# TYPE lectern_outbound_state gauge\n";
  for (const auto& one : all) {
    const int state = one.state == BreakerState::Open ? 2 : one.state == BreakerState::HalfOpen ? 1 : 0;
    text += fmt::format("lectern_outbound_state{{destination=\"{}\"}} {}\n", one.origin, state);
  }
  return text;
}

}  // namespace lectern
