#pragma once
// Deleting a course, and taking it back. For thirty days a deleted course lies in the trash of its owner;
// then its recordings are freed. The row stays, and with it every grade, certificate and payment that names
// it.

#include <string>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/videos.h"
#include "http/message.h"

namespace lectern::catalog {

inline constexpr std::chrono::days kTrashIsKept{30};

class Trash {
 public:
  Trash(storage::Database& database, const Doors& doors, Videos& videos)
      : database_(database), doors_(doors), videos_(videos) {}

  void remove(const http::Principal& who, const CourseId& id);
  /// Out of the trash, as it was. Taking back what is not deleted changes nothing.
  Course restore(const http::Principal& who, const CourseId& id);
  /// One's own; administrators find everybody's. The newest course first.
  Page<Course> list(const http::Principal& who, const http::Paging& paging) const;

  /// Frees the recordings of what was deleted more than thirty days ago.
  void purge();

 private:
  void purge(const CourseId& id);

  storage::Database& database_;
  const Doors& doors_;
  Videos& videos_;
};

}  // namespace lectern::catalog
