#include "catalog/upload_desk.h"

#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "catalog/course_archives.h"
#include "catalog/events.h"
#include "catalog/tus.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kInsert{"upload.insert", R"sql(
  INSERT INTO upload (id, owner_id, purpose, lesson_id, filename, size, received, metadata, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9))sql"};

const storage::Query kOne{"upload.one", R"sql(
  SELECT id, owner_id, purpose, lesson_id, filename, size, metadata, expires_at, finished_at
    FROM upload WHERE id = ?1)sql"};

const storage::Query kUnfinished{"upload.unfinished", R"sql(
  SELECT id, owner_id, purpose, lesson_id, filename, size, metadata, expires_at, finished_at
    FROM upload
   WHERE owner_id = ?1 AND finished_at IS NULL AND expires_at > ?2 AND (?3 IS NULL OR id < ?3)
   ORDER BY id DESC LIMIT ?4)sql"};

const storage::Query kAllUnfinished{"upload.all_unfinished", R"sql(
  SELECT id, owner_id, purpose, lesson_id, filename, size, metadata, expires_at, finished_at
    FROM upload WHERE finished_at IS NULL AND expires_at > ?1)sql"};

const storage::Query kKeep{"upload.keep", R"sql(
  UPDATE upload SET received = ?2, expires_at = ?3 WHERE id = ?1)sql"};

const storage::Query kFinish{"upload.finish", R"sql(
  UPDATE upload SET received = size, finished_at = ?2 WHERE id = ?1 AND finished_at IS NULL)sql"};

const storage::Query kDelete{"upload.delete", R"sql(
  DELETE FROM upload WHERE id = ?1)sql"};

const storage::Query kDeleteExpired{"upload.delete_expired", R"sql(
  DELETE FROM upload WHERE expires_at <= ?1)sql"};

const storage::Query kStoredBy{"upload.stored_by_owner", R"sql(
  SELECT coalesce(sum(v.size), 0)
    FROM course c JOIN lesson l ON l.course_id = c.id JOIN video d ON d.lesson_id = l.id
                  JOIN video_version v ON v.video_id = d.id
   WHERE c.owner_id = ?1)sql"};

const storage::Query kDocumentsOf{"upload.documents_of_owner", R"sql(
  SELECT coalesce(sum(d.size), 0)
    FROM course c JOIN lesson l ON l.course_id = c.id JOIN document d ON d.lesson_id = l.id
   WHERE c.owner_id = ?1)sql"};

const storage::Query kCourseOf{"upload.course_of_lesson", R"sql(
  SELECT course_id FROM lesson WHERE id = ?1)sql"};

const storage::Query kKindOf{"upload.kind_of_lesson", R"sql(
  SELECT kind FROM lesson WHERE id = ?1)sql"};

const storage::Query kUnderWayFor{"upload.under_way_for_owner", R"sql(
  SELECT coalesce(sum(u.size), 0)
    FROM course c JOIN lesson l ON l.course_id = c.id JOIN upload u ON u.lesson_id = l.id
   WHERE c.owner_id = ?1 AND u.finished_at IS NULL)sql"};

Upload as_upload(const storage::Row& row) {
  Upload upload;
  upload.id = row.get<UploadId>(0);
  upload.owner = row.get<UserId>(1);
  upload.purpose = row.get<std::string>(2);
  upload.lesson = row.get<LessonId>(3);
  upload.filename = row.get<std::string>(4);
  upload.size = row.get<std::int64_t>(5);
  upload.metadata = row.get<std::string>(6);
  upload.expires_at = row.get<Instant>(7);
  upload.finished_at = row.get<std::optional<Instant>>(8);
  return upload;
}

// The server died between the last byte and the row.
bool is_unattended(const UploadProgress& progress) {
  return !progress.upload.finished_at && progress.offset == static_cast<std::uint64_t>(progress.upload.size);
}

bool brings_video(const Upload& upload) {
  return upload.purpose == "video" && !upload.lesson.empty();
}

