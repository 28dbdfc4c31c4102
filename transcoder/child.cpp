#include "transcoder/child.h"

#include <fmt/format.h>

#include <array>
#include <csignal>
#include <map>
#include <optional>

#include "base/log.h"
#include "base/subprocess.h"

namespace lectern::transcoder {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kTurn{200};
/// A dead process's end is known at once; this only bounds a kernel that is busy freeing its memory.
constexpr std::chrono::milliseconds kEndWait{30'000};
/// A child that says less than this much forward per message is counted as standing still.
constexpr double kLeastAdvance = 1e-9;
constexpr std::size_t kKeptLog = 20;

struct SignalMeaning {
  int signal;
  const char* message;
};
constexpr std::array kSignals = {
    SignalMeaning{SIGSYS,
                  "Processing this file was stopped because it tried to do something that is not allowed."},
    SignalMeaning{SIGXCPU,
                  "Processing this file was stopped because it took more computing time than is allowed."},
    SignalMeaning{SIGKILL, "Processing this file was stopped by the system, most likely for lack of memory."},
};
constexpr const char* kBroke = "Processing this file failed because its content made the decoder break.";
constexpr const char* kHung = "Processing this file was stopped because it made no progress any more.";

/// What another attempt would only repeat.
bool is_refusal(ErrorCode code) {
  return code == ErrorCode::Unsupported || code == ErrorCode::Invalid || code == ErrorCode::TooLarge ||
         code == ErrorCode::NotFound;
}

class Watch {
 public:
  Watch(const ChildOptions& options, const std::function<void(const ChildMessage&)>& on_message,
        const std::stop_token& stop)
      : options_(options),
        on_message_(on_message),
        stop_(stop),
        child_({options.program, options.source}),
        advanced_at_(Clock::now()) {}

  ChildOutcome run() {
    TranscodeOrder order = options_.order;
    order.package = options_.package.string();
    // If it cannot be written, the child has ended already, and its end says more.
    [[maybe_unused]] const bool is_told = child_.write(to_json(order) + "\n");
    ProcessLine line;
    for (;;) {
      const Heard heard = child_.next_line(kTurn, line);
      if (heard == Heard::Closed) break;
      if (heard == Heard::Line) take(line);
      press();
    }
    const auto end = child_.wait(kEndWait);
    if (!end) {
      child_.send_signal(SIGKILL);
      return {ChildEnd::Crashed, ErrorCode::Internal, kHung, "did not end after closing its pipes"};
    }
    return judge(*end);
  }

 private:
  void take(const ProcessLine& line) {
    if (line.pipe == Pipe::Error) {
      log::info("media child", {{"line", line.text}});
      remember(line.text);
      return;
    }
    const auto message = message_of(line.text);
    if (!message) {
      log::warning("media child said nothing known", {{"line", line.text.substr(0, 200)}});
      return;
    }
    if (const auto* failed = std::get_if<message::Failed>(&*message)) {
      failed_ = *failed;
      return;
    }
    if (is_advance(*message)) advanced_at_ = Clock::now();
    if (std::holds_alternative<message::Done>(*message)) is_done_ = true;
    on_message_(*message);
  }

  void remember(const std::string& text) {
    if (log_.size() == kKeptLog) log_.erase(log_.begin());
    log_.push_back(text);
  }

  /// Talking is not getting on: only a new segment, a larger fraction or a new stage is.
  bool is_advance(const ChildMessage& message) {
    if (const auto* progress = std::get_if<message::Progress>(&message)) {
      if (progress->fraction <= fraction_ + kLeastAdvance) return false;
      fraction_ = progress->fraction;
      return true;
    }
    if (const auto* segment = std::get_if<message::Segment>(&message)) {
      std::int64_t& last = last_segment_.try_emplace(segment->track, -1).first->second;
      if (segment->number <= last || last_segment_.size() > kMostTracks) return false;
      last = segment->number;
      return true;
    }
    return std::holds_alternative<message::Probed>(message) ||
           std::holds_alternative<message::Planned>(message);
  }

  void press() {
    const auto now = Clock::now();
    if (stop_.stop_requested() && !stopped_at_) {
      stopped_at_ = now;
      child_.send_signal(SIGTERM);
    }
    const bool is_overdue = stopped_at_ && now - *stopped_at_ > options_.stop_grace;
    const bool is_hung = !is_done_ && now - advanced_at_ > options_.stall_limit;
    if (is_hung && !stopped_at_) is_hung_ = true;
    if (is_overdue || is_hung) child_.send_signal(SIGKILL);
  }

  ChildOutcome judge(const ProcessEnd& end) const {
    if (is_done_ && end.succeeded()) return {};
    if (stopped_at_ && !is_done_)
      return {ChildEnd::Stopped, ErrorCode::Cancelled, "Processing was stopped.", describe(end)};
    if (is_hung_) return crash(kHung, end);
    if (failed_ && end.signal == 0) return told(*failed_);
    for (const SignalMeaning& row : kSignals) {
      if (row.signal == end.signal) return crash(row.message, end);
    }
    return crash(kBroke, end);
  }

  static ChildOutcome told(const message::Failed& failed) {
    const ChildEnd end = is_refusal(failed.code) ? ChildEnd::Refused : ChildEnd::Failed;
    return {end, failed.code, failed.message, failed.detail};
  }

  ChildOutcome crash(const char* sentence, const ProcessEnd& end) const {
    std::string detail = describe(end);
    for (const std::string& line : log_) detail += "\n" + line;
    return {ChildEnd::Crashed, ErrorCode::Internal, sentence, detail};
  }

  static constexpr std::size_t kMostTracks = 256;

  const ChildOptions& options_;
  const std::function<void(const ChildMessage&)>& on_message_;
  const std::stop_token& stop_;
  Subprocess child_;
  Clock::time_point advanced_at_;
  std::optional<Clock::time_point> stopped_at_;
  std::optional<message::Failed> failed_;
  std::map<std::string, std::int64_t> last_segment_;
  std::vector<std::string> log_;
  double fraction_ = -1;
  bool is_done_ = false;
  bool is_hung_ = false;
};

}  // namespace

ChildOutcome run_child(const ChildOptions& options,
                       const std::function<void(const ChildMessage&)>& on_message,
                       const std::stop_token& stop) {
  return Watch(options, on_message, stop).run();
}

}  // namespace lectern::transcoder
