#include "catalog/upload_sink.h"

#include "base/error.h"
#include "base/log.h"
#include "http/refusal.h"

namespace lectern::catalog {

http::Headers tus_headers() {
  http::Headers headers;
  headers.set("Tus-Resumable", std::string{tus::kVersion});
  return headers;
}

void refuse(ErrorCode code, const std::string& message, int status) {
  auto headers = tus_headers();
  headers.set("Tus-Version", std::string{tus::kVersion});
  throw http::Refusal(Error(code, message), status, std::move(headers));
}

UploadSink::UploadSink(UploadDesk& desk, Upload upload, std::unique_ptr<blobs::OpenUpload> open,
                       std::optional<tus::Checksum> checksum, UploadAnswer answer)
    : desk_(desk),
      upload_(std::move(upload)),
      open_(std::move(open)),
      start_(open_->offset()),
      answer_(answer) {
  if (!checksum) return;
  auto digest = RunningDigest::by_name(checksum->algorithm);
  if (!digest) refuse(ErrorCode::Invalid, "This checksum algorithm is not available.", 400);
  check_.emplace(Check{std::move(*checksum), std::move(*digest)});
}

void UploadSink::write(std::string_view block) {
  if (open_->offset() + block.size() > static_cast<std::uint64_t>(upload_.size))
    refuse(ErrorCode::TooLarge, "There are more bytes than the upload was announced with.", 413);
  open_->write(block);
  if (check_) check_->digest.update(block);
  desk_.received(upload_, open_->offset());
}

http::Response UploadSink::finish() {
  if (check_ && !equal_in_constant_time(check_->digest.digest(), check_->expected.digest)) {
    open_->cut_to(start_);
    open_->sync();
    refuse(ErrorCode::Invalid, "The bytes do not match their checksum; they were dropped.",
           tus::kChecksumMismatch);
  }
  check_.reset();
  const auto offset = open_->sync();
  open_.reset();
  const auto expires_at = desk_.keep(upload_, offset);
  if (offset == static_cast<std::uint64_t>(upload_.size)) desk_.finish(upload_);
  return answer(offset, expires_at);
}

void UploadSink::abandon() noexcept {
  // Bytes that nobody vouched for do not stay (the checksum extension); all others do.
  try {
    if (check_ && open_) open_->cut_to(start_);
  } catch (const Error& error) {
    log::warning("upload.not_cut", {{"upload", upload_.id.text()}, {"error", error.what()}});
  }
  open_.reset();
}

http::Response UploadSink::answer(std::uint64_t offset, Instant expires_at) const {
  auto response = http::Response::empty(answer_ == UploadAnswer::Created ? 201 : 204);
  response.headers = tus_headers();
  response.headers.set("Upload-Offset", std::to_string(offset));
  response.headers.set("Upload-Expires", to_http_date(expires_at));
  response.headers.set("Cache-Control", "no-store");
  if (answer_ == UploadAnswer::Created)
    response.headers.set("Location", "/api/v1/uploads/" + upload_.id.text());
  return response;
}

}  // namespace lectern::catalog
