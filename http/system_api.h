#pragma once
// What operators and their tools ask: /healthz, /readyz, /metrics.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/route.h"

namespace lectern::http {

struct ReadinessCheck {
  std::string name;  ///< "database"
  /// One sentence when not ready. Runs on a worker.
  std::function<std::optional<std::string>()> problem;
};

/// `more` is put behind the metrics of base/metrics, in the same format.
std::vector<Route> system_routes(std::vector<ReadinessCheck> checks, std::function<std::string()> more = {});

}  // namespace lectern::http