/// The place in the upload's metadata, which was checked when it began; else what suits the lesson.
DocumentPlace place_of(const Upload& upload, LessonKind kind) {
  const auto metadata = tus::parse_metadata(upload.metadata).value_or(tus::Metadata{});
  const auto named = metadata.find("place");
  const auto place = named == metadata.end() ? std::nullopt : from_text<DocumentPlace>(named->second);
  return place.value_or(kind == LessonKind::Document ? DocumentPlace::Main : DocumentPlace::Attachment);
}

NewUpload asked_for(const Upload& upload) {
  NewUpload wanted;
  wanted.purpose = upload.purpose;
  if (!upload.lesson.empty()) wanted.lesson = upload.lesson;
  wanted.filename = upload.filename;
  wanted.size = static_cast<std::uint64_t>(upload.size);
  return wanted;
}

std::uint64_t as_sum(const storage::Row& row) {
  return row.get<std::uint64_t>(0);
}

}  // namespace

struct UploadDesk::Purpose {
  std::string_view name;
  std::uint64_t UploadLimits::*largest;
  void (UploadDesk::*check)(const storage::Reader&, const http::Principal&, const NewUpload&) const;
  void (UploadDesk::*finish)(storage::Writer&, const Upload&, const blobs::FinishedUpload&);
};

const UploadDesk::Purpose UploadDesk::kPurposes[] = {
    {"video", &UploadLimits::largest_video, &UploadDesk::check_video, &UploadDesk::finish_video},
    {"document", &UploadLimits::largest_document, &UploadDesk::check_document, &UploadDesk::finish_document},
    {"archive", &UploadLimits::largest_archive, &UploadDesk::check_archive, &UploadDesk::finish_archive},
};

const UploadDesk::Purpose* UploadDesk::own_purpose(const std::string& name) {
  for (const auto& purpose : kPurposes) {
    if (purpose.name == name) return &purpose;
  }
  return nullptr;
}

const UploadPurpose& UploadDesk::added_purpose(const std::string& name) const {
  for (const auto& purpose : added_) {
    if (purpose.name == name) return purpose;
  }
  throw Error(ErrorCode::Invalid, "There is nothing that this kind of upload could be for.");
}

std::uint64_t UploadDesk::largest(const std::string& purpose) const {
  const auto* own = own_purpose(purpose);
  return own != nullptr ? limits().*own->largest : limits().largest_document;
}

void UploadDesk::check(const storage::Reader& db, const http::Principal& who, const NewUpload& wanted) const {
  if (const auto* own = own_purpose(wanted.purpose)) return (this->*own->check)(db, who, wanted);
  added_purpose(wanted.purpose).check(db, who, wanted);
}

UploadDesk::UploadDesk(storage::Database& database, blobs::Uploads& bytes, const Doors& doors, Videos& videos,
                       const Documents& documents, UploadLimits limits)
    : database_(database),
      bytes_(bytes),
      doors_(doors),
      videos_(videos),
      documents_(documents),
      limits_(limits) {}

Upload UploadDesk::begin(const http::Principal& who, const NewUpload& wanted) {
  if (wanted.size == 0) throw Error(ErrorCode::Invalid, "This file is empty.");
  if (wanted.size > largest(wanted.purpose))
    throw Error(ErrorCode::TooLarge, "This file is larger than this server accepts.");
  database_.read([&](const storage::Reader& db) { check(db, who, wanted); });
  bytes_.require_space(wanted.size);

  Upload upload;
  upload.id = new_id<UploadId>(database_.clock());
  upload.owner = who.user;
  upload.purpose = wanted.purpose;
  upload.lesson = wanted.lesson.value_or(LessonId{});
  upload.filename = wanted.filename;
  upload.size = static_cast<std::int64_t>(wanted.size);
  upload.metadata = wanted.metadata;
  upload.expires_at = database_.clock().now() + limits().lifetime;
  bytes_.create(upload.id);
  database_.write([&](storage::Writer& db) {
    check(db, who, wanted);  // Quota is decided where nobody can decide beside us.
    if (brings_video(upload)) videos_.ensure(db, upload.lesson);
    db.run(kInsert, upload.id, upload.owner, upload.purpose, upload.lesson, upload.filename, upload.size,
           upload.metadata, db.now(), upload.expires_at);
  });
  if (brings_video(upload)) videos_.announce(upload.lesson);
  return upload;
}

