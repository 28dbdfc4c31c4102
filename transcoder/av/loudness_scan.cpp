#include "transcoder/av/loudness_scan.h"

#include <optional>

#include "transcoder/av/sound_source.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {
namespace {

using Clock = std::chrono::steady_clock;

/// The first segment waits for this.
constexpr std::chrono::milliseconds kBudget{300};
/// Fewer windows than this say too little, so they are heard even when time is over.
constexpr std::size_t kLeastWindows = 4;
constexpr auto kWindow = static_cast<std::size_t>(kGainWindowSeconds * kAudioRate);
/// Windows this far apart follow each other, so that running out of time leaves no part of the lecture
/// unheard. It has no factor in common with their number.
constexpr std::size_t kStride = 11;

class LoudnessScan {
 public:
  LoudnessScan(Input& input, int stream, int channels) : input_(input), stream_(stream), channels_(channels) {
    input_.choose({stream});
  }

  /// Hears up to `samples` from `start` on.
  void hear(Microseconds start, std::size_t samples) {
    const auto first = nearest<SampleTime>(start);
    SoundSource source(input_.stream(stream_), channels_, first, {});
    SoundPlanes planes(static_cast<std::size_t>(channels_));
    const Packet packet = make_packet();
    while (planes.front().size() < samples && input_.read(*packet)) {
      source.send(*packet, planes);
      av_packet_unref(packet.get());
    }
    if (planes.front().size() < samples) source.flush(planes);
    LoudnessMeter meter(kAudioRate, channels_);
    std::vector<const float*> pointers;
    for (const auto& plane : planes) pointers.push_back(plane.data());
    if (!planes.front().empty()) meter.add(pointers, std::min(samples, planes.front().size()));
    windows_.push_back(std::move(meter));
  }

  /// An index that does not hold what it promises costs this window, not the lecture.
  void hear_from(Microseconds start) {
    try {
      input_.seek(stream_, start);
    } catch (const Error&) {
      return;
    }
    hear(start, kWindow);
  }

  std::size_t count() const { return windows_.size(); }
  Loudness loudness() const { return LoudnessMeter::loudness_of(windows_); }

 private:
  Input& input_;
  int stream_;
  int channels_;
  std::vector<LoudnessMeter> windows_;
};

}  // namespace

Loudness scan_loudness(Input& input, int stream, int channels, Microseconds duration) {
  if (!can_decode(input.stream(stream))) return {};
  LoudnessScan scan(input, stream, channels);
  const auto wanted = Microseconds{static_cast<std::int64_t>(1e6 * kGainWindowSeconds * kGainWindows)};
  if (!input.may_seek() || duration <= wanted) {
    scan.hear(Microseconds{0}, kWindow * kGainWindows);
    return scan.loudness();
  }
  const auto deadline = Clock::now() + kBudget;
  for (std::size_t i = 0; i < kGainWindows; ++i) {
    if (Clock::now() >= deadline && scan.count() >= kLeastWindows) break;
    const auto place = static_cast<std::int64_t>(i * kStride % kGainWindows);
    scan.hear_from(duration * (2 * place + 1) / (2 * static_cast<std::int64_t>(kGainWindows)));
  }
  return scan.loudness();
}

}  // namespace lectern::transcoder::av
