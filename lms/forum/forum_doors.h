#pragma once
// Finding a forum, a thread or a post, and passing its door: whoever neither teaches nor takes the course is
// told that there is no such thing; so is who does not belong to the group that a forum is for.

#include "catalog/doors.h"
#include "lms/forum/forum_rules.h"

namespace lectern::lms {

struct OpenForums {
  catalog::Course course;
  Participant who;
};

struct OpenForum {
  Forum forum;
  Participant who;
};

struct OpenThread {
  Thread thread;
  Forum forum;
  Participant who;
};

struct OpenPost {
  Post post;
  Thread thread;
  Forum forum;
  Participant who;
};

class ForumDoors {
 public:
  explicit ForumDoors(const catalog::Doors& doors) : doors_(doors) {}

  std::optional<Participant> participant(const storage::Reader& db, const http::Principal& who,
                                         const CourseId& course) const;
  /// Forbidden, rather than NotFound, for who may see the course but has no part in it.
  OpenForums course(const storage::Reader& db, const http::Principal& who, const CourseId& course) const;
  OpenForum forum(const storage::Reader& db, const http::Principal& who, const ForumId& id) const;
  OpenThread thread(const storage::Reader& db, const http::Principal& who, const ThreadId& id) const;
  OpenPost post(const storage::Reader& db, const http::Principal& who, const PostId& id) const;

  const catalog::Doors& catalog_doors() const { return doors_; }
  const catalog::Standing& standing() const { return doors_.standing(); }

 private:
  const catalog::Doors& doors_;
};

/// Throws Forbidden for who does not teach the course.
void require_staff(const Participant& who);

}  // namespace lectern::lms
