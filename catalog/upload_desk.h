#pragma once
// Uploads: who may begin one and for what, how far it is, and what its end brings about. The bytes are
// storage/blobs' business; here are the rows. What may be uploaded is a table of purposes.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/videos.h"
#include "http/message.h"
#include "storage/blobs/uploads.h"

namespace lectern::catalog {

struct UploadLimits {
  std::uint64_t largest_video = 64ULL << 30;
  std::uint64_t largest_document = 2ULL << 30;
  std::uint64_t largest_archive = 256ULL << 30;
  /// Of all sources in the courses of one owner, and what is on its way there. Nothing: no limit.
  std::optional<std::uint64_t> quota_of_owner;
  /// An upload that nobody goes on with is forgotten after this long.
  Milliseconds lifetime = std::chrono::hours{24 * 7};
};

struct Upload {
  UploadId id;
  UserId owner;
  std::string purpose;
  LessonId lesson;
  std::string filename;
  std::int64_t size = 0;
  std::string metadata;  ///< As it came.
  Instant expires_at;
  std::optional<Instant> finished_at;
};

struct NewUpload {
  std::string purpose = "video";
  std::optional<LessonId> lesson;
  std::string filename;
  std::uint64_t size = 0;
  std::string metadata;
  std::optional<DocumentPlace> place;  ///< Of a document; else by the lesson's kind.
};

/// What another module takes uploads for. `check` refuses by throwing, when one begins and whenever it goes
/// on; `finish` must not: the bytes are here.
struct UploadPurpose {
  std::string name;
  std::function<void(const storage::Reader&, const http::Principal&, const NewUpload&)> check;
  std::function<void(storage::Writer&, const Upload&, const blobs::FinishedUpload&)> finish;
};

struct UploadProgress {
  Upload upload;
  std::uint64_t offset = 0;
};

class UploadDesk {
 public:
  UploadDesk(storage::Database& database, blobs::Uploads& bytes, const Doors& doors, Videos& videos,
             const Documents& documents, UploadLimits limits);

  /// While the server is wired: whoever comes later has it already. As large as a document.
  void add(UploadPurpose purpose) { added_.push_back(std::move(purpose)); }

  /// Checks purpose, size, quota and room on the disk, in this order.
  Upload begin(const http::Principal& who, const NewUpload& wanted);
  /// Somebody else's is NotFound, one that expired is Gone.
  UploadProgress find(const http::Principal& who, const UploadId& id);
  Page<UploadProgress> list(const http::Principal& who, const http::Paging& paging);
  /// Whoever may no longer edit the lesson is refused. nullptr while another request holds it.
  std::unique_ptr<blobs::OpenUpload> open(const http::Principal& who, const Upload& upload);
  /// Called with every block.
  void received(const Upload& upload, std::uint64_t offset);
  /// After a request that brought bytes: the upload lives on. Answers until when.
  Instant keep(const Upload& upload, std::uint64_t offset);
  /// All bytes are there and nobody holds it. Asking again changes nothing.
  void finish(const Upload& upload);
  enum class Ended { Done, Held };
  Ended end(const Upload& upload);

  /// Ends what a crash left complete, and forgets what has expired and bytes without a row. At the start,
  /// then hourly.
  void sweep();

  std::uint64_t largest() const { return limits().largest_video; }
  /// May change while the server runs. Any thread.
  void set_limits(const UploadLimits& limits) {
    limits_.with([&](UploadLimits& now) { now = limits; });
  }

 private:
  struct Purpose;
  static const Purpose kPurposes[];

  /// Nullptr where it is another module's.
  static const Purpose* own_purpose(const std::string& name);
  const UploadPurpose& added_purpose(const std::string& name) const;
  std::uint64_t largest(const std::string& purpose) const;
  void check(const storage::Reader& db, const http::Principal& who, const NewUpload& wanted) const;
  void check_video(const storage::Reader& db, const http::Principal& who, const NewUpload& wanted) const;
  void finish_video(storage::Writer& db, const Upload& upload, const blobs::FinishedUpload& finished);
  void check_document(const storage::Reader& db, const http::Principal& who, const NewUpload& wanted) const;
  void finish_document(storage::Writer& db, const Upload& upload, const blobs::FinishedUpload& finished);
  void check_archive(const storage::Reader& db, const http::Principal& who, const NewUpload& wanted) const;
  void finish_archive(storage::Writer& db, const Upload& upload, const blobs::FinishedUpload& finished);
  void check_quota(const storage::Reader& db, const UserId& owner, std::uint64_t more) const;
  UploadProgress progress_of(Upload upload);

  storage::Database& database_;
  blobs::Uploads& bytes_;
  const Doors& doors_;
  Videos& videos_;
  const Documents& documents_;
  UploadLimits limits() const {
    return limits_.with([](const UploadLimits& now) { return now; });
  }
  Guarded<UploadLimits> limits_;
  std::vector<UploadPurpose> added_;
};

}  // namespace lectern::catalog