UploadProgress UploadDesk::find(const http::Principal& who, const UploadId& id) {
  auto upload = database_.read([&](const storage::Reader& db) { return db.first(kOne, as_upload, id); });
  if (!upload || upload->owner != who.user) throw Error(ErrorCode::NotFound, "There is no such upload.");
  if (upload->expires_at <= database_.clock().now())
    throw Error(ErrorCode::Gone, "This upload was not continued in time. Begin it again.");
  auto progress = progress_of(std::move(*upload));
  if (is_unattended(progress)) {
    finish(progress.upload);
    progress.upload.finished_at = database_.clock().now();
  }
  return progress;
}

UploadProgress UploadDesk::progress_of(Upload upload) {
  const auto offset = upload.finished_at ? static_cast<std::uint64_t>(upload.size) : bytes_.offset(upload.id);
  return {std::move(upload), offset};
}

Page<UploadProgress> UploadDesk::list(const http::Principal& who, const http::Paging& paging) {
  const std::optional<std::string> after = paging.after.empty() ? std::nullopt : std::optional{paging.after};
  auto page = database_.read([&](const storage::Reader& db) {
    auto uploads = db.all(kUnfinished, as_upload, who.user, database_.clock().now(), after, paging.limit + 1);
    return as_page(std::move(uploads), paging.limit, [](const Upload& upload) { return upload.id.text(); });
  });
  Page<UploadProgress> progress;
  progress.next = page.next;
  for (auto& upload : page.items) progress.items.push_back(progress_of(std::move(upload)));
  return progress;
}

std::unique_ptr<blobs::OpenUpload> UploadDesk::open(const http::Principal& who, const Upload& upload) {
  database_.read([&](const storage::Reader& db) {
    if (own_purpose(upload.purpose) == nullptr)
      return added_purpose(upload.purpose).check(db, who, asked_for(upload));
    if (!upload.lesson.empty()) doors_.lesson(db, upload.lesson, who, Need::Edit);
  });
  return bytes_.open(upload.id);
}

void UploadDesk::received(const Upload& upload, std::uint64_t offset) {
  if (brings_video(upload)) videos_.receiving(upload.lesson, static_cast<std::int64_t>(offset), upload.size);
}

Instant UploadDesk::keep(const Upload& upload, std::uint64_t offset) {
  return database_.write([&](storage::Writer& db) {
    const auto until = db.now() + limits().lifetime;
    db.run(kKeep, upload.id, offset, until);
    return until;
  });
}

void UploadDesk::finish(const Upload& upload) {
  const auto* own = own_purpose(upload.purpose);
  const auto finished = bytes_.finish(upload.id);
  database_.write([&](storage::Writer& db) {
    if (db.run(kFinish, upload.id, db.now()) == 0) return;  // By somebody else, or the lesson is gone.
    if (own != nullptr) return (this->*own->finish)(db, upload, finished);
    added_purpose(upload.purpose).finish(db, upload, finished);
  });
}

UploadDesk::Ended UploadDesk::end(const Upload& upload) {
  if (!upload.finished_at) {
    auto held = bytes_.open(upload.id);
    if (!held) return Ended::Held;
    held.reset();
    bytes_.remove(upload.id);
  }
  database_.write([&](storage::Writer& db) { db.run(kDelete, upload.id); });
  if (brings_video(upload)) videos_.announce(upload.lesson);
  return Ended::Done;
}

void UploadDesk::sweep() {
  const auto waiting = database_.read(
      [&](const storage::Reader& db) { return db.all(kAllUnfinished, as_upload, database_.clock().now()); });
  for (const auto& upload : waiting) {
    try {
      if (is_unattended(progress_of(upload))) finish(upload);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;
      // Its bytes are gone, and with them what it could go on with.
      log::warning("upload.bytes_missing", {{"upload", upload.id.text()}});
      database_.write([&](storage::Writer& db) { db.run(kDelete, upload.id); });
    }
  }
  database_.write([&](storage::Writer& db) { db.run(kDeleteExpired, db.now()); });
  bytes_.sweep([&](const UploadId& id) {
    return database_.read(
        [&](const storage::Reader& db) { return db.first(kOne, as_upload, id).has_value(); });
  });
}

