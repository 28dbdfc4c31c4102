#pragma once
// Every counter, gauge and histogram of the server, in one table each. A new one is one enumerator and one
// row. Safe from any thread; counting is one relaxed atomic addition.

#include <chrono>
#include <cstdint>
#include <string>

namespace lectern {

enum class Counter {
  HttpRequests,
  HttpRefusedMalformed,
  HttpRefusedLimit,
  HttpRefusedBusy,
  HttpRefusedSlowHeaders,
  HttpInternalErrors,
  HttpAnswered2xx,
  HttpAnswered3xx,
  HttpAnswered4xx,
  HttpAnswered5xx,
  HttpRefusedRate,
  HttpRefusedLate,
  TlsReloads,
  TlsReloadsFailed,
  LaneRefused,
  LaneShed,
  MediaRequests,
  MediaRefused,
  MediaColdReads,
  UploadBytes,
  UploadsFinished,
  JobsDone,
  JobsFailed,
  EventsDispatched,
  EventsParked,
  WebSocketMessages,
  WebSocketResets,
  WebSocketReplayed,
  OutboundCalls,
  OutboundFailures,
  OutboundRefused,
  Count_,
};

enum class Gauge { HttpConnections, WebSockets, JobsRunning, WorkQueued, Count_ };

enum class Histogram { HttpTime, LaneWait, Count_ };

void count(Counter counter, std::uint64_t by = 1);
std::uint64_t value_of(Counter counter);
void adjust(Gauge gauge, std::int64_t by);
std::int64_t value_of(Gauge gauge);
void observe(Histogram histogram, std::chrono::microseconds time);

/// Prometheus text exposition format 0.0.4 of the three tables, and of the process itself.
std::string metrics_text();

}  // namespace lectern
