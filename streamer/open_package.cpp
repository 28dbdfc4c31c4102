#include "streamer/open_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "transcoder/playlist.h"

namespace lectern::streamer {
namespace {

using transcoder::Naming;
using transcoder::PackageContents;
using transcoder::Stage;

constexpr std::string_view kPlaylistType = "application/vnd.apple.mpegurl";
constexpr std::string_view kPicturesType = "video/mp4";
constexpr std::string_view kSoundType = "audio/mp4";
constexpr std::string_view kTextTrackType = "text/vtt; charset=utf-8";
constexpr std::string_view kStillType = "image/jpeg";

std::optional<std::string> track_playlist(const PackageContents& contents, const MediaPath& path) {
  const std::string track = text_of(path.track);
  if (path.object == MediaObject::EarlyTrackPlaylist && !is_text(path.track))
    return transcoder::media_playlist(contents, track, Naming::Numbered, Stage::Early);
  // All others state what only a finished package knows.
  if (!contents.summary || path.object == MediaObject::EarlyTrackPlaylist) return std::nullopt;
  if (path.object == MediaObject::KeyFramePlaylist)
    return path.track.kind == 'i'
               ? std::optional{transcoder::iframe_playlist(contents, track, Naming::Numbered)}
               : std::nullopt;
  if (is_text(path.track)) return transcoder::subtitle_playlist(contents, track, Naming::Numbered);
  return transcoder::media_playlist(contents, track, Naming::Numbered, Stage::Finished);
}

/// Nothing where the package has no such playlist, or not yet.
std::optional<std::string> playlist_text(const PackageContents& contents, const MediaPath& path,
                                         std::span<const transcoder::SubtitleTrack> brought) {
  if (path.track.kind != '\0') return track_playlist(contents, path);
  if (!transcoder::is_playable(contents)) return std::nullopt;
  if (path.object == MediaObject::EarlyMaster) return transcoder::early_master(contents);
  if (path.object == MediaObject::Master)
    return contents.summary ? std::optional{transcoder::master(contents, brought)} : std::nullopt;
  auto second = transcoder::second_master(contents);
  return second.empty() ? std::nullopt : std::optional{std::move(second)};
}

bool has_track(const PackageContents& contents, TrackName name,
               std::span<const transcoder::SubtitleTrack> brought) {
  const std::string track = text_of(name);
  if (!is_text(name)) return contents.find(track) != nullptr;
  const auto texts = name.kind == 'c' ? brought : std::span{contents.plan.subtitles};
  return std::any_of(texts.begin(), texts.end(), [&](const auto& row) { return row.name == track; });
}

/// A resumed transcode drops what was half made and makes it anew under the same numbers.
bool was_rewritten(const PackageContents& before, const PackageContents& after) {
  return std::any_of(before.tracks.begin(), before.tracks.end(), [&](const auto& item) {
    const auto& known = item.second.segments;
    const auto* index = after.find(item.first);
    if (index == nullptr || index->segments.size() < known.size()) return true;
    if (known.empty()) return index->init_length != item.second.init_length;
    const auto& was = known.back();
    const auto& is = index->segments[known.size() - 1];
    return was.offset != is.offset || was.length != is.length;
  });
}

/// Where the init segment or one segment lies within <track>.mp4.
std::optional<transcoder::SegmentRecord> place_of(const transcoder::TrackIndex& index,
                                                  const MediaPath& path) {
  if (path.object == MediaObject::Init) return transcoder::SegmentRecord{0, 0, index.init_length, 0, 0};
  if (path.number >= index.segments.size()) return std::nullopt;
  return index.segments[path.number];
}

}  // namespace

OpenPackage::OpenPackage(const PackageRoot& root, const PackageKey& key)
    : root_(root),
      key_(key),
      reader_(std::in_place, root.folder_of(key)),
      contents_(std::make_shared<const PackageContents>(reader_->contents())) {
  if (is_finished()) reader_.reset();
}

OpenPackage::Change OpenPackage::refresh(Instant now) {
  return now - read_at_ < kLookAgain ? Change::None : refresh_at_once(now);
}

OpenPackage::Change OpenPackage::refresh_at_once(Instant now) {
  if (!reader_) return Change::None;
  read_at_ = now;
  if (!reader_->refresh()) return Change::None;
  const auto before = std::exchange(contents_, std::make_shared<const PackageContents>(reader_->contents()));
  if (is_finished()) reader_.reset();
  return is_finished() || was_rewritten(*before, *contents_) ? Change::Remade : Change::Grown;
}

std::shared_ptr<const Servable> OpenPackage::build(const MediaPath& path,
                                                   std::span<const transcoder::SubtitleTrack> brought) {
  if (path.track.kind != '\0' && !has_track(*contents_, path.track, brought)) return nullptr;
  switch (path.object) {
    case MediaObject::Init:
    case MediaObject::Segment:
      return build_stretch(path);
    case MediaObject::Subtitles:
      return build_text_file(text_of(path.track) + ".vtt");
    case MediaObject::StoryboardMap:
      return build_text_file("storyboard.vtt");
    case MediaObject::Poster:
      return build_picture("poster.jpg");
    case MediaObject::StoryboardSheet:
      return build_picture(fmt::format("storyboard-{}.jpg", path.number));
    case MediaObject::Download:
    case MediaObject::Original:
      return nullptr;
    default:
      auto text = playlist_text(*contents_, path, brought);
      // Captions come and go while the package stays.
      const Caching kept = path.object == MediaObject::Master ? Caching::Growing : caching();
      return text ? build_text(kPlaylistType, std::move(*text), kept) : nullptr;
  }
}

std::shared_ptr<const Servable> OpenPackage::build_text(std::string_view type, std::string text,
                                                        Caching caching) const {
  ServableFacts facts{tag_of(text), std::string{type}, caching, Firmness::Final, {}};
  return std::make_shared<const Servable>(std::move(facts), std::move(text));
}

std::shared_ptr<const Servable> OpenPackage::build_text_file(const std::string& name) const {
  const auto file = root_.open(key_, name);
  if (!file) return nullptr;
  std::string text(size_of(file->get()), '\0');
  text.resize(read_at(file->get(), text.data(), text.size(), 0));
  return build_text(kTextTrackType, std::move(text), caching());
}

std::shared_ptr<const Servable> OpenPackage::build_picture(const std::string& name) const {
  const auto file = root_.open(key_, name);
  if (!file) return nullptr;
  // Stills are replaced by renaming, never written over: what was opened stays as long as it is.
  const FileStretch stretch{file, 0, size_of(file->get())};
  const Mapping bytes(file->get(), 0, stretch.length);
  ServableFacts facts{tag_of(bytes.bytes()), std::string{kStillType}, caching(), Firmness::Final, {}};
  return std::make_shared<const Servable>(std::move(facts), stretch);
}

std::shared_ptr<const Servable> OpenPackage::build_stretch(const MediaPath& path) {
  const std::string track = text_of(path.track);
  const auto place = place_of(*contents_->find(track), path);
  const auto file = place ? track_file(track) : nullptr;
  if (!file) return nullptr;
  // Where the bytes stand names them: within one generation nothing else is ever put there.
  ServableFacts facts{fmt::format("\"{}-{:x}-{:x}\"", track, place->offset, place->length),
                      std::string{path.track.kind == 'a' ? kSoundType : kPicturesType},
                      Caching::Immutable,
                      is_finished() ? Firmness::Final : Firmness::Tentative,
                      {}};
  return std::make_shared<const Servable>(std::move(facts), FileStretch{file, place->offset, place->length});
}

std::shared_ptr<const UniqueFd> OpenPackage::track_file(const std::string& track) {
  auto& file = tracks_[track];
  if (!file) file = root_.open(key_, track + ".mp4");
  return file;
}

}  // namespace lectern::streamer
