#pragma once
// Cohorts: named groups of the whole institution. A cohort that is linked to a course brings its members
// there, takes along whom it alone brought when they leave it, and leaves everybody else's place alone.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"
#include "lms/enrolment/places.h"
#include "storage/jobs/job.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

using CohortId = Id<struct CohortTag>;

struct Cohort {
  CohortId id;
  std::string name;
  std::int64_t members = 0;
  Instant created_at;
};

struct CohortMember {
  UserId user;
  std::string name;
  std::string email;
  std::string source;
  Instant added_at;
};

struct CohortLink {
  Cohort cohort;
  catalog::CourseRole role = catalog::CourseRole::Student;
};

class Cohorts {
 public:
  Cohorts(storage::Database& database, const catalog::Doors& doors, const Places& places)
      : database_(database), doors_(doors), places_(places) {}

  /// By name. `paging.after` is the last name seen.
  catalog::Page<Cohort> list(const http::Paging& paging) const;
  Cohort create(const http::Principal& who, const std::string& name);
  Cohort rename(const http::Principal& who, const CohortId& id, const std::string& name);
  /// Conflict while it is linked to a course.
  void remove(const http::Principal& who, const CohortId& id);

  catalog::Page<CohortMember> members(const CohortId& id, const http::Paging& paging) const;
  /// Answers the addresses that nobody here has.
  std::vector<std::string> add_members(const http::Principal& who, const CohortId& id,
                                       const std::vector<std::string>& emails);
  void remove_member(const http::Principal& who, const CohortId& id, const UserId& user);

  /// Of a course, by its instructors. Places follow in a job: a cohort may be large.
  std::vector<CohortLink> links(const http::Principal& who, const CourseId& course) const;
  void link(const http::Principal& who, const CourseId& course, const CohortId& cohort,
            catalog::CourseRole role);
  void unlink(const http::Principal& who, const CourseId& course, const CohortId& cohort);

  /// What a source outside (a provider of sign-in, a directory) says of a person: they are in the cohorts of
  /// these names, made where there are none, and in no others by its word.
  void follow(storage::Writer& db, const UserId& user, const std::vector<std::string>& names,
              std::string_view source) const;

  jobs::JobKind job_kind();

 private:
  Cohort require(const storage::Reader& db, const CohortId& id) const;
  bool add(storage::Writer& db, const CohortId& cohort, const UserId& user, std::string_view source,
           const http::Principal& by) const;
  bool take_out(storage::Writer& db, const CohortId& cohort, const UserId& user,
                const http::Principal& by) const;
  void bring(storage::Writer& db, const CourseId& course, const UserId& user, catalog::CourseRole role,
             const http::Principal& by) const;
  void take_along(storage::Writer& db, const CourseId& course, const UserId& user,
                  const http::Principal& by) const;
  void apply(const jobs::Job& job, const jobs::JobContext& context);

  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
};

}  // namespace lectern::lms
