#pragma once
// Joining and leaving courses: by oneself, and one person at a time by those who teach there.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"
#include "lms/enrolment/enrolment.h"
#include "lms/enrolment/places.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

/// An enrolment as its person or a teacher sees it.
struct EnrolmentView {
  Enrolment enrolment;
  std::optional<std::int64_t> queue_place;  ///< From 1, while waiting.
};

struct EnrolmentPatch {
  std::optional<catalog::CourseRole> role = {};          ///< By instructors.
  std::optional<std::optional<Instant>> starts_at = {};  ///< By instructors.
  std::optional<std::optional<Instant>> ends_at = {};    ///< By instructors.
  std::optional<bool> is_hidden = {};                    ///< By the person.
};

/// Which of one's own courses.
enum class Mine { Active, Finished, Waiting, Hidden };

constexpr std::array kMineTexts = {EnumText{Mine::Active, "active"}, EnumText{Mine::Finished, "finished"},
                                   EnumText{Mine::Waiting, "waiting"}, EnumText{Mine::Hidden, "hidden"}};
constexpr const auto& text_table(Mine) {
  return kMineTexts;
}

struct MyCourse {
  Enrolment enrolment;
  std::string title;
  std::string summary;
  catalog::Visibility visibility = catalog::Visibility::Draft;
  std::int64_t lessons = 0;
  std::optional<std::int64_t> queue_place;
};

class Enrolments {
 public:
  Enrolments(storage::Database& database, const catalog::Doors& doors, const Places& places)
      : database_(database), doors_(doors), places_(places) {}

  /// Enrolling twice answers the first enrolment.
  EnrolmentView enrol(const http::Principal& who, const CourseId& course);
  /// By an instructor of the course. NotFound where nobody has that address.
  EnrolmentView add(const http::Principal& who, const CourseId& course, const std::string& email,
                    catalog::CourseRole role);
  EnrolmentView get(const http::Principal& who, const EnrolmentId& id) const;
  EnrolmentView change(const http::Principal& who, const EnrolmentId& id, const EnrolmentPatch& patch);
  EnrolmentView suspend(const http::Principal& who, const EnrolmentId& id);
  EnrolmentView resume(const http::Principal& who, const EnrolmentId& id);
  /// By the person, or by an instructor of the course.
  void end(const http::Principal& who, const EnrolmentId& id);
  catalog::Page<MyCourse> mine(const http::Principal& who, Mine which, const http::Paging& paging) const;

  /// Ends what is over. Every minute.
  void sweep();

 private:
  /// Throws NotFound for who neither is the person nor teaches them.
  Enrolment open(const storage::Reader& db, const http::Principal& who, const EnrolmentId& id) const;
  /// Throws for who may not change the places of the enrolment's course.
  void require_editor(const storage::Reader& db, const http::Principal& who,
                      const Enrolment& enrolment) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
};

}  // namespace lectern::lms
