#pragma once
// W3C Trace Context (https://www.w3.org/TR/trace-context/): which request of which system all this belongs
// to. A thread works for at most one trace at a time; jobs and calls to other servers carry it on.

#include <optional>
#include <string>
#include <string_view>

namespace lectern {

struct Trace {
  std::string id;    ///< 32 hexadecimal digits.
  std::string span;  ///< 16: this request or this job, within the trace.
  bool is_sampled = false;
};

/// 16 hexadecimal digits. They guard nothing.
std::string new_span();
/// Goes on with the trace of a well-formed traceparent (§3.2), else begins one, which is named after the
/// span.
Trace continue_trace(std::string_view traceparent, std::string span);
std::string traceparent_of(const Trace& trace);

/// As a header and as a job keep it; empty where this thread works for none.
std::string current_traceparent();

/// This thread works for the trace until the scope ends.
class TraceScope {
 public:
  explicit TraceScope(std::string traceparent);
  TraceScope(const TraceScope&) = delete;
  TraceScope& operator=(const TraceScope&) = delete;
  ~TraceScope();

 private:
  std::string before_;
};

}  // namespace lectern
