#include <nlohmann/json.hpp>

#include "base/error.h"
#include "transcoder/package.h"
#include "transcoder/plan.h"

namespace lectern::transcoder {
namespace {

using Json = nlohmann::json;

double as_seconds(Microseconds time) {
  return static_cast<double>(time.count()) / 1e6;
}
Microseconds seconds_at(const Json& object, const char* key) {
  return Microseconds{static_cast<std::int64_t>(object.at(key).get<double>() * 1e6 + 0.5)};
}

Json as_json(const VideoRung& rung) {
  return {{"name", rung.name},     {"width", rung.width},
          {"height", rung.height}, {"max_frame_rate", rung.max_frame_rate},
          {"crf", rung.crf},       {"max_rate", rung.max_rate},
          {"buffer", rung.buffer}, {"passthrough", rung.making == Making::Passthrough},
          {"early", rung.early}};
}

VideoRung rung_from(const Json& json) {
  VideoRung rung;
  json.at("name").get_to(rung.name);
  json.at("width").get_to(rung.width);
  json.at("height").get_to(rung.height);
  json.at("max_frame_rate").get_to(rung.max_frame_rate);
  json.at("crf").get_to(rung.crf);
  json.at("max_rate").get_to(rung.max_rate);
  json.at("buffer").get_to(rung.buffer);
  rung.making = json.at("passthrough").get<bool>() ? Making::Passthrough : Making::Encode;
  json.at("early").get_to(rung.early);
  return rung;
}

Json as_json(const View& view) {
  Json rungs = Json::array();
  for (const auto& rung : view.rungs) rungs.push_back(as_json(rung));
  return {{"stream", view.stream},
          {"frame_rate", view.frame_rate},
          {"encoder", {{"preset", view.encoder.preset}, {"parameters", view.encoder.parameters}}},
          {"rungs", std::move(rungs)}};
}

View view_from(const Json& json) {
  View view;
  json.at("stream").get_to(view.stream);
  json.at("frame_rate").get_to(view.frame_rate);
  json.at("encoder").at("preset").get_to(view.encoder.preset);
  json.at("encoder").at("parameters").get_to(view.encoder.parameters);
  for (const auto& rung : json.at("rungs")) view.rungs.push_back(rung_from(rung));
  return view;
}

Json as_json(const AudioRendition& audio) {
  return {{"name", audio.name},
          {"stream", audio.stream},
          {"language", audio.language},
          {"label", audio.label},
          {"channels", audio.channels},
          {"bit_rate", audio.bit_rate},
          {"gain_decibels", audio.gain_decibels},
          {"is_default", audio.is_default}};
}

AudioRendition audio_from(const Json& json) {
  AudioRendition audio;
  json.at("name").get_to(audio.name);
  json.at("stream").get_to(audio.stream);
  json.at("language").get_to(audio.language);
  json.at("label").get_to(audio.label);
  json.at("channels").get_to(audio.channels);
  json.at("bit_rate").get_to(audio.bit_rate);
  json.at("gain_decibels").get_to(audio.gain_decibels);
  json.at("is_default").get_to(audio.is_default);
  return audio;
}

Json as_json(const SubtitleTrack& track) {
  return {{"name", track.name},
          {"stream", track.stream},
          {"language", track.language},
          {"label", track.label},
          {"is_default", track.is_default}};
}

SubtitleTrack subtitle_from(const Json& json) {
  SubtitleTrack track;
  json.at("name").get_to(track.name);
  json.at("stream").get_to(track.stream);
  json.at("language").get_to(track.language);
  json.at("label").get_to(track.label);
  json.at("is_default").get_to(track.is_default);
  return track;
}

Json as_json(const std::vector<ChapterInfo>& chapters) {
  Json list = Json::array();
  for (const auto& chapter : chapters)
    list.push_back(
        {{"start", as_seconds(chapter.start)}, {"end", as_seconds(chapter.end)}, {"title", chapter.title}});
  return list;
}

std::vector<ChapterInfo> chapters_from(const Json& list) {
  std::vector<ChapterInfo> chapters;
  for (const auto& json : list)
    chapters.push_back(
        {seconds_at(json, "start"), seconds_at(json, "end"), json.at("title").get<std::string>()});
  return chapters;
}

Json as_json(const TrackSummary& track) {
  Json json{{"name", track.name},           {"rendition", track.rendition},
            {"codecs", track.codecs},       {"width", track.width},
            {"height", track.height},       {"frame_rate", track.frame_rate},
            {"channels", track.channels},   {"average_rate", track.average_rate},
            {"peak_rate", track.peak_rate}, {"duration_seconds", track.duration_seconds},
            {"segments", track.segments}};
  if (track.loudness)
    json["loudness"] = {{"gain_decibels", track.loudness->gain_decibels},
                        {"integrated_lufs", track.loudness->integrated_lufs},
                        {"true_peak_dbtp", track.loudness->true_peak_dbtp}};
  return json;
}

TrackSummary track_from(const Json& json) {
  TrackSummary track;
  json.at("name").get_to(track.name);
  json.at("rendition").get_to(track.rendition);
  json.at("codecs").get_to(track.codecs);
  json.at("width").get_to(track.width);
  json.at("height").get_to(track.height);
  json.at("frame_rate").get_to(track.frame_rate);
  json.at("channels").get_to(track.channels);
  json.at("average_rate").get_to(track.average_rate);
  json.at("peak_rate").get_to(track.peak_rate);
  json.at("duration_seconds").get_to(track.duration_seconds);
  json.at("segments").get_to(track.segments);
  if (const auto loudness = json.find("loudness"); loudness != json.end())
    track.loudness = LoudnessStatement{loudness->at("integrated_lufs").get<double>(),
                                       loudness->at("true_peak_dbtp").get<double>(),
                                       loudness->at("gain_decibels").get<double>()};
  return track;
}

template <typename Make>
auto parsed(std::string_view text, const char* what, Make make) {
  try {
    return make(Json::parse(text));
  } catch (const Json::exception& error) {
    throw Error(ErrorCode::Internal, "The package of this video is damaged.",
                std::string{what} + ": " + error.what());
  }
}

/// Text from uploaded files may not be UTF-8; a package must be written all the same.
std::string dumped(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Plan plan_of(const Json& json) {
  Plan plan;
  json.at("container").get_to(plan.container);
  plan.duration = seconds_at(json, "duration");
  for (const auto& view : json.at("views")) plan.views.push_back(view_from(view));
  for (const auto& audio : json.at("audio")) plan.audio.push_back(audio_from(audio));
  for (const auto& track : json.at("subtitles")) plan.subtitles.push_back(subtitle_from(track));
  const auto& trick = json.at("trick");
  plan.trick = {trick.at("name").get<std::string>(), trick.at("width").get<int>(),
                trick.at("height").get<int>(),       seconds_at(trick, "interval"),
                trick.at("crf").get<double>(),       trick.at("max_rate").get<std::int64_t>()};
  plan.chapters = chapters_from(json.at("chapters"));
  json.at("notes").get_to(plan.notes);
  return plan;
}

PackageSummary summary_of(const Json& json) {
  PackageSummary summary;
  json.at("duration_seconds").get_to(summary.duration_seconds);
  for (const auto& track : json.at("tracks")) summary.tracks.push_back(track_from(track));
  summary.chapters = chapters_from(json.at("chapters"));
  json.at("notes").get_to(summary.notes);
  return summary;
}

}  // namespace

std::string to_json(const Plan& plan) {
  Json views = Json::array();
  for (const auto& view : plan.views) views.push_back(as_json(view));
  Json audio = Json::array();
  for (const auto& rendition : plan.audio) audio.push_back(as_json(rendition));
  Json subtitles = Json::array();
  for (const auto& track : plan.subtitles) subtitles.push_back(as_json(track));
  return dumped({{"container", plan.container},
                 {"duration", as_seconds(plan.duration)},
                 {"views", std::move(views)},
                 {"audio", std::move(audio)},
                 {"subtitles", std::move(subtitles)},
                 {"trick",
                  {{"name", plan.trick.name},
                   {"width", plan.trick.width},
                   {"height", plan.trick.height},
                   {"interval", as_seconds(plan.trick.interval)},
                   {"crf", plan.trick.crf},
                   {"max_rate", plan.trick.max_rate}}},
                 {"chapters", as_json(plan.chapters)},
                 {"notes", plan.notes}});
}

Plan plan_from_json(std::string_view text) {
  return parsed(text, "plan.json", plan_of);
}

std::string to_json(const PackageSummary& summary) {
  Json tracks = Json::array();
  for (const auto& track : summary.tracks) tracks.push_back(as_json(track));
  return dumped({{"duration_seconds", summary.duration_seconds},
                 {"tracks", std::move(tracks)},
                 {"chapters", as_json(summary.chapters)},
                 {"notes", summary.notes}});
}

PackageSummary summary_from_json(std::string_view text) {
  return parsed(text, "package.json", summary_of);
}

}  // namespace lectern::transcoder
