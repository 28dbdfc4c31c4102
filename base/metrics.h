#pragma once
// Every counter and gauge of the server, in one table. A new one is one enumerator and one row.
// Safe from any thread; counting is one relaxed atomic addition.

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
  LaneRefused,
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
  OutboundCalls,
  OutboundFailures,
  OutboundRefused,
  Count_,
};

enum class Gauge { HttpConnections, WebSockets, JobsRunning, Count_ };

void count(Counter counter, std::uint64_t by = 1);
std::uint64_t value_of(Counter counter);
void adjust(Gauge gauge, std::int64_t by);
std::int64_t value_of(Gauge gauge);

/// Prometheus text exposition format 0.0.4 of the whole table.
std::string metrics_text();

}  // namespace lectern
