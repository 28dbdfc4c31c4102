#include "streamer/media_path.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lectern::streamer {
namespace {

struct NamedObject {
  std::string_view name;
  MediaObject object;
};

/// Directly below the generation.
constexpr std::array kPackageObjects = {
    NamedObject{"master.m3u8", MediaObject::Master},
    NamedObject{"early.m3u8", MediaObject::EarlyMaster},
    NamedObject{"second.m3u8", MediaObject::SecondMaster},
    NamedObject{"poster.jpg", MediaObject::Poster},
    NamedObject{"storyboard.vtt", MediaObject::StoryboardMap},
    NamedObject{"download.mp4", MediaObject::Download},
    NamedObject{"original", MediaObject::Original},
    NamedObject{"view", MediaObject::DocumentView},
    NamedObject{"file", MediaObject::DocumentFile},
};

/// Below a track of pictures or sound.
constexpr std::array kTrackObjects = {
    NamedObject{"index.m3u8", MediaObject::TrackPlaylist},
    NamedObject{"early.m3u8", MediaObject::EarlyTrackPlaylist},
    NamedObject{"iframes.m3u8", MediaObject::KeyFramePlaylist},
    NamedObject{"init.mp4", MediaObject::Init},
};

/// Below a track of subtitles, or captions that were brought.
constexpr std::array kSubtitleObjects = {
    NamedObject{"index.m3u8", MediaObject::TrackPlaylist},
    NamedObject{"early.m3u8", MediaObject::EarlyTrackPlaylist},
    NamedObject{"all.vtt", MediaObject::Subtitles},
};

template <std::size_t kCount>
std::optional<MediaObject> find_object(const std::array<NamedObject, kCount>& table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.name == name; });
  if (found == table.end()) return std::nullopt;
  return found->object;
}

/// Digits alone, at most nine of them, and no zero in front of another.
std::optional<std::uint32_t> plain_number(std::string_view text) {
  if (text.empty() || text.size() > 9 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return parse_number<std::uint32_t>(text);
}

/// The number between `prefix` and `suffix`.
std::optional<std::uint32_t> number_within(std::string_view text, std::string_view prefix,
                                           std::string_view suffix) {
  if (text.size() <= prefix.size() + suffix.size()) return std::nullopt;
  if (!text.starts_with(prefix) || !text.ends_with(suffix)) return std::nullopt;
  return plain_number(text.substr(prefix.size(), text.size() - prefix.size() - suffix.size()));
}

/// Takes what stands before the next slash; nothing where there is no slash.
std::optional<std::string_view> take_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view segment = rest.substr(0, slash);
  rest.remove_prefix(slash + 1);
  return segment;
}

bool parse_package_object(std::string_view name, MediaPath& path) {
  if (const auto object = find_object(kPackageObjects, name)) {
    path.object = *object;
    return true;
  }
  const auto sheet = number_within(name, "storyboard-", ".jpg");
  if (!sheet) return false;
  path.object = MediaObject::StoryboardSheet;
  path.number = *sheet;
  return true;
}

bool parse_track_object(std::string_view name, MediaPath& path) {
  const bool is_subtitles = is_text(path.track);
  const auto object = is_subtitles ? find_object(kSubtitleObjects, name) : find_object(kTrackObjects, name);
  if (object) {
    path.object = *object;
    return true;
  }
  const auto number = number_within(name, "", ".m4s");
  if (is_subtitles || !number) return false;
  path.object = MediaObject::Segment;
  path.number = *number;
  return true;
}

}  // namespace

std::string text_of(TrackName track) {
  return track.kind + std::to_string(track.number);
}

std::optional<TrackName> parse_track_name(std::string_view text) {
  constexpr std::string_view kinds = "vawisc";
  if (text.empty() || kinds.find(text.front()) == std::string_view::npos) return std::nullopt;
  // A package has few tracks; the number of a caption comes from its text.
  if (text.front() != 'c' && text.size() > 4) return std::nullopt;
  const auto number = plain_number(text.substr(1));
  if (!number) return std::nullopt;
  return TrackName{text.front(), *number};
}

std::optional<MediaPath> parse_media_path(std::string_view target) {
  constexpr std::string_view root = "/v/";
  if (!target.starts_with(root)) return std::nullopt;
  std::string_view rest = target.substr(root.size());
  const auto token = take_segment(rest);
  const auto video_text = take_segment(rest);
  const auto generation_text = take_segment(rest);
  if (!token || !video_text || !generation_text) return std::nullopt;
  const auto video = decode_id(*video_text);
  const auto generation = plain_number(*generation_text);
  if (!video || !generation) return std::nullopt;

  MediaPath path;
  path.token = *token;
  path.video = *video;
  path.generation = *generation;
  const auto track_text = take_segment(rest);
  if (!track_text) return parse_package_object(rest, path) ? std::optional{path} : std::nullopt;
  const auto track = parse_track_name(*track_text);
  if (!track) return std::nullopt;
  path.track = *track;
  return parse_track_object(rest, path) ? std::optional{path} : std::nullopt;
}

}  // namespace lectern::streamer
