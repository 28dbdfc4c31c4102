#pragma once
// Groups inside a course: named, with members, for whatever is done by groups there.

#include <string>
#include <vector>

#include "catalog/doors.h"
#include "lms/enrolment/enrolment.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using GroupId = Id<struct GroupTag>;

struct Group {
  GroupId id;
  CourseId course;
  std::string name;
  std::int64_t members = 0;
};

/// Of one person, without the counts of members.
std::vector<Group> groups_of(const storage::Reader& db, const EnrolmentId& enrolment);
/// Throws NotFound where the course has no such group.
void require_group(const storage::Reader& db, const CourseId& course, const GroupId& group);
/// In, whoever made it: a group of that name, made where there is none.
GroupId group_named(storage::Writer& db, const Clock& clock, const CourseId& course, const std::string& name);
/// False where it was so already.
bool add_to_group(storage::Writer& db, const GroupId& group, const EnrolmentId& enrolment);
bool remove_from_group(storage::Writer& db, const GroupId& group, const EnrolmentId& enrolment);

class Groups {
 public:
  Groups(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// For those who teach the course.
  std::vector<Group> list(const http::Principal& who, const CourseId& course) const;
  Group create(const http::Principal& who, const CourseId& course, const std::string& name);
  Group rename(const http::Principal& who, const GroupId& id, const std::string& name);
  void remove(const http::Principal& who, const GroupId& id);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
