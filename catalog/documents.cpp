#include "catalog/documents.h"

#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "catalog/events.h"
#include "catalog/versions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kOne{"document.one", R"sql(
  SELECT id, lesson_id, place, filename, type, blob_key, sha256, size, created_at
    FROM document WHERE id = ?1)sql"};

const storage::Query kOfLesson{"document.of_lesson", R"sql(
  SELECT id, lesson_id, place, filename, type, blob_key, sha256, size, created_at
    FROM document WHERE lesson_id = ?1 AND place IN ('main', 'attachment') ORDER BY id)sql"};

const storage::Query kMainsOfCourse{"document.mains_of_course", R"sql(
  SELECT d.id, d.lesson_id, d.place, d.filename, d.type, d.blob_key, d.sha256, d.size, d.created_at
    FROM lesson l JOIN document d ON d.lesson_id = l.id
   WHERE l.course_id = ?1 AND d.place = 'main')sql"};

const storage::Query kInsert{"document.insert", R"sql(
  INSERT INTO document (id, lesson_id, place, filename, type, blob_key, sha256, size, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql"};

const storage::Query kRetireMain{"document.retire_main", R"sql(
  UPDATE document SET place = 'former', retired_at = ?2 WHERE lesson_id = ?1 AND place = 'main')sql"};

const storage::Query kShowAgain{"document.show_again", R"sql(
  UPDATE document SET place = 'main', retired_at = NULL WHERE id = ?1 AND lesson_id = ?2)sql"};

const storage::Query kForgetFormer{"document.forget_former", R"sql(
  DELETE FROM document WHERE retired_at IS NOT NULL AND retired_at < ?1)sql"};

const storage::Query kRename{"document.rename", R"sql(
  UPDATE document SET filename = ?2 WHERE id = ?1)sql"};

const storage::Query kDelete{"document.delete", R"sql(
  DELETE FROM document WHERE id = ?1)sql"};

constexpr std::string_view kUnnamed = "document";

Document as_document(const storage::Row& row) {
  Document document;
  document.id = row.get<DocumentId>(0);
  document.lesson = row.get<LessonId>(1);
  document.place = row.get<DocumentPlace>(2);
  document.filename = row.get<std::string>(3);
  document.type = row.get<std::string>(4);
  document.blob = row.get<blobs::BlobKey>(5);
  document.sha256 = row.get<std::optional<std::string>>(6);
  document.size = row.get<std::int64_t>(7);
  document.created_at = row.get<Instant>(8);
  return document;
}

std::string head_of(const blobs::BlobStore& blobs, const blobs::BlobKey& blob) {
  std::string head(kRecognisedBytes, '\0');
  const auto file = blobs.open(blob);
  head.resize(read_at(file.get(), head.data(), head.size(), 0));
  return head;
}

}  // namespace

std::optional<Document> Documents::find(const storage::Reader& db, const DocumentId& id) const {
  return db.first(kOne, as_document, id);
}

LessonFiles Documents::of_lesson(const storage::Reader& db, const LessonId& lesson) const {
  LessonFiles files;
  for (auto& document : db.all(kOfLesson, as_document, lesson)) {
    if (document.place == DocumentPlace::Main)
      files.main = std::move(document);
    else
      files.attachments.push_back(std::move(document));
  }
  return files;
}

std::map<LessonId, Document> Documents::mains_of_course(const storage::Reader& db,
                                                        const CourseId& course) const {
  std::map<LessonId, Document> mains;
  for (auto& document : db.all(kMainsOfCourse, as_document, course)) {
    const auto lesson = document.lesson;
    mains.emplace(lesson, std::move(document));
  }
  return mains;
}

Document Documents::add(storage::Writer& db, const LessonId& lesson, DocumentPlace place,
                        const std::string& filename, const blobs::FinishedUpload& finished) const {
  Document document;
  document.id = new_id<DocumentId>(database_.clock());
  document.lesson = lesson;
  document.place = place;
  document.filename = filename.empty() ? std::string{kUnnamed} : filename;
  document.type = recognise(head_of(blobs_, finished.key), filename).media_type;
  document.blob = finished.key;
  if (finished.sha256) document.sha256 = to_hex(*finished.sha256);
  document.size = static_cast<std::int64_t>(finished.size);
  document.created_at = db.now();
  if (place == DocumentPlace::Main) db.run(kRetireMain, lesson, db.now());
  db.run(kInsert, document.id, lesson, place, document.filename, document.type, document.blob,
         document.sha256, document.size, document.created_at);
  return document;
}

void Documents::show_again(storage::Writer& db, const LessonId& lesson, const DocumentId& id) const {
  db.run(kRetireMain, lesson, db.now());
  if (db.run(kShowAgain, id, lesson) == 0)
    throw Error(ErrorCode::Gone, "The document of that version was removed, or is kept no longer.");
}

void Documents::forget_former_before(storage::Writer& db, Instant then) const {
  db.run(kForgetFormer, then);
}

Document Documents::require(const storage::Reader& db, const DocumentId& id,
                            const http::Principal& who) const {
  auto document = find(db, id);
  // What somebody handed in is theirs.
  if (!document || document->place == DocumentPlace::HandIn)
    throw Error(ErrorCode::NotFound, "There is no such document.");
  doors_.lesson(db, document->lesson, who, Need::Edit);
  return std::move(*document);
}

Document Documents::rename(const http::Principal& who, const DocumentId& id, const std::string& filename) {
  return database_.write([&](storage::Writer& db) {
    auto document = require(db, id, who);
    const auto course = doors_.lesson(db, document.lesson, who, Need::Edit).course.id;
    document.filename = filename;
    db.run(kRename, id, filename);
    record_lesson_version(db, document.lesson, who.user);
    outbox::append(db, LessonEvent{LessonFact::Changed, document.lesson, course});
    return document;
  });
}

void Documents::remove(const http::Principal& who, const DocumentId& id) {
  database_.write([&](storage::Writer& db) {
    const auto document = require(db, id, who);
    const auto course = doors_.lesson(db, document.lesson, who, Need::Edit).course.id;
    db.run(kDelete, id);
    record_lesson_version(db, document.lesson, who.user);
    outbox::append(db, DocumentRemoved{id.text(), document.lesson});
    outbox::append(db, LessonEvent{LessonFact::Changed, document.lesson, course});
  });
}

}  // namespace lectern::catalog
