#pragma once
// The body of a PATCH, or of a POST that brings the first bytes along: block by block onto the disk. What was
// received stays received, whatever breaks off; only bytes under a checksum that was not confirmed are
// dropped.

#include <cstdint>
#include <memory>
#include <optional>

#include "base/crypto.h"
#include "catalog/tus.h"
#include "catalog/upload_desk.h"
#include "http/route.h"

namespace lectern::catalog {

/// What the answer says besides the offset.
enum class UploadAnswer { Created, Appended };

class UploadSink final : public http::BodySink {
 public:
  UploadSink(UploadDesk& desk, Upload upload, std::unique_ptr<blobs::OpenUpload> open,
             std::optional<tus::Checksum> checksum, UploadAnswer answer);

  void write(std::string_view block) override;
  http::Response finish() override;
  void abandon() noexcept override;

 private:
  struct Check {
    tus::Checksum expected;
    RunningDigest digest;
  };
  http::Response answer(std::uint64_t offset, Instant expires_at) const;

  UploadDesk& desk_;
  Upload upload_;
  std::unique_ptr<blobs::OpenUpload> open_;
  std::uint64_t start_ = 0;
  std::optional<Check> check_;
  UploadAnswer answer_;
};

/// Tus-Resumable, and nothing else yet.
http::Headers tus_headers();
/// An Error as tus wants it answered.
[[noreturn]] void refuse(ErrorCode code, const std::string& message, int status);

}  // namespace lectern::catalog
