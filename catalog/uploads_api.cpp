#include "catalog/uploads_api.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "catalog/tus.h"
#include "catalog/upload_sink.h"
#include "http/page_json.h"
#include "http/problem_json.h"
#include "http/refusal.h"

namespace lectern::catalog {

using http::Body;
using http::BodySink;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::size_t kLongestMetadata = 4096;
constexpr std::size_t kLongestFilename = 255;

void check_version(const Request& request) {
  if (request.headers.find("Tus-Resumable") == tus::kVersion) return;
  refuse(ErrorCode::Invalid, "This server speaks tus 1.0.0; say so in Tus-Resumable.", 412);
}

std::optional<std::uint64_t> number_header(const Request& request, std::string_view name) {
  const auto text = request.headers.find(name);
  if (!text) return std::nullopt;
  const auto number = parse_number<std::uint64_t>(*text);
  if (!number || *number > static_cast<std::uint64_t>(INT64_MAX))
    refuse(ErrorCode::Invalid, std::string{name} + " must be a whole number.", 400);
  return number;
}

bool brings_bytes(const Request& request) {
  return request.headers.find("Content-Type").value_or("") == tus::kBodyType;
}

std::optional<tus::Checksum> checksum_of(const Request& request) {
  const auto header = request.headers.find("Upload-Checksum");
  if (!header) return std::nullopt;
  auto checksum = tus::parse_checksum(*header);
  if (!checksum)
    refuse(ErrorCode::Invalid, "Upload-Checksum must be sha1 or sha256 and the digest in base64.", 400);
  return checksum;
}

NewUpload wanted_by(const Request& request) {
  NewUpload wanted;
  const auto size = number_header(request, "Upload-Length");
  if (!size) refuse(ErrorCode::Invalid, "Upload-Length is missing.", 400);
  wanted.size = *size;
  wanted.metadata = std::string{request.headers.find("Upload-Metadata").value_or("")};
  auto metadata = tus::parse_metadata(wanted.metadata);
  if (!metadata || wanted.metadata.size() > kLongestMetadata)
    refuse(ErrorCode::Invalid, "Upload-Metadata must be pairs of a key and base64.", 400);

  wanted.filename = (*metadata)["filename"];
  if (!is_utf8(wanted.filename) || wanted.filename.size() > kLongestFilename ||
      wanted.filename.find('\0') != std::string::npos)
    throw InvalidInput({Problem{"filename", "This must be text in UTF-8 of at most 255 bytes."}});
  const auto purpose = metadata->find("purpose");
  if (purpose != metadata->end()) wanted.purpose = purpose->second;
  const auto place = metadata->find("place");
  if (place != metadata->end()) {
    wanted.place = from_text<DocumentPlace>(place->second);
    if (!wanted.place) throw InvalidInput({Problem{"place", "This must be main or attachment."}});
  }
  const auto lesson = metadata->find("lesson_id");
  if (lesson != metadata->end()) {
    wanted.lesson = LessonId::parse(lesson->second);
    if (!wanted.lesson) throw Error(ErrorCode::NotFound, "There is no such lesson.");
  }
  return wanted;
}

/// Gives every refusal the header that tus wants on each answer.
template <typename Function>
auto speaking_tus(Function&& function) {
  try {
    return function();
  } catch (const http::Refusal&) {
    throw;
  } catch (const InvalidInput&) {
    throw;
  } catch (const Error& error) {
    throw http::Refusal(error, http::status_of(error.code()), tus_headers());
  }
}

json as_json(const UploadProgress& progress) {
  const auto& upload = progress.upload;
  return {{"id", upload.id.text()},
          {"filename", upload.filename},
          {"lesson_id", upload.lesson.empty() ? json(nullptr) : json(upload.lesson.text())},
          {"size", upload.size},
          {"offset", progress.offset},
          {"expires_at", to_rfc3339(upload.expires_at)},
          {"url", "/api/v1/uploads/" + upload.id.text()}};
}

}  // namespace

// clang-format off
const http::Entry<UploadsApi> UploadsApi::kRoutes[] = {
    {Method::Options, "/api/v1/uploads",      Who::Anyone,   Body::None, Lane::Inline, &UploadsApi::describe,  "Tell what this tus server can do",          {}},
    {Method::Options, "/api/v1/uploads/{id}", Who::Anyone,   Body::None, Lane::Inline, &UploadsApi::describe,  "Tell what this tus server can do",          {}},
    {Method::Get,     "/api/v1/uploads",      Who::SignedIn, Body::None, Lane::Worker, &UploadsApi::list,      "List one's own unfinished uploads",         {"", "UploadList"}},
    {Method::Get,     "/api/v1/uploads/{id}", Who::SignedIn, Body::None, Lane::Worker, &UploadsApi::show,      "Tell how many bytes have arrived (as HEAD)", {"", "Upload"}},
    {Method::Delete,  "/api/v1/uploads/{id}", Who::SignedIn, Body::None, Lane::Worker, &UploadsApi::terminate, "Give an upload up",                         {}},
};

