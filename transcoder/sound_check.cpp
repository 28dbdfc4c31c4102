#include "transcoder/sound_check.h"

namespace lectern::transcoder {
namespace {

std::vector<const float*> pointers_to(const av::SoundPlanes& planes) {
  std::vector<const float*> pointers;
  for (const auto& plane : planes) pointers.push_back(plane.data());
  return pointers;
}

}  // namespace

Loudness SoundCheck::measure(const AudioRendition& rendition) const {
  av::Input input(job_.source_fd, job_.options.limits);
  input.choose({rendition.stream});
  av::SoundSource source(input.stream(rendition.stream), rendition.channels, SampleTime{0},
                         {1, job_.options.limits.max_pixels});
  SoundLevel level(kAudioRate, rendition.channels, rendition.gain_decibels);
  av::SoundPlanes decoded(static_cast<std::size_t>(rendition.channels));
  av::SoundPlanes levelled(decoded.size());
  const auto take = [&] {
    level.process(pointers_to(decoded), decoded[0].size(), levelled);
    for (auto& plane : decoded) plane.clear();
    for (auto& plane : levelled) plane.clear();
  };
  const auto packet = av::make_packet();
  while (input.read(*packet)) {
    on_work_();
    source.send(*packet, decoded);
    av_packet_unref(packet.get());
    take();
  }
  source.flush(decoded);
  take();
  level.finish(levelled);
  return level.loudness();
}

std::unique_ptr<TrackAppender> SoundCheck::make_again(const AudioRendition& rendition,
                                                      const TrackAppender& like, const std::string& name,
                                                      Loudness& result) const {
  auto track = std::make_unique<TrackAppender>(job_.package, name);
  track->clear();  // of an interrupted run, perhaps with another gain
  Boundaries boundaries;
  for (const auto& segment : like.index().segments)
    boundaries.decide(
        nearest<MediaTime>(SampleTime{static_cast<std::int64_t>(segment.start)} - kClockOffset));
  boundaries.close();
  av::Input input(job_.source_fd, job_.options.limits);
  input.choose({rendition.stream});
  av::SoundTrack sound(input.stream(rendition.stream), rendition, *track, boundaries,
                       {1, job_.options.limits.max_pixels}, [](const auto&, std::size_t) {});
  const auto packet = av::make_packet();
  while (input.read(*packet)) {
    on_work_();
    sound.send(*packet);
    av_packet_unref(packet.get());
  }
  sound.flush();
  sound.finish(end_of(like, like.index().segments.size()));
  result = sound.loudness();
  return track;
}

SettledSound SoundCheck::settle(const AudioRendition& rendition, const TrackAppender& track,
                                const std::optional<Loudness>& measured, const std::string& spare) const {
  SettledSound settled;
  Loudness result = measured ? *measured : measure(rendition);
  AudioRendition made = rendition;
  if (const auto corrected = corrected_gain(rendition.gain_decibels, result)) {
    made.gain_decibels = *corrected;
    settled.again = make_again(made, track, spare, result);
  }
  settled.summary = settled.again ? measure_track(settled.again->index(), spare)
                                  : measure_track(track.index(), rendition.name);
  settled.summary.rendition = rendition.name;
  settled.summary.channels = rendition.channels;
  if (result.integrated_lufs && result.true_peak_dbtp)
    settled.summary.loudness =
        LoudnessStatement{*result.integrated_lufs, *result.true_peak_dbtp, made.gain_decibels};
  return settled;
}

}  // namespace lectern::transcoder
