#include "streamer/delivery.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "base/metrics.h"
#include "streamer/media_path.h"

namespace lectern::streamer {
namespace {

using http::Response;

/// Why a request was refused, in words for a program and for a person.
struct Refusal {
  int status;
  std::string_view code;
  std::string_view message;
};

constexpr Refusal kNoSuchThing{404, "not_found", "There is nothing at this address."};
constexpr Refusal kInvalidToken{403, "invalid_token",
                                "This address was not made by this server, or not for this video."};
constexpr Refusal kExpired{403, "expired", "This address has expired. Open the lecture again to go on."};
constexpr Refusal kAccessEnded{403, "access_ended", "Your access to this lecture has ended."};
constexpr Refusal kTooFar{403, "too_far",
                          "This lecture is watched in order, and you have not come this far yet."};
constexpr Refusal kNotForSaving{403, "download_not_allowed",
                                "This lecture can be watched but not downloaded."};

Response refuse(const Refusal& refusal) {
  count(Counter::MediaRefused);
  auto response =
      Response::json({{"error", {{"code", refusal.code}, {"message", refusal.message}}}}, refusal.status);
  response.headers.set("Cache-Control", "no-store");
  add_common_headers(response.headers);
  return response;
}

/// What an object takes beyond the right to watch.
std::optional<Allowance> needed_for(MediaObject object) {
  if (object == MediaObject::Download) return Allowance::Download;
  if (object == MediaObject::Original) return Allowance::Original;
  if (object == MediaObject::DocumentFile) return Allowance::Document;
  return std::nullopt;
}

std::optional<Refusal> refusal_for(Admission admission) {
  switch (admission) {
    case Admission::Admitted:
      return std::nullopt;
    case Admission::Expired:
      return kExpired;
    case Admission::TooFar:
      return kTooFar;
    case Admission::Ended:
      break;
  }
  return kAccessEnded;
}

std::uint64_t size_of_part(const Response& response) {
  if (const auto* memory = std::get_if<http::SharedBytes>(&response.content)) return memory->bytes.size();
  if (const auto* file = std::get_if<http::FileRange>(&response.content)) return file->length;
  if (const auto* range = std::get_if<http::SourceRange>(&response.content)) return range->length;
  return 0;
}

}  // namespace

// clang-format off
const http::Entry<Delivery> Delivery::kRoutes[] = {
    // method                  path            who                 body              lane                     handler               what it does
    {http::Method::Get,       "/v/{rest...}", http::Who::Anyone, http::Body::None, http::Lane::InlineFirst, &Delivery::serve,     "Playlists, segments and pictures of a lecture, for whoever holds its address"},
    {http::Method::Options,   "/v/{rest...}", http::Who::Anyone, http::Body::None, http::Lane::Inline,      &Delivery::preflight, "Lets pages of other origins read media"},
};
// clang-format on

Delivery::Delivery(const PlaybackTokens& tokens, Grants& grants, Packages& packages, const Clock& clock)
    : tokens_(tokens), grants_(grants), packages_(packages), clock_(clock) {}

std::vector<http::Route> Delivery::routes() {
  return http::bind(*this, std::span<const http::Entry<Delivery>>{kRoutes});
}

Response Delivery::serve(const http::Request& request) {
  const auto path = parse_media_path(request.target);
  if (!path) return refuse(kNoSuchThing);
  const auto claims = tokens_.verify(path->token);
  if (!claims || claims->video != path->video || claims->generation != path->generation)
    return refuse(kInvalidToken);
  const auto segment = path->object == MediaObject::Segment ? path->number : 0;
  if (const auto refusal = refusal_for(grants_.admit(*claims, segment))) return refuse(*refusal);
  const auto needed = needed_for(path->object);
  if (needed && !includes(claims->allowance, *needed)) return refuse(kNotForSaving);
  return send(request, *path, *claims);
}

Response Delivery::send(const http::Request& request, const MediaPath& path, const PlaybackClaims& claims) {
  auto object = packages_.find(path);
  if (request.on_loop) {
    if (!object || !object->is_warm(clock_.now())) return Response::later();
  } else {
    count(Counter::MediaColdReads);
    if (!object) object = packages_.make(path);
    if (!object) return refuse(kNoSuchThing);
    object->warm(clock_.now());
  }
  count(Counter::MediaRequests);
  Response response = object->answer(request);
  if (request.method == http::Method::Get)
    response.on_sent =
        recorder(path, claims.grant, response.status == 200 ? object->size() : size_of_part(response),
                 response.status);
  return response;
}

std::function<void()> Delivery::recorder(const MediaPath& path, const IdBytes& grant, std::uint64_t bytes,
                                         int status) {
  // A segment that was fetched in parts, or was known already, does not count as watched.
  const bool is_watched = status == 200 && path.object == MediaObject::Segment && path.track.kind != 'i';
  if (is_watched)
    return [this, grant, bytes, number = path.number] { grants_.record_segment(grant, bytes, number); };
  return [this, grant, bytes] { grants_.record(grant, bytes); };
}

Response Delivery::preflight(const http::Request&) {
  Response response = Response::empty(204);
  add_common_headers(response.headers);
  response.headers.add("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  response.headers.add("Access-Control-Allow-Headers", "Range, If-None-Match, If-Range");
  response.headers.add("Access-Control-Max-Age", "86400");
  return response;
}

}  // namespace lectern::streamer
