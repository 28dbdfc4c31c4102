#include "lms/identity/directory_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

// clang-format off
const http::Entry<DirectoryApi> DirectoryApi::kRoutes[] = {
    {Method::Get,  "/api/v1/admin/directory",      Who::Admin, Body::None, Lane::Worker, &DirectoryApi::show, "Tell how the directory is that people sign in with", {"", "DirectoryStanding"}},
    {Method::Post, "/api/v1/admin/directory/test", Who::Admin, Body::None, Lane::Slow,   &DirectoryApi::test, "Connect to it and look whether anybody is there",    {"", "DirectoryTest"}},
};
// clang-format on

std::vector<http::Route> DirectoryApi::routes() {
  return http::bind(*this, std::span<const http::Entry<DirectoryApi>>{kRoutes});
}

Response DirectoryApi::show(const Request&) {
  const auto standing = directory_.standing();
  return Response::json(
      {{"configured", standing.is_set},
       {"url", standing.url},
       {"state", name_of(standing.state)},
       {"calls", standing.calls},
       {"failures", standing.failures},
       {"last_error", standing.last_error.empty() ? json(nullptr) : json(standing.last_error)}});
}

Response DirectoryApi::test(const Request&) {
  try {
    directory_.test();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unavailable) throw;
    return Response::json({{"works", false}, {"message", error.message()}, {"detail", error.what()}});
  }
  return Response::json({{"works", true}, {"message", "The directory answers."}, {"detail", nullptr}});
}

}  // namespace lectern::lms