void UploadDesk::check_video(const storage::Reader& db, const http::Principal& who,
                             const NewUpload& wanted) const {
  if (!wanted.lesson)
    throw InvalidInput({Problem{"lesson_id", "Say in the metadata which lesson this video is for."}});
  const auto open = doors_.lesson(db, *wanted.lesson, who, Need::Edit);
  if (!is_played(open.lesson.kind))
    throw InvalidInput({Problem{"lesson_id", "This lesson holds no video or sound."}});
  check_quota(db, open.course.owner, wanted.size);
}

void UploadDesk::check_document(const storage::Reader& db, const http::Principal& who,
                                const NewUpload& wanted) const {
  if (!wanted.lesson)
    throw InvalidInput({Problem{"lesson_id", "Say in the metadata which lesson this document is for."}});
  const auto open = doors_.lesson(db, *wanted.lesson, who, Need::Edit);
  if (wanted.place == DocumentPlace::Former || wanted.place == DocumentPlace::HandIn)
    throw InvalidInput({Problem{"place", "A new document is the main one or an attachment."}});
  if (wanted.place == DocumentPlace::Main && open.lesson.kind != LessonKind::Document)
    throw InvalidInput({Problem{"place", "Only a document lesson shows a document; attach it instead."}});
  check_quota(db, open.course.owner, wanted.size);
}

void UploadDesk::check_archive(const storage::Reader& db, const http::Principal& who,
                               const NewUpload& wanted) const {
  if (!who.is_instructor()) throw Error(ErrorCode::Forbidden, "Only instructors may import courses.");
  check_quota(db, who.user, wanted.size);
}

void UploadDesk::finish_archive(storage::Writer& db, const Upload& upload,
                                const blobs::FinishedUpload& finished) {
  CourseArchives::begin_import(db, upload.owner, upload.filename, finished.key,
                               static_cast<std::int64_t>(finished.size));
}

void UploadDesk::check_quota(const storage::Reader& db, const UserId& owner, std::uint64_t more) const {
  if (!limits().quota_of_owner) return;
  std::uint64_t taken = 0;
  for (const auto* query : {&kStoredBy, &kDocumentsOf, &kUnderWayFor})
    taken += db.first(*query, as_sum, owner).value_or(0);
  if (taken + more > *limits().quota_of_owner)
    throw Error(ErrorCode::TooLarge, "There is not enough room left in the quota of this course's owner.");
}

void UploadDesk::finish_video(storage::Writer& db, const Upload& upload,
                              const blobs::FinishedUpload& finished) {
  VideoSource source;
  source.lesson = upload.lesson;
  source.blob = finished.key;
  if (finished.sha256) source.sha256 = to_hex(*finished.sha256);
  source.size = static_cast<std::int64_t>(finished.size);
  source.filename = upload.filename;
  videos_.add_version(db, source);
  record_lesson_version(db, upload.lesson, upload.owner);
}

void UploadDesk::finish_document(storage::Writer& db, const Upload& upload,
                                 const blobs::FinishedUpload& finished) {
  const auto as_kind = [](const storage::Row& row) { return row.get<LessonKind>(0); };
  const auto as_course_id = [](const storage::Row& row) { return row.get<CourseId>(0); };
  const auto kind = db.first(kKindOf, as_kind, upload.lesson).value_or(LessonKind::Document);
  documents_.add(db, upload.lesson, place_of(upload, kind), upload.filename, finished);
  record_lesson_version(db, upload.lesson, upload.owner);
  const auto course = db.first(kCourseOf, as_course_id, upload.lesson).value_or(CourseId{});
  outbox::append(db, LessonEvent{LessonFact::Changed, upload.lesson, course});
}

}  // namespace lectern::catalog
