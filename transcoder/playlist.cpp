#include "transcoder/playlist.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

/// The variant a player starts with before it knows its bandwidth is the best one below this
/// (Apple 9.20, 9.21).
constexpr std::int64_t kFirstVariantRate = 2'500'000;
constexpr double kAudioOverhead = 1.1;  // of the container, over the encoder's rate

/// One line of a multivariant playlist, from the plan's caps or from what was measured.
struct Variant {
  std::string name;
  std::string codecs;
  std::int64_t bandwidth = 0;
  std::int64_t average = 0;  // 0: not known yet
  int width = 0;
  int height = 0;
  double frame_rate = 0;
};

struct Sound {
  const AudioRendition* rendition = nullptr;
  Variant variant;
};

bool is_written(const PackageContents& contents, std::string_view track) {
  const TrackIndex* index = contents.find(track);
  return index != nullptr && !index->segments.empty();
}

const TrackIndex& require_track(const PackageContents& contents, std::string_view track) {
  const TrackIndex* index = contents.find(track);
  if (index == nullptr)
    throw Error(ErrorCode::NotFound, "There is no such track in this video.", std::string{track});
  return *index;
}

/// RFC 8216 §4.2: a quoted string holds no line break and no quote.
std::string in_quotes(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c == '"')
      out += '\'';
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  return "\"" + out + "\"";
}

Variant measured(const TrackSummary& track) {
  return {track.name,  track.codecs, track.peak_rate, track.average_rate,
          track.width, track.height, track.frame_rate};
}

Variant planned(const PackageContents& contents, const View& view, const VideoRung& rung) {
  const double rate = view.frame_rate > 0 ? std::min(view.frame_rate, rung.max_frame_rate) : 0;
  return {rung.name, require_track(contents, rung.name).codecs, rung.max_rate, 0, rung.width, rung.height,
          rate};
}

std::vector<Variant> pictures_of(const PackageContents& contents, std::size_t view_number, Stage stage) {
  std::vector<Variant> variants;
  if (view_number >= contents.plan.views.size()) return variants;
  const View& view = contents.plan.views[view_number];
  for (const auto& rung : view.rungs) {
    if (stage == Stage::Finished) {
      if (const auto* track = contents.summary->find(rung.name)) variants.push_back(measured(*track));
    } else if (rung.early && contents.find(rung.name) != nullptr) {
      variants.push_back(planned(contents, view, rung));
    }
  }
  return variants;
}

std::vector<Sound> sounds_of(const PackageContents& contents, Stage stage) {
  std::vector<Sound> sounds;
  for (const auto& rendition : contents.plan.audio) {
    if (stage == Stage::Early) {
      const auto rate = static_cast<std::int64_t>(static_cast<double>(rendition.bit_rate) * kAudioOverhead);
      if (const auto* index = contents.find(rendition.name))
        sounds.push_back({&rendition, {rendition.name, index->codecs, rate, 0, 0, 0, 0}});
      continue;
    }
    for (const auto& track : contents.summary->tracks)
      if (track.rendition == rendition.name) sounds.push_back({&rendition, measured(track)});
  }
  return sounds;
}

/// Apple 9.20: the first variant listed is the one to begin with.
void put_first_variant_first(std::vector<Variant>& variants) {
  const auto first = std::find_if(variants.begin(), variants.end(),
                                  [](const auto& variant) { return variant.bandwidth <= kFirstVariantRate; });
  if (first != variants.end()) std::rotate(variants.begin(), first, first + 1);
}

std::string_view playlist_name(Stage stage) {
  return stage == Stage::Early ? "early.m3u8" : "index.m3u8";
}

void add_sounds(std::string& text, const std::vector<Sound>& sounds, Stage stage) {
  for (const auto& [rendition, variant] : sounds)
    text += fmt::format(
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME={},LANGUAGE={},DEFAULT={},AUTOSELECT=YES,CHANNELS="
        "\"{}\","
        "URI=\"{}/{}\"\n",
        in_quotes(rendition->label), in_quotes(rendition->language), rendition->is_default ? "YES" : "NO",
        rendition->channels, variant.name, playlist_name(stage));
}

