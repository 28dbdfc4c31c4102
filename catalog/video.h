#pragma once
// The video of a lesson and its versions: values only. One generation is one version of the source.

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "storage/blobs/blob_store.h"

namespace lectern::catalog {

/// Uploading is never stored: it is what a video without a version is while bytes come in.
enum class VideoState { Uploading, Probing, Playable, Ready, Failed };

constexpr std::array kVideoStateTexts = {
    EnumText{VideoState::Uploading, "uploading"}, EnumText{VideoState::Probing, "probing"},
    EnumText{VideoState::Playable, "playable"},   EnumText{VideoState::Ready, "ready"},
    EnumText{VideoState::Failed, "failed"},
};
constexpr const auto& text_table(VideoState) {
  return kVideoStateTexts;
}

/// The states that a version may go to from `from`.
bool may_follow(VideoState from, VideoState to);

struct MediaFacts {
  std::optional<double> duration_seconds;
  std::optional<int> width;
  std::optional<int> height;
  std::optional<std::string> container;
};

/// What the transcoder needs to begin.
struct VideoSource {
  LessonId lesson;
  blobs::BlobKey blob;
  std::optional<std::string>
      sha256;  ///< Hexadecimal. Absent until it was computed (a restart interrupted the upload).
  std::int64_t size = 0;
  std::string filename;
};

struct VideoVersion {
  VideoId video;
  std::int64_t generation = 0;
  VideoState state = VideoState::Probing;
  VideoSource source;
  double progress = 0;
  std::optional<std::string> error;
  MediaFacts facts;
  std::vector<std::string> notes;
};

/// How far a version is, as the transcoder tells it.
struct VideoProgress {
  double fraction = 0;
  double speed = 0;  ///< Times real time.
  std::optional<double> seconds_left;
};

/// What everyone is shown: the `video` of a lesson in the API and on its live topic.
struct VideoView {
  VideoId id;
  VideoState state = VideoState::Uploading;
  VideoProgress progress;
  std::optional<std::string> error;
  std::vector<std::string> notes;
  MediaFacts facts;
  std::string filename;
  std::int64_t size = 0;
  std::int64_t generation = 0;  ///< 0 while the first source is uploaded.
  std::optional<std::int64_t>
      playable_generation;  ///< The one that plays now: an older one while a newer is made.
};

nlohmann::json as_json(const VideoView& video);

}  // namespace lectern::catalog
