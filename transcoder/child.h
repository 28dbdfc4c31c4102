#pragma once
// The parent's side of one media child: starts it, hears it, watches that it gets on, and says how it ended.
// Whatever the child does, the caller gets an outcome.

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "transcoder/order.h"

namespace lectern::transcoder {

struct ChildOptions {
  /// The program and its arguments that run media_child_main().
  std::vector<std::string> program;
  int source = -1;                ///< Open for reading.
  std::filesystem::path package;  ///< Must exist.
  TranscodeOrder order;           ///< Its package is filled in.
  /// No segment and no progress for so long is a hang.
  std::chrono::milliseconds stall_limit = std::chrono::minutes{5};
  /// After a request to stop, before it is made to.
  std::chrono::milliseconds stop_grace = std::chrono::seconds{5};
};

enum class ChildEnd {
  Done,
  Stopped,  ///< By request. Goes on from its last whole segment when started again.
  Refused,  ///< It said why: another attempt would end the same way.
  Failed,   ///< It said why: another attempt may do better.
  Crashed,  ///< It broke, hung or ran into a limit.
};

struct ChildOutcome {
  ChildEnd end = ChildEnd::Done;
  ErrorCode code = ErrorCode::Internal;  ///< Of what it said.
  std::string message;                   ///< One sentence for the instructor.
  std::string detail;                    ///< For the log.
};

/// `on_message` hears everything but Failed, in this thread.
ChildOutcome run_child(const ChildOptions& options,
                       const std::function<void(const ChildMessage&)>& on_message,
                       const std::stop_token& stop);

}  // namespace lectern::transcoder
