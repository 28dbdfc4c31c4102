#include "catalog/video.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

namespace {

struct Way {
  VideoState from;
  VideoState to;
};

// Every way there is. Failed work may be taken up again by hand.
constexpr Way kWays[] = {
    {VideoState::Probing, VideoState::Playable}, {VideoState::Probing, VideoState::Ready},
    {VideoState::Probing, VideoState::Failed},   {VideoState::Playable, VideoState::Ready},
    {VideoState::Playable, VideoState::Failed},  {VideoState::Failed, VideoState::Probing},
};

template <typename T>
nlohmann::json or_null(const std::optional<T>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json(nullptr);
}

}  // namespace

bool may_follow(VideoState from, VideoState to) {
  for (const auto& way : kWays) {
    if (way.from == from && way.to == to) return true;
  }
  return false;
}

nlohmann::json as_json(const VideoView& video) {
  const bool moving = video.progress.speed > 0;
  return {{"id", video.id.text()},
          {"state", text_of(video.state)},
          {"progress", video.progress.fraction},
          {"speed", moving ? nlohmann::json(video.progress.speed) : nlohmann::json(nullptr)},
          {"seconds_left", or_null(video.progress.seconds_left)},
          {"error", or_null(video.error)},
          {"notes", video.notes},
          {"duration_seconds", or_null(video.facts.duration_seconds)},
          {"width", or_null(video.facts.width)},
          {"height", or_null(video.facts.height)},
          {"filename", video.filename},
          {"size", video.size},
          {"generation", video.generation},
          {"playable_generation", or_null(video.playable_generation)}};
}

}  // namespace lectern::catalog
