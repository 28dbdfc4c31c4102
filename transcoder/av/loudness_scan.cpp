#include "transcoder/av/loudness_scan.h"

#include <optional>

#include "transcoder/av/sound_source.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {
namespace {

constexpr auto kWindow = static_cast<std::size_t>(kGainWindowSeconds * kAudioRate);

class LoudnessScan {
 public:
  LoudnessScan(Input& input, int stream, int channels) : input_(input), stream_(stream), channels_(channels) {
    input_.choose({stream});
  }

  /// Hears up to `samples` from `start` on. Whether there were as many.
  bool hear(Microseconds start, std::size_t samples) {
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
    return planes.front().size() >= samples;
  }

  /// An index that does not hold what it promises costs this window, not the lecture. Whether the sound goes
  /// on after the window.
  bool hear_from(Microseconds start) {
    try {
      input_.seek(stream_, start);
    } catch (const Error&) {
      return true;
    }
    return hear(start, kWindow);
  }

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
  for (std::size_t i = 0; i < kGainWindows; ++i) {
    const auto place = static_cast<std::int64_t>(i);
    // Sound that ends early is not looked for to the end of the file in every window that is left.
    if (!scan.hear_from(duration * (2 * place + 1) / (2 * static_cast<std::int64_t>(kGainWindows)))) break;
  }
  return scan.loudness();
}

}  // namespace lectern::transcoder::av
