#pragma once
// What is to be made of a source, decided before the first frame is encoded and written to plan.json once.
// Encoding, resuming and the playlists while it is made all read the same plan, so that they never disagree.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "transcoder/media_info.h"

namespace lectern::transcoder {

/// Every track runs on the source's clock plus this, so that no decode time is ever below zero.
inline constexpr std::chrono::seconds kClockOffset{1};
inline constexpr int kVideoTimescale = 90'000;
inline constexpr int kAudioRate = 48'000;
/// EXT-X-TARGETDURATION of every playlist (RFC 8216 §4.3.3.1): no segment lasts 6.5 s or longer.
inline constexpr int kTargetSeconds = 6;

/// Where segment `index` begins when the pictures leave the choice: 0, 2, 4, 8, 14, 20… so that watching
/// starts early.
constexpr std::chrono::seconds nominal_start(std::size_t index) {
  constexpr int kFirst[] = {0, 2, 4, 8};
  return std::chrono::seconds{index < 4 ? kFirst[index] : 8 + 6 * (static_cast<long>(index) - 3)};
}

enum class Making { Encode, Passthrough };

struct VideoRung {
  std::string name;  // "v0", best first; "w0" in the second view
  int width = 0;     // even
  int height = 0;
  double max_frame_rate = 60;  // pictures above this rate are left out; otherwise the natural timing stays
  double crf = 23;
  std::int64_t max_rate = 0;  // bits a second: the encoder's cap, and BANDWIDTH while it is made
  std::int64_t buffer = 0;    // bits: the size of the rate buffer
  Making making = Making::Encode;
  bool early = true;  // in early.m3u8, made in the first pass
};

/// What x264 is told besides the numbers of a rung.
struct EncoderSettings {
  std::string preset = "veryfast";
  std::string parameters;  // where they differ from the preset: "bframes=0:me=dia"
};

struct View {
  int stream = -1;
  double frame_rate = 0;  // expected, for FRAME-RATE in early.m3u8
  std::vector<VideoRung> rungs;
  EncoderSettings encoder{};
};

struct AudioRendition {
  std::string name;  // "a0"…
  int stream = -1;
  std::string language;  // RFC 5646 where known, else "und"
  std::string label;
  int channels = 2;  // 1 or 2
  std::int64_t bit_rate = 128'000;
  double gain_decibels = 0;
  bool is_default = false;
};

struct SubtitleTrack {
  std::string name;  // "s0"…
  int stream = -1;
  std::string language;
  std::string label;
  bool is_default = false;
};

struct TrickRung {
  std::string name = "i0";
  int width = 0;  // 0: there is none
  int height = 0;
  Microseconds interval{1'000'000};
  double crf = 28;
  std::int64_t max_rate = 400'000;
};

struct Plan {
  std::string container;
  Microseconds duration{0};  // expected; what is measured is in package.json
  std::vector<View> views;   // none (sound only), the lecture, and maybe a second view of it
  std::vector<AudioRendition> audio;
  std::vector<SubtitleTrack> subtitles;
  TrickRung trick;
  std::vector<ChapterInfo> chapters;
  std::vector<std::string> notes;  // for the instructor, found while planning
};

std::string to_json(const Plan& plan);
/// Throws Error(Internal) when the text is no plan.
Plan plan_from_json(std::string_view text);

}  // namespace lectern::transcoder
