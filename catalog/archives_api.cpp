#include "catalog/archives_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/archive_json.h"
#include "catalog/catalog_json.h"
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

constexpr TextRule kTitle{1, 200};

/// The title as a file's name: letters that every system takes, dashes for the rest.
std::string filename_of(const std::string& title) {
  std::string name;
  for (const char c : title) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_plain)
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  return (name.empty() ? "course" : name) + ".zip";
}

}  // namespace

// clang-format off
const http::Entry<ArchivesApi> ArchivesApi::kRoutes[] = {
    {Method::Post, "/api/v1/courses/{id}/duplicate", Who::Instructor, Body::Json, Lane::Slow,   &ArchivesApi::duplicate,    "Make a draft with the same contents, without anything of learners", {"CourseCopy", "Course"}},
    {Method::Post, "/api/v1/courses/{id}/export",    Who::SignedIn,   Body::Json, Lane::Worker, &ArchivesApi::begin_export, "Begin to pack a course into an archive",   {"CourseExport", "Archive"}},
    {Method::Get,  "/api/v1/archives",               Who::SignedIn,   Body::None, Lane::Worker, &ArchivesApi::list,         "List one's own archives, newest first",    {"", "ArchiveList"}},
    {Method::Get,  "/api/v1/archives/{id}",          Who::SignedIn,   Body::None, Lane::Worker, &ArchivesApi::show,         "Tell how far an archive is",               {"", "Archive"}},
    {Method::Get,  "/api/v1/archives/{id}/file",     Who::SignedIn,   Body::None, Lane::Worker, &ArchivesApi::fetch,        "Fetch an archive that is ready"},
    {Method::Post, "/api/v1/archives/{id}/import",   Who::Instructor, Body::None, Lane::Worker, &ArchivesApi::import,       "Make a draft of an archive that was read", {"", "Archive"}},
};
// clang-format on

std::vector<http::Route> ArchivesApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ArchivesApi>>{kRoutes});
}

Response ArchivesApi::duplicate(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto title = fields.text("title", kTitle);
  fields.finish();
  return Response::json(as_json(copies_.duplicate(request.principal, id, title)), 201);
}

Response ArchivesApi::begin_export(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto media = fields.optional_flag("media").value_or(true) ? Media::Included : Media::Left;
  fields.finish();
  return Response::json(as_json(archives_.begin_export(request.principal, id, media)), 202);
}

Response ArchivesApi::list(const Request& request) {
  const auto page = archives_.list(request.principal, http::paging_of(request));
  json items = json::array();
  for (const auto& archive : page.items) items.push_back(as_json(archive));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response ArchivesApi::show(const Request& request) {
  return Response::json(
      as_json(archives_.get(request.principal, http::id_parameter<ArchiveId>(request, "id"))));
}

Response ArchivesApi::fetch(const Request& request) {
  const auto archive = archives_.get(request.principal, http::id_parameter<ArchiveId>(request, "id"));
  Response response;
  response.headers.set("Content-Type", "application/zip");
  response.headers.set("Content-Disposition", "attachment; filename=\"" + filename_of(archive.title) + "\"");
  response.headers.set("Cache-Control", "private, no-store");
  response.content = http::FileRange{std::make_shared<const UniqueFd>(archives_.open_file(archive)), 0,
                                     static_cast<std::uint64_t>(archive.size)};
  return response;
}

Response ArchivesApi::import(const Request& request) {
  const auto id = http::id_parameter<ArchiveId>(request, "id");
  return Response::json(as_json(archives_.import(request.principal, id)), 202);
}

}  // namespace lectern::catalog
