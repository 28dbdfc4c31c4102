#pragma once
// Everybody of a course, for those who teach it: found, sorted and filtered a page at a time, changed many at
// once, and each with how far they are.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/pictures.h"
#include "http/message.h"
#include "lms/enrolment/groups.h"
#include "lms/enrolment/places.h"
#include "lms/progress/completions.h"

namespace lectern::lms {

enum class RosterOrder { Name, NameDown, Activity, ActivityDown, Progress, ProgressDown };

constexpr std::array kRosterOrderTexts = {
    EnumText{RosterOrder::Name, "name"},         EnumText{RosterOrder::NameDown, "-name"},
    EnumText{RosterOrder::Activity, "activity"}, EnumText{RosterOrder::ActivityDown, "-activity"},
    EnumText{RosterOrder::Progress, "progress"}, EnumText{RosterOrder::ProgressDown, "-progress"}};
constexpr const auto& text_table(RosterOrder) {
  return kRosterOrderTexts;
}

struct RosterFilter {
  std::string words;                             ///< In the name or the address.
  std::optional<catalog::EnrolmentState> state;  ///< Absent: everybody who has not left.
  std::optional<catalog::CourseRole> role;
  GroupId group;  ///< Empty: any.
  RosterOrder order = RosterOrder::Name;
};

struct RosterRow {
  Enrolment enrolment;
  std::vector<Group> groups;
  std::optional<catalog::Picture> picture;
};

struct RosterCount {
  catalog::CourseRole role = catalog::CourseRole::Student;
  catalog::EnrolmentState state = catalog::EnrolmentState::Active;
  std::int64_t people = 0;
};

struct RosterPage {
  catalog::Page<RosterRow> rows;
  std::int64_t lessons = 0;  ///< That the course has: completed ones are out of these.
  std::vector<RosterCount> counts;
};

enum class RosterAct { Suspend, Resume, End, Restore, SetRole, AddToGroup, RemoveFromGroup };

constexpr std::array kRosterActTexts = {EnumText{RosterAct::Suspend, "suspend"},
                                        EnumText{RosterAct::Resume, "resume"},
                                        EnumText{RosterAct::End, "end"},
                                        EnumText{RosterAct::Restore, "restore"},
                                        EnumText{RosterAct::SetRole, "set_role"},
                                        EnumText{RosterAct::AddToGroup, "add_to_group"},
                                        EnumText{RosterAct::RemoveFromGroup, "remove_from_group"}};
constexpr const auto& text_table(RosterAct) {
  return kRosterActTexts;
}

struct BulkAct {
  RosterAct act = RosterAct::Suspend;
  std::vector<EnrolmentId> people;
  catalog::CourseRole role = catalog::CourseRole::Student;  ///< For SetRole.
  GroupId group;                                            ///< For the groups' acts.
};

struct LearnerLesson {
  LessonId lesson;
  std::string section;
  std::string title;
  std::optional<Instant> completed_at;
  double watched_seconds = 0;
};

struct Learner {
  Enrolment enrolment;
  std::vector<LearnerLesson> lessons;
};

class Roster {
 public:
  Roster(storage::Database& database, const catalog::Doors& doors, const Places& places)
      : database_(database), doors_(doors), places_(places) {}

  RosterPage list(const http::Principal& who, const CourseId& course, const RosterFilter& filter,
                  const http::Paging& paging) const;
  /// The whole list as CSV.
  std::string export_csv(const http::Principal& who, const CourseId& course,
                         const RosterFilter& filter) const;
  /// Answers those who were changed; the others were so already.
  std::vector<EnrolmentId> act(const http::Principal& who, const CourseId& course, const BulkAct& bulk);
  /// For the person, who teaches them, and their observers.
  Learner learner(const http::Principal& who, const EnrolmentId& id) const;

  /// Lets an observer of the course see this student's progress, or no longer.
  void observe(const http::Principal& who, const EnrolmentId& observer, const EnrolmentId& student);
  void stop_observing(const http::Principal& who, const EnrolmentId& observer, const EnrolmentId& student);
  /// Whose progress this observer may see, for whoever may change that.
  std::vector<Enrolment> observed_of(const http::Principal& who, const EnrolmentId& observer) const;
  /// The students whom I observe, wherever.
  std::vector<Enrolment> observed_by(const http::Principal& who) const;

 private:
  std::vector<Enrolment> page(const storage::Reader& db, const CourseId& course, const RosterFilter& filter,
                              const EnrolmentId& after, int limit) const;
  bool apply(storage::Writer& db, const http::Principal& who, const BulkAct& bulk,
             const Enrolment& enrolment);

  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
};

}  // namespace lectern::lms
