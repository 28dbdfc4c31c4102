#include "http/system_api.h"

#include <nlohmann/json.hpp>

#include "base/metrics.h"

namespace lectern::http {
namespace {

Response readiness(const std::vector<ReadinessCheck>& checks) {
  nlohmann::json results = nlohmann::json::object();
  bool ready = true;
  for (const ReadinessCheck& check : checks) {
    const auto problem = check.problem();
    results[check.name] = problem.value_or("ok");
    ready = ready && !problem;
  }
  return Response::json({{"ready", ready}, {"checks", std::move(results)}}, ready ? 200 : 503);
}

Route system_route(std::string_view path, Lane lane, std::function<Response(const Request&)> handle,
                   std::string_view summary) {
  return {Method::Get, path, Who::Anyone, Body::None, lane, std::move(handle), nullptr, summary, {}};
}

}  // namespace

std::vector<Route> system_routes(std::vector<ReadinessCheck> checks, std::function<std::string()> more) {
  const auto healthz = [](const Request&) { return Response::text("ok\n"); };
  const auto readyz = [checks = std::move(checks)](const Request&) { return readiness(checks); };
  const auto metrics = [more = std::move(more)](const Request&) {
    return Response::text(metrics_text() + (more ? more() : std::string{}),
                          "text/plain; version=0.0.4; charset=utf-8");
  };
  return {system_route("/healthz", Lane::Inline, healthz, "Tell that the process lives"),
          system_route("/readyz", Lane::Worker, readyz, "Tell whether requests can be served"),
          system_route("/metrics", Lane::Inline, metrics, "Give the counters, for Prometheus")};
}

}  // namespace lectern::http
