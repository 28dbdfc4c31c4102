#pragma once
// Files that are handed in with an essay. They come as uploads with a purpose of their own, belong to the
// question of an attempt, and are read by whoever handed them in and by those who teach, through the
// streamer's gate.

#include <optional>
#include <string>
#include <vector>

#include "catalog/documents.h"
#include "catalog/upload_desk.h"
#include "lms/quiz/attempts.h"

namespace lectern::lms {

class EssayFiles {
 public:
  EssayFiles(storage::Database& database, const catalog::Doors& doors, const catalog::Documents& documents)
      : database_(database), doors_(doors), documents_(documents) {}

  /// Of uploads whose metadata name an open attempt of one's own and the slot of an essay that takes files.
  catalog::UploadPurpose purpose();
  std::vector<EssayFile> of_slot(const http::Principal& who, const AttemptId& id, std::int64_t slot) const;
  void remove(const http::Principal& who, const AttemptId& id, const catalog::DocumentId& file);

  bool holds(const catalog::DocumentId& file) const;
  /// Throws NotFound for who may not read it.
  void check_reader(const http::Principal& who, const catalog::DocumentId& file) const;

 private:
  void check(const storage::Reader& db, const http::Principal& who, const catalog::NewUpload& wanted) const;
  void add(storage::Writer& db, const catalog::Upload& upload, const blobs::FinishedUpload& finished) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
  const catalog::Documents& documents_;
};

}  // namespace lectern::lms
