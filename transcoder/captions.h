#pragma once
// Embedded text subtitles as WebVTT. libav gives every text format as ASS events; here they become cues with
// bold, italic and underline and nothing else. The file carries X-TIMESTAMP-MAP (RFC 8216 §3.5), which says
// that the media start at one second; WebVTT parsers skip it as part of the header, so that the same file
// serves a <track>.

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::transcoder {

struct Cue {
  std::chrono::microseconds start{0};
  std::chrono::microseconds end{0};
  std::string text;  ///< WebVTT cue text: escaped, lines separated by '\n', no blank line.

  auto operator<=>(const Cue&) const = default;
};

/// One event as libav's subtitle decoders give it:
/// "ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text".
/// "" where nothing is left to show.
std::string cue_text_of_ass(std::string_view event);

/// Plain text, escaped (WebVTT §4.2.2).
std::string escape_cue_text(std::string_view text);

/// Sorted by start, with `offset` as the place of the lecture's start on the media clock.
std::string webvtt(std::vector<Cue> cues, std::chrono::microseconds offset = std::chrono::seconds{1});

/// Reads back what webvtt() wrote: a resumed run keeps the cues of the run before.
std::vector<Cue> parse_own_webvtt(std::string_view text);

/// Collects the cues of one track and writes them to its file.
class CaptionFile {
 public:
  /// Goes on with the cues that `file` holds already.
  explicit CaptionFile(std::filesystem::path file);

  void add(Cue cue);
  /// Writes the file if cues were added since.
  void flush();
  /// Writes in any case, so that a listed track is never absent.
  void finish();
  std::size_t count() const { return cues_.size(); }

 private:
  std::filesystem::path file_;
  std::vector<Cue> cues_;
  std::size_t written_ = 0;
};

}  // namespace lectern::transcoder
