#pragma once
// Whole courses as archives (docs/course-archive.md): made by a job, read by another, which first only
// reports. The bytes of a strange archive are taken apart by an Unpacker, elsewhere.

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "catalog/course_copies.h"
#include "catalog/page.h"
#include "catalog/unpack.h"
#include "http/message.h"
#include "storage/jobs/job.h"

namespace lectern::catalog {

using ArchiveId = Id<struct ArchiveTag>;

/// The fact in the outbox; its subject is the archive.
inline constexpr char kArchiveChangedTopic[] = "archive.changed";

enum class ArchiveDirection { Export, Import };
enum class ArchiveState {
  Working,
  Ready,  ///< To be fetched, or to be imported.
  Done,   ///< Imported.
  Failed,
};

constexpr std::array kArchiveDirectionTexts = {EnumText{ArchiveDirection::Export, "export"},
                                               EnumText{ArchiveDirection::Import, "import"}};
constexpr const auto& text_table(ArchiveDirection) {
  return kArchiveDirectionTexts;
}

constexpr std::array kArchiveStateTexts = {
    EnumText{ArchiveState::Working, "working"}, EnumText{ArchiveState::Ready, "ready"},
    EnumText{ArchiveState::Done, "done"}, EnumText{ArchiveState::Failed, "failed"}};
constexpr const auto& text_table(ArchiveState) {
  return kArchiveStateTexts;
}

enum class Media { Left, Included };

struct Archive {
  ArchiveId id;
  UserId owner;
  ArchiveDirection direction = ArchiveDirection::Export;
  ArchiveState state = ArchiveState::Working;
  CourseId course;
  std::string title;
  Media media = Media::Included;
  blobs::BlobKey blob;
  std::int64_t size = 0;
  std::string report;  ///< JSON.
  std::optional<std::string> error;
  Instant created_at;
  Instant expires_at;
  double progress = 0;  ///< Of the job that works on it.
};

/// Where hostile bytes may do no harm. `fd` is the archive, `folder` empty and its own.
class Unpacker {
 public:
  virtual ~Unpacker() = default;
  /// Tells now and then how many bytes it has written.
  virtual std::vector<UnpackedEntry> unpack(int fd, const std::filesystem::path& folder,
                                            const std::function<void(std::uint64_t)>& wrote,
                                            const std::stop_token& stop) = 0;
};

class CourseArchives {
 public:
  using Heard = std::function<void(const ArchiveId&, double fraction)>;

  /// `folder` is for what is in hand, on the file system of the blobs.
  CourseArchives(storage::Database& database, const Doors& doors, CourseCopies& copies,
                 blobs::BlobStore& blobs, Unpacker& unpacker, std::filesystem::path folder)
      : database_(database),
        doors_(doors),
        copies_(copies),
        blobs_(blobs),
        unpacker_(unpacker),
        folder_(std::move(folder)) {}

  Archive begin_export(const http::Principal& who, const CourseId& course, Media media);
  /// An archive that was uploaded: first it is only read, and reported on.
  static void begin_import(storage::Writer& db, const UserId& owner, const std::string& filename,
                           const blobs::BlobKey& blob, std::int64_t size);
  /// What was reported on becomes a draft of whoever sent it.
  Archive import(const http::Principal& who, const ArchiveId& id);

  /// Called on the threads that work. Before they do.
  void on_progress(Heard heard) { heard_ = std::move(heard); }

  Page<Archive> list(const http::Principal& who, const http::Paging& paging) const;
  /// One's own; anybody else's is NotFound.
  Archive get(const http::Principal& who, const ArchiveId& id) const;
  /// Whoever made it; without how far it is.
  std::optional<Archive> find(const ArchiveId& id) const;
  UniqueFd open_file(const Archive& archive) const;

  std::vector<jobs::JobKind> job_kinds();
  /// Forgets what expired; the janitor finds the files.
  void sweep();

 private:
  void do_export(const jobs::Job& job, jobs::JobContext& context);
  void do_read(const jobs::Job& job, jobs::JobContext& context);
  void do_import(const jobs::Job& job, jobs::JobContext& context);
  void write_archive(const std::filesystem::path& file, PortableCourse& course, const Archive& archive,
                     jobs::JobContext& context) const;
  void report(const Archive& archive, jobs::JobContext& context, double fraction) const;
  PortableCourse unpacked(const Archive& archive, const std::filesystem::path& folder,
                          jobs::JobContext& context, double share);

  storage::Database& database_;
  const Doors& doors_;
  CourseCopies& copies_;
  blobs::BlobStore& blobs_;
  Unpacker& unpacker_;
  std::filesystem::path folder_;
  Heard heard_;
};

}  // namespace lectern::catalog
