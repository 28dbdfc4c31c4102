#include "catalog/sounds_api.h"

#include <nlohmann/json.hpp>

#include "catalog/small_file.h"

namespace lectern::catalog {

using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr http::Schema kSchemas[] = {
    {"Sound", R"({"type":"object","required":["title","url","type","duration_seconds"],"properties":{
      "title":{"type":"string"},"url":{"type":"string"},
      "type":{"enum":["audio/mpeg","audio/mp4","audio/ogg","audio/wav"]},"duration_seconds":{"type":"number"}}})"},
};

constexpr http::Parameter kTitle[] = {
    {"title", "What is heard; names the player.", R"({"type":"string","maxLength":200})"}};

json as_json(const Sound& sound) {
  return {{"title", sound.title},
          {"url", sound.url()},
          {"type", sound.type},
          {"duration_seconds", static_cast<double>(sound.duration.count()) / 1000}};
}

constexpr SmallFileRules kRules{
    kLargestSound, "A sound in a text may have at most 20 MiB. Choose a smaller one, or make a lesson of it.",
    "There was no sound. Send its bytes as the body.", "title", 200};

}  // namespace

// clang-format off
const http::StreamEntry<SoundsApi> SoundsApi::kStreams[] = {
    {Method::Post, "/api/v1/sounds", Who::SignedIn, &SoundsApi::add_to_text, "Keep a sound for use in a text", {"", "Sound", kTitle}},
};
// clang-format on

std::vector<http::Route> SoundsApi::routes() {
  return http::bind(*this, std::span<const http::StreamEntry<SoundsApi>>{kStreams});
}

std::unique_ptr<http::BodySink> SoundsApi::add_to_text(const Request& request) {
  return receive_small_file(request, kRules, waiting_,
                            [this, owner = request.principal.user](int file, const std::string& title) {
                              return Response::json(as_json(sounds_.keep(owner, file, title)), 201);
                            });
}

std::span<const http::Schema> sound_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
