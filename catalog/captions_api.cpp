#include "catalog/captions_api.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/caption_text.h"
#include "catalog/language_tag.h"
#include "http/page_json.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestLabel = 60;

constexpr http::Schema kSchemas[] = {
    {"Caption", R"({"type":"object","required":["language","label","cues","updated_at"],"properties":{
      "language":{"type":"string","description":"BCP 47"},"label":{"type":"string"},
      "cues":{"type":"integer"},"updated_at":{"type":"string","format":"date-time"}}})"},
    {"CaptionList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Caption"}},
      "next":{"type":["string","null"]}}})"},
    {"ChapterStart", R"({"type":"object","additionalProperties":false,"required":["start_seconds","title"],
      "properties":{"start_seconds":{"type":"number","minimum":0,"maximum":360000},
      "title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"ChosenChapters", R"({"type":"object","additionalProperties":false,"required":["chapters"],"properties":{
      "chapters":{"type":"array","maxItems":500,"items":{"$ref":"#/components/schemas/ChapterStart"}}}})"},
    {"LessonChapters", R"({"type":"object","required":["chosen","chapters"],"properties":{
      "chosen":{"type":"boolean","description":"False: those in the file are shown, as /playback lists them"},
      "chapters":{"type":"array","items":{"$ref":"#/components/schemas/ChapterStart"}}}})"},
};

json caption_json(const Caption& caption) {
  return {{"language", caption.language},
          {"label", caption.label},
          {"cues", caption.cues},
          {"updated_at", to_rfc3339(caption.updated_at)}};
}

json chosen_json(const ChosenChapters& chosen) {
  return {{"chosen", chosen.has_value()}, {"chapters", chosen ? chapters_json(*chosen) : json::array()}};
}

/// As it is kept. What is no tag names nothing that exists.
std::string language_of(const Request& request) {
  return parse_language_tag(request.parameter("language")).value_or("");
}

CaptionDraft draft_of(const Request& request) {
  CaptionDraft draft;
  std::vector<Problem> problems;
  draft.language = language_of(request);
  if (draft.language.empty())
    problems.push_back({"language", "This must name a language as in en, pt-BR or zh-Hant."});
  draft.label = trim(request.find_query("label").value_or(""));
  if (draft.label.empty()) draft.label = draft.language;
  if (count_characters(draft.label) > kLongestLabel)
    problems.push_back({"label", "This must have at most 60 characters."});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return draft;
}

/// A caption file is small, and understood only as a whole.
class CaptionSink final : public http::BodySink {
 public:
  CaptionSink(Captions& captions, http::Principal who, LessonId lesson, CaptionDraft draft)
      : captions_(captions), who_(std::move(who)), lesson_(std::move(lesson)), draft_(std::move(draft)) {}

  void write(std::string_view block) override {
    if (draft_.file.size() + block.size() > kLargestCaptionFile)
      throw Error(ErrorCode::TooLarge,
                  "A caption file may have at most 4 MiB. Split the recording, or the file.");
    draft_.file += block;
  }

  Response finish() override { return Response::json(caption_json(captions_.put(who_, lesson_, draft_))); }

  void abandon() noexcept override {}

 private:
  Captions& captions_;
  http::Principal who_;
  LessonId lesson_;
  CaptionDraft draft_;
};

constexpr http::Parameter kLabel[] = {
    {"label", "What the menu of the player calls them; the language where it is left out.",
     R"({"type":"string","maxLength":60})"}};

}  // namespace

// clang-format off
const http::Entry<CaptionsApi> CaptionsApi::kRoutes[] = {
    // method         path                                        who            body        lane          handler                        what it does
    {Method::Get,    "/api/v1/lessons/{id}/captions",            Who::SignedIn, Body::None, Lane::Worker, &CaptionsApi::list,            "List the captions that were brought to a lesson", {"", "CaptionList", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/lessons/{id}/captions/{language}", Who::SignedIn, Body::None, Lane::Worker, &CaptionsApi::get_text,        "Captions as a WebVTT file, for editing",          {}},
    {Method::Delete, "/api/v1/lessons/{id}/captions/{language}", Who::SignedIn, Body::None, Lane::Worker, &CaptionsApi::remove,          "Remove the captions of a language",               {}},
    {Method::Get,    "/api/v1/lessons/{id}/chapters",            Who::SignedIn, Body::None, Lane::Worker, &CaptionsApi::get_chapters,    "Show the chapters that were chosen",              {"", "LessonChapters"}},
    {Method::Put,    "/api/v1/lessons/{id}/chapters",            Who::SignedIn, Body::Json, Lane::Worker, &CaptionsApi::choose_chapters, "Choose the chapters of a lesson's recording",     {"ChosenChapters", "LessonChapters"}},
    {Method::Delete, "/api/v1/lessons/{id}/chapters",            Who::SignedIn, Body::None, Lane::Worker, &CaptionsApi::reset_chapters,  "Show the chapters that are in the file again",    {}},
};

const http::StreamEntry<CaptionsApi> CaptionsApi::kStreams[] = {
    {Method::Put, "/api/v1/lessons/{id}/captions/{language}", Who::SignedIn, &CaptionsApi::put, "Give a lesson captions from a WebVTT or SubRip file", {"", "", kLabel}},
};
// clang-format on

std::span<const http::Schema> caption_schemas() {
  return kSchemas;
}

std::vector<http::Route> CaptionsApi::routes() {
  auto routes = http::bind(*this, std::span<const http::Entry<CaptionsApi>>{kRoutes});
  for (auto& route : http::bind(*this, std::span<const http::StreamEntry<CaptionsApi>>{kStreams}))
    routes.push_back(std::move(route));
  return routes;
}

Response CaptionsApi::list(const Request& request) {
  json items = json::array();
  for (const auto& caption : captions_.list(request.principal, http::id_parameter<LessonId>(request, "id")))
    items.push_back(caption_json(caption));
  return Response::json(http::page_json(std::move(items)));
}

Response CaptionsApi::get_text(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return Response::text(captions_.text(request.principal, lesson, language_of(request)),
                        "text/vtt; charset=utf-8")
      .with("Cache-Control", "no-store");
}

std::unique_ptr<http::BodySink> CaptionsApi::put(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  captions_.list(request.principal, lesson);  // Who may not change them sends nothing.
  return std::make_unique<CaptionSink>(captions_, request.principal, lesson, draft_of(request));
}

Response CaptionsApi::remove(const Request& request) {
  captions_.remove(request.principal, http::id_parameter<LessonId>(request, "id"), language_of(request));
  return Response::empty();
}

Response CaptionsApi::get_chapters(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return Response::json(chosen_json(chapters_.get(request.principal, lesson)));
}

Response CaptionsApi::choose_chapters(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  const auto body = request.json();
  if (!body.is_object() || !body.contains("chapters") || body.size() > 1)
    throw InvalidInput({Problem{"chapters", "Send an object with this one field, a list of chapters."}});
  const ChosenChapters chosen = chapters_from(body["chapters"]);
  chapters_.choose(request.principal, lesson, chosen);
  return Response::json(chosen_json(chosen));
}

Response CaptionsApi::reset_chapters(const Request& request) {
  chapters_.choose(request.principal, http::id_parameter<LessonId>(request, "id"), std::nullopt);
  return Response::empty();
}

}  // namespace lectern::catalog
