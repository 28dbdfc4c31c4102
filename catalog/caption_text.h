#pragma once
// Reading caption files as people have them, WebVTT or SubRip in any usual encoding, and writing them as one
// kind of WebVTT. What comes in is foreign: every line is checked, and what breaks a rule is named by its
// line. Pure.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::catalog {

struct CaptionCue {
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds end{0};
  std::string settings;  ///< Where it stands (WebVTT §4.4): "align:start line:0"; mostly empty.
  std::string text;      ///< WebVTT cue text, lines separated by '\n', none of them blank.

  bool operator==(const CaptionCue&) const = default;
};

inline constexpr std::size_t kLargestCaptionFile = 4U << 20;

/// UTF-8 with or without its mark, UTF-16 with one, else Windows-1252, in which most old SubRip files are.
/// Lines end with '\n'.
std::string decode_caption_file(std::string_view bytes);

/// In order of time. Throws InvalidInput, field "file", with the line and the reason.
std::vector<CaptionCue> parse_captions(std::string_view bytes);

/// WebVTT that counts from the start of the recording.
std::string to_webvtt(const std::vector<CaptionCue>& cues);

}  // namespace lectern::catalog
