#pragma once
// Files that belong to lessons: what a document lesson shows, attachments of any lesson, and what people hand
// in to an assignment. They are recognised by their content, kept under opaque keys, and reach people only
// through the streamer's gate.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "catalog/doors.h"
#include "catalog/file_type.h"
#include "storage/blobs/uploads.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

using DocumentId = Id<struct DocumentTag>;

enum class DocumentPlace {
  Main,        ///< What a document lesson shows.
  Attachment,  ///< Beside whatever the lesson shows.
  Former,      ///< Was the main one once.
  HandIn,      ///< Brought by somebody who takes the course: whoever keeps hand-ins says who may read it.
};

constexpr std::array kDocumentPlaceTexts = {
    EnumText{DocumentPlace::Main, "main"}, EnumText{DocumentPlace::Attachment, "attachment"},
    EnumText{DocumentPlace::Former, "former"}, EnumText{DocumentPlace::HandIn, "hand_in"}};
constexpr const auto& text_table(DocumentPlace) {
  return kDocumentPlaceTexts;
}

struct Document {
  DocumentId id;
  LessonId lesson;
  DocumentPlace place = DocumentPlace::Main;
  std::string filename;
  std::string type;
  blobs::BlobKey blob;
  std::optional<std::string> sha256;  ///< Hexadecimal.
  std::int64_t size = 0;
  Instant created_at;
};

struct LessonFiles {
  std::optional<Document> main;
  std::vector<Document> attachments;
};

class Documents {
 public:
  Documents(storage::Database& database, const Doors& doors, const blobs::BlobStore& blobs)
      : database_(database), doors_(doors), blobs_(blobs) {}

  std::optional<Document> find(const storage::Reader& db, const DocumentId& id) const;
  LessonFiles of_lesson(const storage::Reader& db, const LessonId& lesson) const;
  std::map<LessonId, Document> mains_of_course(const storage::Reader& db, const CourseId& course) const;

  /// A new main document makes the one before a former one.
  Document add(storage::Writer& db, const LessonId& lesson, DocumentPlace place, const std::string& filename,
               const blobs::FinishedUpload& finished) const;
  /// Makes a former main document the main one again. Gone where it was kept no longer.
  void show_again(storage::Writer& db, const LessonId& lesson, const DocumentId& id) const;
  void forget_former_before(storage::Writer& db, Instant then) const;
  /// Its file stays what it is; people see another name.
  Document rename(const http::Principal& who, const DocumentId& id, const std::string& filename);
  void remove(const http::Principal& who, const DocumentId& id);

 private:
  Document require(const storage::Reader& db, const DocumentId& id, const http::Principal& who) const;

  storage::Database& database_;
  const Doors& doors_;
  const blobs::BlobStore& blobs_;
};

}  // namespace lectern::catalog
