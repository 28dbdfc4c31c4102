#pragma once
// Runs the planted child on a clip, in a folder of its own.

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "transcoder/child.h"

namespace lectern::transcoder {

class Workshop {
 public:
  Workshop();
  ~Workshop();
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path package() const { return folder_ / "package"; }

 private:
  std::filesystem::path folder_;
};

/// A short clip with picture and sound, made once a run by the ffmpeg program.
std::filesystem::path clip(int seconds);

struct ChildRun {
  ChildOutcome outcome;
  std::vector<ChildMessage> messages;
};

struct RunOptions {
  std::string fault;
  TranscodeOrder order;
  std::chrono::milliseconds stall_limit = std::chrono::minutes{2};
  std::stop_token stop;
  /// Called with each message.
  std::function<void(const ChildMessage&)> on_message;
};

ChildRun run_on(const std::filesystem::path& source, const std::filesystem::path& package,
                const RunOptions& options = {});

bool is_sanitized();

}  // namespace lectern::transcoder
