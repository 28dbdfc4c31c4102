#include "transcoder/sound_inspection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "transcoder/av/probe.h"
#include "transcoder/av/sound_source.h"
#include "transcoder/plan.h"

namespace lectern::transcoder {

namespace {

constexpr const char* kNoSound = "This is no sound that browsers play. Choose an MP3, M4A, Ogg or WAV file.";

/// What every browser of today plays.
constexpr std::array<std::string_view, 10> kPlayed = {
    "mp3", "mp3float", "aac", "vorbis", "opus", "pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_f32le", "flac"};

const AudioInfo& only_sound(const MediaInfo& info) {
  const bool moves = std::any_of(info.video.begin(), info.video.end(),
                                 [](const VideoInfo& video) { return !video.is_still; });
  if (moves || info.audio.empty()) throw Error(ErrorCode::Unsupported, kNoSound);
  const auto& audio = info.audio.front();
  if (std::find(kPlayed.begin(), kPlayed.end(), audio.codec) == kPlayed.end())
    throw Error(ErrorCode::Unsupported, kNoSound, "codec " + audio.codec);
  return audio;
}

}  // namespace

message::Probed inspect_sound(int source, const TranscodeOrder& order) {
  av::Input input(source, {order.max_streams, order.max_pixels, order.max_duration});
  const auto info = av::probe(input, source);
  const auto& audio = only_sound(info);
  input.choose({audio.stream});
  av::SoundSource sound(input.stream(audio.stream), 1, SampleTime{0}, {1, order.max_pixels});
  av::SoundPlanes decoded(1);
  SampleTime length{0};
  const auto count = [&] {
    length += SampleTime{static_cast<std::int64_t>(decoded[0].size())};
    decoded[0].clear();
    if (length > order.max_duration)
      throw Error(ErrorCode::TooLarge,
                  fmt::format("A sound in a text may last at most {} minutes. Make a lesson of longer ones.",
                              std::chrono::duration_cast<std::chrono::minutes>(order.max_duration).count()));
  };
  const auto packet = av::make_packet();
  while (input.read(*packet)) {
    sound.send(*packet, decoded);
    av_packet_unref(packet.get());
    count();
  }
  sound.flush(decoded);
  count();
  if (length == SampleTime{0}) throw Error(ErrorCode::Unsupported, kNoSound, "no sample was decoded");
  message::Probed probed;
  probed.duration_seconds = std::chrono::duration<double>(length).count();
  probed.container = info.container.substr(0, info.container.find(','));
  return probed;
}

}  // namespace lectern::transcoder
