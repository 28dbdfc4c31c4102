#pragma once
// A media address, parsed once from the request target as it stood on the wire. Everything that is checked
// and everything that is opened comes from these values; the text is not looked at again. There is exactly
// one spelling of each address: escapes, doubled slashes, dots, queries, leading zeros and capitals are no
// address at all.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace lectern::streamer {

enum class MediaObject : std::uint8_t {
  Master,
  EarlyMaster,
  SecondMaster,
  TrackPlaylist,
  EarlyTrackPlaylist,
  KeyFramePlaylist,
  Init,
  Segment,
  Subtitles,
  Poster,
  StoryboardMap,
  StoryboardSheet,
  Download,
  Original,
  DocumentView,  ///< Of a document, which stands in the place of the video, as generation 1.
  DocumentFile,
};

/// "v0": what it carries and which of its kind it is. "c…" is captions that were brought to the lesson, by
/// the number that names their text.
struct TrackName {
  char kind = '\0';
  std::uint32_t number = 0;

  auto operator<=>(const TrackName&) const = default;
};

/// Subtitles of the file, or captions beside it.
constexpr bool is_text(TrackName track) {
  return track.kind == 's' || track.kind == 'c';
}

std::string text_of(TrackName track);
std::optional<TrackName> parse_track_name(std::string_view text);

struct MediaPath {
  std::string_view token;  ///< Into the target; for PlaybackTokens::verify.
  IdBytes video{};
  std::uint32_t generation = 0;
  MediaObject object = MediaObject::Master;
  TrackName track;           ///< Where the object belongs to one.
  std::uint32_t number = 0;  ///< Of the segment or the sheet.
};

/// `target` is "/v/<token>/<video>/<generation>/…".
std::optional<MediaPath> parse_media_path(std::string_view target);

}  // namespace lectern::streamer
