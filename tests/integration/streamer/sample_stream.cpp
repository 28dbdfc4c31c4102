#include "sample_stream.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/random.h"
#include "streamer/concatenation.h"

namespace lectern::streamer {
namespace {

std::string body_of(const http::Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.content)) return *text;
  if (const auto* shared = std::get_if<http::SharedBytes>(&response.content))
    return std::string{shared->bytes};
  if (const auto* prepared = std::get_if<std::shared_ptr<const http::Prepared>>(&response.content))
    return body_of(http::source_of(**prepared));
  if (const auto* range = std::get_if<http::SourceRange>(&response.content)) {
    std::string bytes(range->length, '\0');
    range->source->read(range->offset, bytes.data(), bytes.size());
    return bytes;
  }
  const auto& range = std::get<http::FileRange>(response.content);
  std::string bytes(range.length, '\0');
  bytes.resize(read_at(range.file->get(), bytes.data(), bytes.size(), range.offset));
  return bytes;
}

Answer answer_of(const http::Response& response) {
  if (const auto* prepared = std::get_if<std::shared_ptr<const http::Prepared>>(&response.content))
    return answer_of(http::source_of(**prepared));
  Answer answer;
  answer.status = response.status;
  for (const auto& [name, value] : response.headers.all()) answer.headers[name] = value;
  answer.body = body_of(response);
  return answer;
}

FindOriginal original_at(const std::filesystem::path& path) {
  return [path](const PackageKey&) -> std::optional<OriginalFile> {
    if (!std::filesystem::exists(path)) return std::nullopt;
    const auto file = std::make_shared<const UniqueFd>(open_file(path, O_RDONLY));
    const auto whole = std::make_shared<Concatenation>();
    whole->append(file, 0, size_of(file->get()));
    return OriginalFile{whole, "Week 1.mkv", "\"source\""};
  };
}

BroughtCaptions brought(const std::vector<transcoder::SubtitleTrack>& captions) {
  const auto text = [&captions](const IdBytes&, std::uint32_t number) -> std::optional<std::string> {
    const auto is_it = [&](const auto& track) { return track.name == fmt::format("c{}", number); };
    if (std::none_of(captions.begin(), captions.end(), is_it)) return std::nullopt;
    return "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHallo\n";
  };
  return {[&captions](const IdBytes&) { return captions; }, text};
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

SampleStream::SampleStream()
    : packages({.root = packages_root, .captions = brought(captions)},
               original_at(data.folder.path() / "source"), data.clock) {
  claims = issue(video, Allowance::None);
}

PlaybackClaims SampleStream::issue(const VideoId& of, Allowance allowance) {
  Grant grant;
  grant.id = new_id<GrantId>(data.clock);
  grant.user = data.user;
  grant.video = of;
  grant.lesson = data.lesson;
  grant.course = data.course;
  grant.generation = 1;
  grant.allowance = allowance;
  grant.created_at = data.clock.now();
  grant.expires_at = grant.created_at + std::chrono::hours{12};
  if (!grants.issue(grant, grants.revocations())) throw std::logic_error("not issued");
  return {decode_id(grant.id.text()).value(),
          decode_id(grant.user.text()).value(),
          decode_id(of.text()).value(),
          1,
          grant.expires_at,
          allowance};
}

std::string SampleStream::root(const PlaybackClaims& of) const {
  return fmt::format("/v/{}/{}/{}/", tokens.sign(of), encode_id(of.video), of.generation);
}

Answer SampleStream::get(const std::string& target, HeaderList headers, http::Method method) {
  http::Request request;
  request.method = method;
  request.target = target;
  request.path = target;
  for (const auto& [name, value] : headers) request.headers.add(name, value);
  const bool is_preflight = method == http::Method::Options;
  for (const auto& route : routes_) {
    if ((route.method == http::Method::Options) != is_preflight) continue;
    request.on_loop = true;
    http::Response response = route.handle(request);
    const bool waited = response.is_later();
    request.on_loop = false;
    if (waited) response = route.handle(request);
    if (response.on_sent && client == Client::Stays) response.on_sent();
    Answer answer = answer_of(response);
    answer.waited = waited;
    return answer;
  }
  return {};
}

}  // namespace lectern::streamer
