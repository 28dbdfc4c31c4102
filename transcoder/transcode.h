#pragma once
// The library's entry: a source descriptor and a package folder in, a finished package out. Calling it again
// on a folder that an interrupted run left behind goes on from the last whole segment.

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "transcoder/media_info.h"
#include "transcoder/plan.h"

namespace lectern::transcoder {

struct Progress {
  double fraction = 0;      // 0…1
  double speed = 0;         // times real time
  double seconds_left = 0;  // of waiting
};

/// Called from the thread that runs transcode(), in the order of what happens.
class TranscodeListener {
 public:
  virtual ~TranscodeListener() = default;
  virtual void probed(const MediaInfo& info) = 0;
  virtual void planned(const Plan& plan) = 0;
  /// The segment is on disk and in the index.
  virtual void segment(const std::string& track, std::size_t number) = 0;
  /// Every track of the early set has a segment. Once.
  virtual void playable() = 0;
  virtual void progress(const Progress& progress) = 0;
  /// One sentence for the instructor.
  virtual void note(const std::string& sentence) = 0;
  virtual void done() = 0;
};

struct Limits {
  int max_streams = 64;
  std::int64_t max_pixels = 8192LL * 4352;  // of one coded picture
  Microseconds max_duration = std::chrono::hours{24};
};

/// How much must be made ahead of somebody who watches from the first moment on.
struct Lead {
  double wanted_seconds = 20;  // before other rungs get their turn
  double kept_seconds = 4;     // of it, in any case
};

struct TranscodeOptions {
  int threads = 0;         // 0: as many as there are cores
  bool is_awaited = true;  // somebody wants to watch before it is finished
  Limits limits;
  Lead lead;
};

/// As asked for, or as many as there are cores.
int threads_of(const TranscodeOptions& options);

/// Throws Error: Unsupported with one clear sentence for a source that cannot be used, Cancelled on a stop
/// request, Conflict when another writer holds the package, StorageFull.
void transcode(int source_fd, const std::filesystem::path& package, const TranscodeOptions& options,
               TranscodeListener& listener, std::stop_token stop = {});

}  // namespace lectern::transcoder
