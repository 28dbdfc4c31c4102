#pragma once
// What a source file is, as its container and its first packets tell it: the facts that the ladder decides
// from. Values only. Sizes are those of the picture as it is to be shown: turned upright, with square pixels.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lectern::transcoder {

using Microseconds = std::chrono::microseconds;

struct Ratio {
  int numerator = 0;
  int denominator = 1;
  double value() const { return denominator == 0 ? 0 : static_cast<double>(numerator) / denominator; }
};

enum class Scan { Progressive, Interlaced };
enum class DynamicRange { Standard, Pq, Hlg };

/// Whether the stream may be the top rung as it is, without being encoded again, and if not, why not.
struct PassthroughVerdict {
  bool possible = false;
  std::string reason;
  Microseconds longest_key_gap{0};  // from one key frame to the next, where it is possible
};

struct VideoInfo {
  int stream = -1;
  std::string codec;  // libav's short name: "h264"
  int coded_width = 0;
  int coded_height = 0;
  int width = 0;
  int height = 0;
  Ratio frame_rate;  // pictures a second on average; 0/1 when unknown. Fields do not count.
  Scan scan = Scan::Progressive;
  DynamicRange range = DynamicRange::Standard;
  int bit_depth = 8;
  int rotation = 0;           // degrees clockwise that make the picture stand upright: 0, 90, 180, 270
  bool mirrored = false;      // to be mirrored left to right after turning
  std::int64_t bit_rate = 0;  // bits a second, at most; 0 when unknown
  Microseconds start{0};      // after the start of the file
  Microseconds duration{0};   // 0 when unknown
  bool is_default = false;
  bool is_still = false;  // a cover picture
  std::string language;
  std::string title;
  PassthroughVerdict passthrough;
};

struct AudioInfo {
  int stream = -1;
  std::string codec;
  int channels = 0;
  int sample_rate = 0;
  std::int64_t bit_rate = 0;
  Microseconds start{0};
  Microseconds duration{0};
  bool is_default = false;
  std::string language;  // as the container has it: ISO 639-2 as a rule, "" when unknown
  std::string title;
};

struct SubtitleInfo {
  int stream = -1;
  std::string codec;
  bool is_text = false;
  bool is_default = false;
  std::string language;
  std::string title;
};

struct ChapterInfo {
  Microseconds start{0};
  Microseconds end{0};
  std::string title;
};

struct MediaInfo {
  std::string container;             // libav's name: "mov,mp4,m4a,3gp,3g2,mj2"
  std::uint64_t bytes = 0;           // of the file
  Microseconds claimed_duration{0};  // what the container says; may lie; 0 when unknown
  std::vector<VideoInfo> video;
  std::vector<AudioInfo> audio;
  std::vector<SubtitleInfo> subtitles;
  std::vector<ChapterInfo> chapters;
  std::vector<std::string> notes;  // for the instructor: what had to be left out
};

/// Where the last of the pictures and sounds that say how long they are ends; 0 where none does.
inline Microseconds longest_claim(const MediaInfo& info) {
  Microseconds longest{0};
  const auto take = [&](const auto& stream) {
    if (stream.duration > Microseconds{0}) longest = std::max(longest, stream.start + stream.duration);
  };
  for (const VideoInfo& video : info.video)
    if (!video.is_still) take(video);
  for (const AudioInfo& audio : info.audio) take(audio);
  return longest;
}

}  // namespace lectern::transcoder
