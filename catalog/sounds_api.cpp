#include "catalog/sounds_api.h"

#include <fcntl.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"

namespace lectern::catalog {

using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestTitle = 200;

constexpr http::Schema kSchemas[] = {
    {"Sound", R"({"type":"object","required":["title","url","type","duration_seconds"],"properties":{
      "title":{"type":"string"},"url":{"type":"string"},
      "type":{"enum":["audio/mpeg","audio/mp4","audio/ogg","audio/wav"]},"duration_seconds":{"type":"number"}}})"},
};

constexpr http::Parameter kTitle[] = {
    {"title", "What is heard; names the player.", R"({"type":"string","maxLength":200})"}};

[[noreturn]] void throw_too_large() {
  throw Error(ErrorCode::TooLarge,
              "A sound in a text may have at most 20 MiB. Choose a smaller one, or make a lesson of it.");
}

json as_json(const Sound& sound) {
  return {{"title", sound.title},
          {"url", sound.url()},
          {"type", sound.type},
          {"duration_seconds", static_cast<double>(sound.duration.count()) / 1000}};
}

/// Receives into a file without a name: whatever happens, nothing is left of it.
class SoundSink final : public http::BodySink {
 public:
  SoundSink(Sounds& sounds, UserId owner, std::string title, const std::filesystem::path& folder)
      : sounds_(sounds),
        owner_(std::move(owner)),
        title_(std::move(title)),
        file_(open_file(folder, O_TMPFILE | O_RDWR)) {}

  void write(std::string_view block) override {
    received_ += block.size();
    if (received_ > kLargestSound) throw_too_large();
    write_all(file_.get(), block);
  }

  Response finish() override {
    if (received_ == 0) throw Error(ErrorCode::Invalid, "There was no sound. Send its bytes as the body.");
    return Response::json(as_json(sounds_.keep(owner_, file_.get(), title_)), 201);
  }

  void abandon() noexcept override {}

 private:
  Sounds& sounds_;
  UserId owner_;
  std::string title_;
  UniqueFd file_;
  std::uint64_t received_ = 0;
};

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
  const auto announced = parse_number<std::uint64_t>(request.headers.find("Content-Length").value_or("0"));
  if (announced.value_or(0) > kLargestSound) throw_too_large();
  const auto title = trim(request.find_query("title").value_or(""));
  if (count_characters(title) > kLongestTitle)
    throw InvalidInput({Problem{"title", "This must have at most 200 characters."}});
  return std::make_unique<SoundSink>(sounds_, request.principal.user, std::string{title}, waiting_);
}

std::span<const http::Schema> sound_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
