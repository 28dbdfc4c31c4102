#pragma once
// What all connections of a server have in common.

#include <atomic>
#include <cstddef>
#include <string>

#include "base/lanes.h"
#include "http/acceptor.h"
#include "http/addresses.h"
#include "http/body_budget.h"
#include "http/pipeline.h"

namespace lectern::http {

class Shared {
 public:
  Shared(const Pipeline& the_pipeline, Lanes& the_lanes, Networks trusted_proxies, std::uint64_t body_memory)
      : pipeline(the_pipeline), lanes(the_lanes), proxies(std::move(trusted_proxies)), budget(body_memory) {}

  const Pipeline& pipeline;
  Lanes& lanes;
  const Networks proxies;
  BodyBudget budget;
  /// Where Transport::Redirect sends everybody: "https://x.example", or ":8443" behind the host they named.
  std::string tls_origin;

  bool is_stopping() const { return stopping_; }

  // A connection may be suspended only between enter() and leave(). After stop_and_wait() none is, and none
  // will be: stopping the daemon with a suspended connection aborts the process. Both sides write, then read,
  // in one total order, so either the loop sees that we are stopping or the stopping thread sees the loop.
  bool enter() {
    ++away_;
    if (!stopping_) return true;
    leave();
    return false;
  }
  void leave() {
    if (--away_ == 0) away_.notify_all();
  }
  void stop_and_wait() {
    stopping_ = true;
    for (std::size_t left = away_; left != 0; left = away_) away_.wait(left);
  }

 private:
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> away_ = 0;
};

}  // namespace lectern::http
