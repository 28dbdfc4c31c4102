#include "base/metrics.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <string_view>

namespace lectern {
namespace {

struct Row {
  std::string_view name;
  std::string_view help;
};

constexpr std::array<Row, static_cast<std::size_t>(Counter::Count_)> kCounters = {{
    {"lectern_http_requests_total", "Requests answered outside media delivery."},
    {"lectern_http_refused_malformed_total", "Requests refused because they break HTTP."},
    {"lectern_http_refused_limit_total", "Requests refused because a body or connection limit was reached."},
    {"lectern_http_refused_busy_total", "Requests refused early because the server was busy."},
    {"lectern_http_refused_slow_headers_total", "Connections closed because headers took too long."},
    {"lectern_http_internal_errors_total", "Requests answered 500."},
    {"lectern_lane_refused_total", "Work refused because its lane was full."},
    {"lectern_media_requests_total", "Media requests answered."},
    {"lectern_media_refused_total", "Media requests refused by the token gate."},
    {"lectern_media_cold_reads_total", "Media ranges that had to be read from disk first."},
    {"lectern_upload_bytes_total", "Bytes received by uploads."},
    {"lectern_uploads_finished_total", "Uploads that were received whole."},
    {"lectern_jobs_done_total", "Jobs that finished."},
    {"lectern_jobs_failed_total", "Jobs that failed for good."},
    {"lectern_events_dispatched_total", "Outbox events handed to a consumer."},
    {"lectern_events_parked_total", "Outbox events set aside after repeated failure."},
    {"lectern_websocket_messages_total", "Messages sent over WebSockets."},
    {"lectern_outbound_calls_total", "Attempts to call other servers."},
    {"lectern_outbound_failures_total", "Of them, those without an answer or with one of 500 and above."},
    {"lectern_outbound_refused_total", "Calls not made because their destination failed time after time."},
}};

constexpr std::array<Row, static_cast<std::size_t>(Gauge::Count_)> kGauges = {{
    {"lectern_http_connections", "Open HTTP connections."},
    {"lectern_websockets", "Open WebSockets."},
    {"lectern_jobs_running", "Jobs that run now."},
}};

std::array<std::atomic<std::uint64_t>, kCounters.size()> counters{};
std::array<std::atomic<std::int64_t>, kGauges.size()> gauges{};

}  // namespace

void count(Counter counter, std::uint64_t by) {
  counters[static_cast<std::size_t>(counter)].fetch_add(by, std::memory_order_relaxed);
}

std::uint64_t value_of(Counter counter) {
  return counters[static_cast<std::size_t>(counter)].load(std::memory_order_relaxed);
}

void adjust(Gauge gauge, std::int64_t by) {
  gauges[static_cast<std::size_t>(gauge)].fetch_add(by, std::memory_order_relaxed);
}

std::int64_t value_of(Gauge gauge) {
  return gauges[static_cast<std::size_t>(gauge)].load(std::memory_order_relaxed);
}

std::string metrics_text() {
  std::string text;
  for (std::size_t i = 0; i < kCounters.size(); ++i)
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} counter\n{0} {2}\n", kCounters[i].name, kCounters[i].help,
                        counters[i].load(std::memory_order_relaxed));
  for (std::size_t i = 0; i < kGauges.size(); ++i)
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", kGauges[i].name, kGauges[i].help,
                        gauges[i].load(std::memory_order_relaxed));
  return text;
}

}  // namespace lectern
