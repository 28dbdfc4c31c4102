#pragma once
// Bringing many people into a course at once: pasted addresses, or a CSV file. Who has an account here gets a
// place, who has none an invitation. Doing it again changes nothing; a dry run does all of it and undoes it.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/doors.h"
#include "lms/enrolment/groups.h"
#include "lms/enrolment/places.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

class Mailer;

struct IntakeLine {
  std::size_t line = 1;
  std::string email;
  std::optional<catalog::CourseRole> role = {};  ///< Absent: what they have, or student.
  std::string group = {};                        ///< Empty: none. Made where the course has no such group.
};

enum class IntakeOutcome { Enrolled, Invited, Changed, Unchanged, Problem };

constexpr std::array kIntakeOutcomeTexts = {
    EnumText{IntakeOutcome::Enrolled, "enrolled"}, EnumText{IntakeOutcome::Invited, "invited"},
    EnumText{IntakeOutcome::Changed, "changed"}, EnumText{IntakeOutcome::Unchanged, "unchanged"},
    EnumText{IntakeOutcome::Problem, "problem"}};
constexpr const auto& text_table(IntakeOutcome) {
  return kIntakeOutcomeTexts;
}

struct IntakeResult {
  std::size_t line = 1;
  std::string email;
  IntakeOutcome outcome = IntakeOutcome::Problem;
  std::string sentence;  ///< What is wrong, where it is a problem.
};

enum class Run { Dry, Real };

/// From a file with the column `email` and perhaps `role` and `group`. Lines that cannot be read become
/// results; throws InvalidInput where the file is no such CSV at all.
std::vector<IntakeLine> read_intake(std::string_view csv, std::vector<IntakeResult>& problems);

class Intake {
 public:
  Intake(storage::Database& database, const catalog::Doors& doors, const Places& places, const Mailer& mailer)
      : database_(database), doors_(doors), places_(places), mailer_(mailer) {}

  /// By an instructor of the course. One result a line, in their order.
  std::vector<IntakeResult> take(const http::Principal& who, const CourseId& course,
                                 const std::vector<IntakeLine>& lines, Origin origin, Run run);

 private:
  IntakeResult take_one(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                        const IntakeLine& line, Origin origin) const;
  IntakeOutcome enrol(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                      const IntakeLine& line, const UserId& user, Origin origin) const;
  IntakeOutcome invite(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                       const IntakeLine& line, const std::string& email) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
  const Mailer& mailer_;
};

}  // namespace lectern::lms
