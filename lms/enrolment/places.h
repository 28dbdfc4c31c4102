#pragma once
// The register of places: the only functions that change an enrolment. Each joins the caller's transaction,
// appends the fact, writes the audit log, and hands a place that became free to who waits. As there is one
// writer, the last place cannot be given twice.

#include <optional>

#include "catalog/course.h"
#include "http/principal.h"
#include "lms/enrolment/admission.h"
#include "lms/enrolment/enrolment.h"
#include "lms/enrolment/payment.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

/// Who asks for a place, and how they come to it.
struct Applicant {
  UserId user;
  catalog::CourseRole role = catalog::CourseRole::Student;
  Origin origin = Origin::Self;
  Way way = Way::Oneself;
  Period period = {};
};

std::optional<Enrolment> find_enrolment(const storage::Reader& db, const EnrolmentId& id);
std::optional<Enrolment> find_enrolment(const storage::Reader& db, const CourseId& course,
                                        const UserId& user);
/// From 1; nothing for who does not wait.
std::optional<std::int64_t> place_in_queue(const storage::Reader& db, const Enrolment& enrolment);

/// How many a course has, and how many wait for it.
struct Crowd {
  std::int64_t taken = 0;
  std::int64_t waiting = 0;
};
Crowd crowd_of(const storage::Reader& db, const CourseId& course);

class Places {
 public:
  Places(const Clock& clock, const catalog::Standing& standing, const Payment& payment)
      : clock_(clock), standing_(standing), payment_(payment) {}

  /// What would come of asking. `is_open`: whether the course lets people in at all.
  Admission verdict(const storage::Reader& db, const catalog::Course& course, const UserId& user,
                    bool is_open, Way way) const;

  /// A place, or one in the queue; throws the reason otherwise. Who is in or waits already gets what they
  /// have; who is brought while they wait or after they left, a place.
  Enrolment ask(storage::Writer& db, const catalog::Course& course, bool is_open, const Applicant& applicant,
                const http::Principal& by) const;

  // What is so already changes nothing, and answers false.

  bool suspend(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const;
  /// Of who is suspended.
  bool resume(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const;
  /// The record stays.
  bool end(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const;
  /// Undoes end().
  bool restore(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const;
  bool set_role(storage::Writer& db, const Enrolment& enrolment, catalog::CourseRole role,
                const http::Principal& by) const;
  void set_period(storage::Writer& db, const Enrolment& enrolment, const Period& period,
                  const http::Principal& by) const;

  /// Gives free places to who waited longest. Whenever a place or a larger capacity may be there.
  void serve_queue(storage::Writer& db, const CourseId& course) const;
  /// Ends what is over by now. Answers whether there may be more.
  bool end_what_is_over(storage::Writer& db) const;

 private:
  Enrolment enter(storage::Writer& db, const catalog::Course& course, const Applicant& applicant,
                  catalog::EnrolmentState state, const http::Principal& by) const;

  const Clock& clock_;
  const catalog::Standing& standing_;
  const Payment& payment_;
};

}  // namespace lectern::lms