const http::StreamEntry<UploadsApi> UploadsApi::kStreams[] = {
    {Method::Post,  "/api/v1/uploads",      Who::SignedIn, &UploadsApi::create, "Begin an upload, with its first bytes or without"},
    {Method::Patch, "/api/v1/uploads/{id}", Who::SignedIn, &UploadsApi::append, "Send the bytes from an offset on"},
};
// clang-format on

std::vector<http::Route> UploadsApi::routes() {
  auto routes = http::bind(*this, std::span<const http::Entry<UploadsApi>>{kRoutes});
  for (auto& route : http::bind(*this, std::span<const http::StreamEntry<UploadsApi>>{kStreams}))
    routes.push_back(std::move(route));
  return routes;
}

Response UploadsApi::describe(const Request&) {
  return Response::empty()
      .with("Tus-Resumable", std::string{tus::kVersion})
      .with("Tus-Version", std::string{tus::kVersion})
      .with("Tus-Extension", std::string{tus::kExtensions})
      .with("Tus-Checksum-Algorithm", std::string{tus::kChecksumAlgorithms})
      .with("Tus-Max-Size", std::to_string(desk_.largest()));
}

Response UploadsApi::list(const Request& request) {
  const auto page = desk_.list(request.principal, http::paging_of(request));
  json items = json::array();
  for (const auto& progress : page.items) items.push_back(as_json(progress));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response UploadsApi::show(const Request& request) {
  if (request.method == Method::Head) check_version(request);
  return speaking_tus([&] {
    const auto progress = desk_.find(request.principal, http::id_parameter<UploadId>(request, "id"));
    const auto& upload = progress.upload;
    auto response = Response::json(as_json(progress))
                        .with("Tus-Resumable", std::string{tus::kVersion})
                        .with("Upload-Offset", std::to_string(progress.offset))
                        .with("Upload-Length", std::to_string(upload.size))
                        .with("Upload-Expires", to_http_date(upload.expires_at))
                        .with("Cache-Control", "no-store");
    if (!upload.metadata.empty()) response.headers.set("Upload-Metadata", upload.metadata);
    return response;
  });
}

Response UploadsApi::terminate(const Request& request) {
  check_version(request);
  return speaking_tus([&] {
    const auto progress = desk_.find(request.principal, http::id_parameter<UploadId>(request, "id"));
    if (desk_.end(progress.upload) == UploadDesk::Ended::Held)
      refuse(ErrorCode::Conflict, "This upload is being written just now.", 423);
    return Response::empty().with("Tus-Resumable", std::string{tus::kVersion});
  });
}

std::unique_ptr<BodySink> UploadsApi::create(const Request& request) {
  check_version(request);
  return speaking_tus([&]() -> std::unique_ptr<BodySink> {
    const auto length = number_header(request, "Content-Length").value_or(0);
    if (length > 0 && !brings_bytes(request))
      refuse(ErrorCode::Unsupported, "Bytes come as application/offset+octet-stream.", 415);
    const auto wanted = wanted_by(request);
    auto checksum = checksum_of(request);
    if (length > wanted.size)
      refuse(ErrorCode::TooLarge, "There are more bytes than the upload was announced with.", 413);
    auto upload = desk_.begin(request.principal, wanted);
    auto open = desk_.open(request.principal, upload);
    if (!open) refuse(ErrorCode::Conflict, "This upload is being written just now.", 423);
    return std::make_unique<UploadSink>(desk_, std::move(upload), std::move(open), std::move(checksum),
                                        UploadAnswer::Created);
  });
}

std::unique_ptr<BodySink> UploadsApi::append(const Request& request) {
  check_version(request);
  return speaking_tus([&]() -> std::unique_ptr<BodySink> {
    if (!brings_bytes(request))
      refuse(ErrorCode::Unsupported, "Bytes come as application/offset+octet-stream.", 415);
    const auto offset = number_header(request, "Upload-Offset");
    if (!offset) refuse(ErrorCode::Invalid, "Upload-Offset is missing.", 400);
    auto checksum = checksum_of(request);
    auto progress = desk_.find(request.principal, http::id_parameter<UploadId>(request, "id"));
    auto& upload = progress.upload;
    if (upload.finished_at) refuse(ErrorCode::Conflict, "This upload is complete already.", 409);
    auto open = desk_.open(request.principal, upload);
    if (!open) refuse(ErrorCode::Conflict, "This upload is being written just now.", 423);
    if (*offset != open->offset())
      refuse(ErrorCode::Conflict, "Upload-Offset is not where this upload stands.", 409);
    const auto length = number_header(request, "Content-Length").value_or(0);
    if (length > static_cast<std::uint64_t>(upload.size) - *offset)
      refuse(ErrorCode::TooLarge, "There are more bytes than the upload was announced with.", 413);
    return std::make_unique<UploadSink>(desk_, std::move(upload), std::move(open), std::move(checksum),
                                        UploadAnswer::Appended);
  });
}

}  // namespace lectern::catalog