/// What the file holds, then what was brought. A group has each name once (RFC 8216 §4.3.4.1.1).
std::vector<SubtitleTrack> named_apart(const std::vector<SubtitleTrack>& embedded,
                                       std::span<const SubtitleTrack> brought) {
  std::vector<SubtitleTrack> tracks = embedded;
  for (SubtitleTrack track : brought) {
    const auto is_taken = [&](const std::string& label) {
      return std::any_of(tracks.begin(), tracks.end(),
                         [&](const auto& other) { return other.label == label; });
    };
    const std::string wish = track.label;
    for (int copy = 2; is_taken(track.label); ++copy) track.label = fmt::format("{} ({})", wish, copy);
    tracks.push_back(std::move(track));
  }
  return tracks;
}

void add_subtitles(std::string& text, const std::vector<SubtitleTrack>& tracks) {
  for (const auto& track : tracks)
    text += fmt::format(
        "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"text\",NAME={},LANGUAGE={},DEFAULT={},AUTOSELECT=YES,FORCED="
        "NO,"
        "URI=\"{}/index.m3u8\"\n",
        in_quotes(track.label), in_quotes(track.language), track.is_default ? "YES" : "NO", track.name);
}

/// The attributes of Apple 9.1 (CODECS), 9.2 (RESOLUTION), 9.14 (AVERAGE-BANDWIDTH) and 9.15 (FRAME-RATE).
std::string attributes_of(const Variant& variant) {
  std::string text = fmt::format("BANDWIDTH={}", variant.bandwidth);
  if (variant.average > 0) text += fmt::format(",AVERAGE-BANDWIDTH={}", variant.average);
  text += fmt::format(",CODECS=\"{}\"", variant.codecs);
  if (variant.width > 0) text += fmt::format(",RESOLUTION={}x{}", variant.width, variant.height);
  if (variant.frame_rate > 0) text += fmt::format(",FRAME-RATE={:.3f}", variant.frame_rate);
  return text;
}

/// A picture played with the heaviest of the sounds that may go with it (RFC 8216 §4.3.4.2, BANDWIDTH).
Variant with_sound(Variant picture, const std::vector<Sound>& sounds) {
  if (sounds.empty()) return picture;
  std::int64_t peak = 0;
  std::int64_t average = 0;
  for (const auto& sound : sounds) {
    peak = std::max(peak, sound.variant.bandwidth);
    average = std::max(average, sound.variant.average);
  }
  picture.bandwidth += peak;
  if (picture.average > 0) picture.average += average;
  picture.codecs += "," + sounds.front().variant.codecs;
  return picture;
}

void add_variants(std::string& text, std::vector<Variant> pictures, const std::vector<Sound>& sounds,
                  const std::string& groups, Stage stage) {
  put_first_variant_first(pictures);
  const std::string sound_group = sounds.empty() ? "" : ",AUDIO=\"sound\"";
  for (const auto& picture : pictures)
    text += fmt::format("#EXT-X-STREAM-INF:{}{}{},CLOSED-CAPTIONS=NONE\n{}/{}\n",
                        attributes_of(with_sound(picture, sounds)), sound_group, groups, picture.name,
                        playlist_name(stage));
  if (sounds.empty()) return;
  // Sound alone: for the slowest line, and all there is of a source without pictures.
  const auto chosen =
      std::find_if(sounds.begin(), sounds.end(), [](const auto& s) { return s.rendition->is_default; });
  const Variant& sound = (chosen == sounds.end() ? sounds.front() : *chosen).variant;
  text += fmt::format("#EXT-X-STREAM-INF:{}{}{}\n{}/{}\n", attributes_of(sound), sound_group, groups,
                      sound.name, playlist_name(stage));
}

std::string head(std::string_view start_line) {
  return fmt::format("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n{}", start_line);
}

std::string map_line(std::string_view track, const TrackIndex& index, Naming naming) {
  if (naming == Naming::Numbered) return "#EXT-X-MAP:URI=\"init.mp4\"\n";
  return fmt::format("#EXT-X-MAP:URI=\"../{}.mp4\",BYTERANGE=\"{}@0\"\n", track, index.init_length);
}

void add_segments(std::string& text, std::string_view track, const TrackIndex& index, Naming naming) {
  for (std::size_t i = 0; i < index.segments.size(); ++i) {
    const auto& record = index.segments[i];
    text += fmt::format("#EXTINF:{:.5f},\n", index.seconds_of(record));
    if (naming == Naming::Numbered)
      text += fmt::format("{}.m4s\n", i);
    else
      text += fmt::format("#EXT-X-BYTERANGE:{}@{}\n../{}.mp4\n", record.length, record.offset, track);
  }
}

}  // namespace

