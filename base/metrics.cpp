#include "base/metrics.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <string_view>

namespace lectern {
namespace {

struct Row {
  std::string_view name;
  std::string_view help;
  std::string_view labels = {};  ///< Rows of one name with different labels stand together.
};

constexpr std::array<Row, static_cast<std::size_t>(Counter::Count_)> kCounters = {{
    {"lectern_http_requests_total", "Requests answered outside media delivery."},
    {"lectern_http_refused_malformed_total", "Requests refused because they break HTTP."},
    {"lectern_http_refused_limit_total", "Requests refused because a body or connection limit was reached."},
    {"lectern_http_refused_busy_total", "Requests refused early because the server was busy."},
    {"lectern_http_refused_slow_headers_total", "Connections closed because headers took too long."},
    {"lectern_http_internal_errors_total", "Requests answered 500."},
    {"lectern_http_answers_total", "Requests answered, by the class of their status.", R"({status="2xx"})"},
    {"lectern_http_answers_total", "", R"({status="3xx"})"},
    {"lectern_http_answers_total", "", R"({status="4xx"})"},
    {"lectern_http_answers_total", "", R"({status="5xx"})"},
    {"lectern_http_refused_rate_total", "Requests refused because somebody asked too often."},
    {"lectern_http_refused_late_total", "Requests that waited past their deadline and were not begun."},
    {"lectern_tls_reloads_total", "Times that a new certificate was taken."},
    {"lectern_tls_reloads_failed_total", "Times that a new certificate could not be used."},
    {"lectern_lane_refused_total", "Work refused because its lane was full."},
    {"lectern_lane_shed_total", "Work refused because its lane was too slow."},
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
    {"lectern_websocket_resets_total", "Topics of which a page was told to ask the API again."},
    {"lectern_websocket_replayed_total", "Events that were repeated to pages that came back."},
    {"lectern_outbound_calls_total", "Attempts to call other servers."},
    {"lectern_outbound_failures_total", "Of them, those without an answer or with one of 500 and above."},
    {"lectern_outbound_refused_total", "Calls not made because their destination failed time after time."},
}};

constexpr std::array<Row, static_cast<std::size_t>(Gauge::Count_)> kGauges = {{
    {"lectern_http_connections", "Open HTTP connections."},
    {"lectern_websockets", "Open WebSockets."},
    {"lectern_jobs_running", "Jobs that run now."},
    {"lectern_work_queued", "Requests and blocks that wait for a thread now."},
}};

constexpr std::array<Row, static_cast<std::size_t>(Histogram::Count_)> kHistograms = {{
    {"lectern_http_seconds", "From the head of a request to its answer, outside media delivery."},
    {"lectern_lane_wait_seconds", "How long work waited for a thread."},
}};

/// Upper bounds in microseconds; what is longer counts under +Inf alone.
constexpr std::array<std::int64_t, 12> kBounds = {1'000,     2'500,     5'000,     10'000,
                                                  20'000,    50'000,    100'000,   250'000,
                                                  1'000'000, 2'500'000, 5'000'000, 10'000'000};

struct Observed {
  std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> counts{};
  std::atomic<std::int64_t> sum_in_microseconds = 0;
};

std::array<std::atomic<std::uint64_t>, kCounters.size()> counters{};
std::array<std::atomic<std::int64_t>, kGauges.size()> gauges{};
std::array<Observed, kHistograms.size()> histograms{};

std::string head_of(const Row& row, std::string_view type) {
  if (row.help.empty()) return {};
  return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", row.name, row.help, type);
}

std::string text_of(const Row& row, const Observed& observed) {
  std::string text = head_of(row, "histogram");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    so_far += observed.counts[i].load(std::memory_order_relaxed);
    text +=
        fmt::format("{}_bucket{{le=\"{}\"}} {}\n", row.name, static_cast<double>(kBounds[i]) / 1e6, so_far);
  }
  so_far += observed.counts.back().load(std::memory_order_relaxed);
  const double sum = static_cast<double>(observed.sum_in_microseconds.load(std::memory_order_relaxed)) / 1e6;
  return text +
         fmt::format("{0}_bucket{{le=\"+Inf\"}} {1}\n{0}_sum {2}\n{0}_count {1}\n", row.name, so_far, sum);
}

/// Under the names that every Prometheus client library gives them.
std::string process_text() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all_pages = 0;
  std::uint64_t resident_pages = 0;
  file >> all_pages >> resident_pages;
  const Row row{"process_resident_memory_bytes", "Memory that the server holds."};
  const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  return head_of(row, "gauge") + fmt::format("{} {}\n", row.name, resident_pages * page);
}

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

void observe(Histogram histogram, std::chrono::microseconds time) {
  Observed& observed = histograms[static_cast<std::size_t>(histogram)];
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && time.count() > kBounds[bucket]) ++bucket;
  observed.counts[bucket].fetch_add(1, std::memory_order_relaxed);
  observed.sum_in_microseconds.fetch_add(time.count(), std::memory_order_relaxed);
}

std::string metrics_text() {
  std::string text;
  for (std::size_t i = 0; i < kCounters.size(); ++i)
    text +=
        head_of(kCounters[i], "counter") + fmt::format("{}{} {}\n", kCounters[i].name, kCounters[i].labels,
                                                       counters[i].load(std::memory_order_relaxed));
  for (std::size_t i = 0; i < kGauges.size(); ++i)
    text += head_of(kGauges[i], "gauge") +
            fmt::format("{} {}\n", kGauges[i].name, gauges[i].load(std::memory_order_relaxed));
  for (std::size_t i = 0; i < kHistograms.size(); ++i) text += text_of(kHistograms[i], histograms[i]);
  return text + process_text();
}

}  // namespace lectern
