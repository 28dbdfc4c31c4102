#include "catalog/video_retry_api.h"

#include <nlohmann/json.hpp>

#include "catalog/video_work.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;

// clang-format off
const http::Entry<VideoRetryApi> VideoRetryApi::kRoutes[] = {
    {Method::Post, "/api/v1/lessons/{id}/video/retry", Who::SignedIn, Body::None, Lane::Worker, &VideoRetryApi::retry, "Make a failed video ready again without a new upload", {"", "Video"}},
};
// clang-format on

std::vector<http::Route> VideoRetryApi::routes() {
  return http::bind(*this, std::span<const http::Entry<VideoRetryApi>>{kRoutes});
}

Response VideoRetryApi::retry(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return database_.write([&](storage::Writer& db) {
    doors_.lesson(db, lesson, request.principal, Need::Edit);
    retry_video(db, videos_, lesson);
    return Response::json(as_json(videos_.find_view(db, lesson).value()), 202);
  });
}

}  // namespace lectern::catalog