bool is_playable(const PackageContents& contents) {
  if (contents.summary) return true;
  bool any = false;
  for (const auto& view : contents.plan.views)
    for (const auto& rung : view.rungs)
      if (rung.early) {
        if (!is_written(contents, rung.name)) return false;
        any = true;
      }
  for (const auto& audio : contents.plan.audio) {
    if (!is_written(contents, audio.name)) return false;
    any = true;
  }
  return any;
}

std::string early_master(const PackageContents& contents) {
  const auto sounds = sounds_of(contents, Stage::Early);
  // An EVENT playlist is joined at its end unless told otherwise (RFC 8216 §4.3.5.2).
  std::string text = head("#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n");
  add_sounds(text, sounds, Stage::Early);
  add_variants(text, pictures_of(contents, 0, Stage::Early), sounds, "", Stage::Early);
  return text;
}

std::string master(const PackageContents& contents, std::span<const SubtitleTrack> brought) {
  LECTERN_ASSERT(contents.summary, "master.m3u8 states measured rates: the package must be finished.");
  const auto sounds = sounds_of(contents, Stage::Finished);
  const auto subtitles = named_apart(contents.plan.subtitles, brought);
  std::string text = head("");
  add_sounds(text, sounds, Stage::Finished);
  add_subtitles(text, subtitles);
  add_variants(text, pictures_of(contents, 0, Stage::Finished), sounds,
               subtitles.empty() ? "" : ",SUBTITLES=\"text\"", Stage::Finished);
  if (const auto* trick = contents.summary->find(contents.plan.trick.name)) {
    Variant variant = measured(*trick);
    variant.frame_rate = 0;  // not an attribute of EXT-X-I-FRAME-STREAM-INF (RFC 8216 §4.3.4.3)
    text += fmt::format("#EXT-X-I-FRAME-STREAM-INF:{},URI=\"{}/iframes.m3u8\"\n", attributes_of(variant),
                        trick->name);
  }
  return text;
}

std::string second_master(const PackageContents& contents) {
  const Stage stage = contents.summary ? Stage::Finished : Stage::Early;
  const auto pictures = pictures_of(contents, 1, stage);
  if (pictures.empty()) return {};
  std::string text = head(stage == Stage::Early ? "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n" : "");
  add_variants(text, pictures, {}, "", stage);
  return text;
}

std::string media_playlist(const PackageContents& contents, std::string_view track, Naming naming,
                           Stage stage) {
  const TrackIndex& index = require_track(contents, track);
  const bool is_whole = contents.summary && contents.summary->find(track) != nullptr;
  std::string text = fmt::format(
      "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:{}"
      "\n"
      "#EXT-X-INDEPENDENT-SEGMENTS\n",
      kTargetSeconds, stage == Stage::Early ? "EVENT" : "VOD");
  text += map_line(track, index, naming);
  add_segments(text, track, index, naming);
  // A track that was made a second time stays playable for those who began with it.
  if (contents.summary && (is_whole || stage == Stage::Early)) text += "#EXT-X-ENDLIST\n";
  return text;
}

std::string iframe_playlist(const PackageContents& contents, std::string_view track, Naming naming) {
  const TrackIndex& index = require_track(contents, track);
  std::string text = fmt::format(
      "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:"
      "VOD\n"
      "#EXT-X-I-FRAMES-ONLY\n",
      kTargetSeconds);
  text += map_line(track, index, naming);
  add_segments(text, track, index, naming);
  if (contents.summary) text += "#EXT-X-ENDLIST\n";
  return text;
}

std::string subtitle_playlist(const PackageContents& contents, std::string_view track, Naming naming) {
  LECTERN_ASSERT(contents.summary,
                 "A subtitle playlist states the whole duration: the package must be finished.");
  const double seconds = contents.summary->duration_seconds;
  return fmt::format(
      "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:{}\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:"
      "VOD\n"
      "#EXTINF:{:.5f},\n{}\n#EXT-X-ENDLIST\n",
      std::max(1L, std::lround(seconds)), seconds,
      naming == Naming::Numbered ? "all.vtt" : fmt::format("../{}.vtt", track));
}

std::string timestamp_map(Microseconds offset) {
  constexpr int kClockHertz = 90'000;
  return fmt::format("X-TIMESTAMP-MAP=MPEGTS:{},LOCAL:00:00:00.000\n",
                     offset.count() * kClockHertz / 1'000'000);
}

std::string webvtt_on_media_clock(std::string_view text) {
  const std::size_t header = text.find('\n') + 1;
  return std::string{text.substr(0, header)} + timestamp_map(kClockOffset) + std::string{text.substr(header)};
}

}  // namespace lectern::transcoder
