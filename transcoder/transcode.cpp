#include "transcoder/transcode.h"

#include <algorithm>
#include <future>
#include <thread>

#include "base/file.h"
#include "transcoder/av/content_scan.h"
#include "transcoder/av/loudness_scan.h"
#include "transcoder/av/probe.h"
#include "transcoder/ladder.h"
#include "transcoder/package.h"
#include "transcoder/passthrough_broken.h"
#include "transcoder/pipeline.h"

namespace lectern::transcoder {
namespace {

namespace fs = std::filesystem;

Plan made_plan(av::Input& input, const MediaInfo& info, const TranscodeOptions& options) {
  std::vector<StreamContent> contents;
  for (const int stream : view_candidates(info))
    contents.push_back(
        {stream, av::scan_content(input, stream, info.claimed_duration, options.limits.max_pixels)});
  LadderPolicy policy;
  policy.cores = static_cast<unsigned>(threads_of(options));
  if (!options.is_awaited) policy.early_speed = 0;
  Plan plan = plan_for(info, contents, policy);
  plan.notes.insert(plan.notes.end(), info.notes.begin(), info.notes.end());
  for (auto& audio : plan.audio)
    audio.gain_decibels = av::scan_gain(input, audio.stream, audio.channels, info.claimed_duration);
  return plan;
}

void check_pixels(const MediaInfo& info, const Limits& limits) {
  for (const auto& video : info.video)
    if (static_cast<std::int64_t>(video.coded_width) * video.coded_height > limits.max_pixels)
      throw Error(ErrorCode::Unsupported,
                  "The pictures of this recording are larger than Lectern can process.");
}

/// Begins the package over, without what turned out to be impossible.
void start_over(const fs::path& package, MediaInfo& info) {
  for (const auto& entry : fs::directory_iterator(package))
    if (entry.path().filename() != "lock") fs::remove_all(entry.path());
  for (auto& video : info.video)
    video.passthrough = {false, "A part of the recording cannot be used as it is."};
}

}  // namespace

int threads_of(const TranscodeOptions& options) {
  return options.threads > 0 ? options.threads
                             : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

void transcode(int source_fd, const fs::path& package, const TranscodeOptions& options,
               TranscodeListener& listener, std::stop_token stop) {
  const PackageLock lock(package);
  if (fs::exists(package / "package.json")) return listener.done();
  // Opened once more at the same time: planning jumps about in the one, and the other is read from its start.
  auto fresh =
      std::async(std::launch::async, [&] { return std::make_unique<av::Input>(source_fd, options.limits); });
  av::Input input(source_fd, options.limits);
  MediaInfo info = av::probe(input, source_fd);
  check_pixels(info, options.limits);
  listener.probed(info);
  for (int attempt = 0;; ++attempt) {
    const bool is_resumed = fs::exists(package / "plan.json");
    const Plan plan =
        is_resumed ? plan_from_json(read_file(package / "plan.json")) : made_plan(input, info, options);
    if (!is_resumed) write_plan(package, plan);
    listener.planned(plan);
    try {
      const PipelineJob job{source_fd, package, info, plan, options};
      return Pipeline(job, fresh.valid() ? fresh.get() : nullptr, listener, stop).run();
    } catch (const PassthroughBroken&) {
      if (attempt > 0) throw;
      start_over(package, info);
    }
  }
}

}  // namespace lectern::transcoder
