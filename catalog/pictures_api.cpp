#include "catalog/pictures_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/picture_json.h"
#include "catalog/small_file.h"
#include "storage/db/database.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr http::Schema kSchemas[] = {
    {"Picture", R"({"type":"object","required":["alt","urls"],"properties":{"alt":{"type":"string"},
      "urls":{"type":"object","description":"Addresses by size in pixels: 64 and 256 of a person, 480 and 1280 of a course, 1600 in a text, 1200 on a certificate",
      "additionalProperties":{"type":"string"}}}})"},
    {"PictureOrNone", R"({"oneOf":[{"$ref":"#/components/schemas/Picture"},{"type":"null"}]})"},
    {"ShownPicture", R"({"type":"object","required":["picture"],"properties":{
      "picture":{"$ref":"#/components/schemas/PictureOrNone"}}})"},
};

constexpr SmallFileRules kRules{kLargestPicture, "A picture may have at most 10 MiB. Choose a smaller one.",
                                "There was no picture. Send its bytes as the body.", "alt", 300};

constexpr http::Parameter kAlternative[] = {
    {"alt", "What the picture shows, for who cannot see it.", R"({"type":"string","maxLength":300})"}};

}  // namespace

// clang-format off
const http::Entry<PicturesApi> PicturesApi::kRoutes[] = {
    // method         path                            who            body        lane          handler                     what it does
    {Method::Get,    "/api/v1/me/picture",            Who::SignedIn, Body::None, Lane::Worker, &PicturesApi::get_mine,     "Show one's own picture",               {"", "ShownPicture"}},
    {Method::Delete, "/api/v1/me/picture",            Who::SignedIn, Body::None, Lane::Worker, &PicturesApi::remove_mine,  "Remove one's own picture",             {}},
    {Method::Get,    "/api/v1/courses/{id}/cover",    Who::Anyone,   Body::None, Lane::Worker, &PicturesApi::get_cover,    "Show the cover of a course",           {"", "ShownPicture"}},
    {Method::Delete, "/api/v1/courses/{id}/cover",    Who::SignedIn, Body::None, Lane::Worker, &PicturesApi::remove_cover, "Remove the cover of a course",         {}},
    {Method::Get,    "/api/v1/courses/{id}/certificate-pictures/{part}", Who::SignedIn, Body::None, Lane::Worker, &PicturesApi::get_on_certificate,    "Show the logo or the signature on a course's certificates", {"", "ShownPicture"}},
    {Method::Delete, "/api/v1/courses/{id}/certificate-pictures/{part}", Who::SignedIn, Body::None, Lane::Worker, &PicturesApi::remove_on_certificate, "Remove the logo or the signature from a course's certificates", {}},
    {Method::Get,    "/api/v1/pictures/{key}/{size}", Who::Anyone,   Body::None, Lane::Worker, &PicturesApi::show,         "A picture itself, for who has its address", {}},
};

const http::StreamEntry<PicturesApi> PicturesApi::kStreams[] = {
    {Method::Put,  "/api/v1/me/picture",         Who::SignedIn,   &PicturesApi::put_mine,    "Give oneself a picture", {"", "", kAlternative}},
    {Method::Put,  "/api/v1/courses/{id}/cover", Who::SignedIn,   &PicturesApi::put_cover,   "Give a course its cover", {"", "", kAlternative}},
    {Method::Put,  "/api/v1/courses/{id}/certificate-pictures/{part}", Who::SignedIn, &PicturesApi::put_on_certificate, "Give a course's certificates a logo or a signature", {"", "", kAlternative}},
    {Method::Post, "/api/v1/pictures",           Who::SignedIn,   &PicturesApi::add_to_text, "Keep a picture for use in a text", {"", "", kAlternative}},
};
// clang-format on

std::vector<http::Route> PicturesApi::routes() {
  auto routes = http::bind(*this, std::span<const http::Entry<PicturesApi>>{kRoutes});
  for (auto& route : http::bind(*this, std::span<const http::StreamEntry<PicturesApi>>{kStreams}))
    routes.push_back(std::move(route));
  return routes;
}

std::unique_ptr<http::BodySink> PicturesApi::receive(const Request& request, PictureOwner owner) {
  return receive_small_file(request, kRules, waiting_,
                            [this, owner = std::move(owner)](int file, const std::string& alt) {
                              return Response::json(as_json(pictures_.keep(owner, file, alt)), 201);
                            });
}

std::unique_ptr<http::BodySink> PicturesApi::put_mine(const Request& request) {
  return receive(request, {PictureUse::Account, request.principal.user.text()});
}

std::unique_ptr<http::BodySink> PicturesApi::put_cover(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  database_.read(
      [&](const storage::Reader& db) { doors_.course(db, course, request.principal, Need::Edit); });
  return receive(request, {PictureUse::Course, course.text()});
}

std::unique_ptr<http::BodySink> PicturesApi::add_to_text(const Request& request) {
  return receive(request, {PictureUse::Text, request.principal.user.text()});
}

PictureOwner PicturesApi::certificate_part(const Request& request) const {
  const auto& part = request.parameter("part");
  const auto use = from_text<PictureUse>("certificate_" + part);
  if (!use)
    throw Error(ErrorCode::NotFound, "A certificate has a logo and a signature, and no other picture.");
  const auto course = http::id_parameter<CourseId>(request, "id");
  database_.read(
      [&](const storage::Reader& db) { doors_.course(db, course, request.principal, Need::Edit); });
  return {*use, course.text()};
}

std::unique_ptr<http::BodySink> PicturesApi::put_on_certificate(const Request& request) {
  return receive(request, certificate_part(request));
}

Response PicturesApi::get_on_certificate(const Request& request) {
  return answer(certificate_part(request));
}

Response PicturesApi::remove_on_certificate(const Request& request) {
  pictures_.remove(certificate_part(request));
  return Response::empty();
}

Response PicturesApi::answer(const PictureOwner& owner) const {
  const auto picture = database_.read([&](const storage::Reader& db) { return picture_of(db, owner); });
  return Response::json({{"picture", as_json(picture)}});
}

Response PicturesApi::get_mine(const Request& request) {
  return answer({PictureUse::Account, request.principal.user.text()});
}

Response PicturesApi::get_cover(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  database_.read([&](const storage::Reader& db) { doors_.course(db, course, request.principal, Need::See); });
  return answer({PictureUse::Course, course.text()});
}

Response PicturesApi::remove_mine(const Request& request) {
  pictures_.remove({PictureUse::Account, request.principal.user.text()});
  return Response::empty();
}

Response PicturesApi::remove_cover(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  database_.read(
      [&](const storage::Reader& db) { doors_.course(db, course, request.principal, Need::Edit); });
  pictures_.remove({PictureUse::Course, course.text()});
  return Response::empty();
}

Response PicturesApi::show(const Request& request) {
  const auto found = pictures_.open(request.parameter("key"), request.parameter("size"));
  if (!found) throw Error(ErrorCode::NotFound, "There is no such picture.");
  Response response;
  response.content = http::FileRange{found->file, 0, found->size};
  response.headers.set("Content-Type", "image/webp");
  // A picture never changes under its address: a new one has a new key.
  response.headers.set("Cache-Control", "private, max-age=31536000, immutable");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

std::span<const http::Schema> picture_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
