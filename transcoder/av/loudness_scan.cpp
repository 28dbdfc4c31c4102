#include "transcoder/av/loudness_scan.h"

#include <algorithm>
#include <vector>

#include "transcoder/av/sound_source.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {
namespace {

constexpr auto kWindow = static_cast<std::size_t>(kGainWindowSeconds * kAudioRate);
constexpr std::size_t kAllWindows = kWindow * kGainWindows;

std::vector<const float*> pointers_to(const SoundPlanes& planes) {
  std::vector<const float*> pointers;
  for (const auto& plane : planes) pointers.push_back(plane.data());
  return pointers;
}

LoudnessMeter metered(const SoundPlanes& planes) {
  LoudnessMeter meter(kAudioRate, static_cast<int>(planes.size()));
  if (!planes.front().empty()) meter.add(pointers_to(planes), planes.front().size());
  return meter;
}

class LoudnessScan {
 public:
  LoudnessScan(Input& input, int stream, int channels) : input_(input), stream_(stream), channels_(channels) {
    input_.choose({stream});
  }

  /// Up to `samples` from `start` on.
  SoundPlanes heard(Microseconds start, std::size_t samples) {
    SoundSource source(input_.stream(stream_), channels_, nearest<SampleTime>(start), {});
    SoundPlanes planes(static_cast<std::size_t>(channels_));
    const Packet packet = make_packet();
    while (planes.front().size() < samples && input_.read(*packet)) {
      source.send(*packet, planes);
      av_packet_unref(packet.get());
    }
    if (planes.front().size() < samples) source.flush(planes);
    for (auto& plane : planes) plane.resize(std::min(samples, plane.size()));
    return planes;
  }

  /// An index that does not hold what it promises costs this window, not the lecture. Whether the sound goes
  /// on after the window.
  bool hear_from(Microseconds start) {
    try {
      input_.seek(stream_, start);
    } catch (const Error&) {
      return true;
    }
    const SoundPlanes planes = heard(start, kWindow);
    windows_.push_back(metered(planes));
    return planes.front().size() >= kWindow;
  }

  Loudness loudness() const { return LoudnessMeter::loudness_of(windows_); }

 private:
  Input& input_;
  int stream_;
  int channels_;
  std::vector<LoudnessMeter> windows_;
};

/// Of the whole sound: what the limiter takes away is known too, so that nothing has to be made twice.
double exact_gain(const SoundPlanes& planes) {
  const double gain = gain_for(metered(planes).loudness());
  SoundLevel level(kAudioRate, static_cast<int>(planes.size()), gain);
  Planes levelled(planes.size());
  level.process(pointers_to(planes), planes.front().size(), levelled);
  level.finish(levelled);
  return corrected_gain(gain, level.loudness()).value_or(gain);
}

}  // namespace

double scan_gain(Input& input, int stream, int channels, Microseconds duration) {
  if (!can_decode(input.stream(stream))) return 0;
  LoudnessScan scan(input, stream, channels);
  const auto covered = Microseconds{static_cast<std::int64_t>(1e6 * kGainWindowSeconds * kGainWindows)};
  if (duration > Microseconds{0} && duration <= covered)
    return exact_gain(scan.heard(Microseconds{0}, kAllWindows));
  if (!input.may_seek() || duration <= Microseconds{0})
    return gain_for(metered(scan.heard(Microseconds{0}, kAllWindows)).loudness());
  for (std::size_t i = 0; i < kGainWindows; ++i) {
    const auto place = static_cast<std::int64_t>(i);
    // Sound that ends early is not looked for to the end of the file in every window that is left.
    if (!scan.hear_from(duration * (2 * place + 1) / (2 * static_cast<std::int64_t>(kGainWindows)))) break;
  }
  return gain_for(scan.loudness());
}

}  // namespace lectern::transcoder::av
