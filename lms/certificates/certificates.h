#pragma once
// Who was given which certificate: issued when a course is completed or by hand, checked by anybody who has
// its code, revoked with a reason. An issued one is never changed; a person has one at a time for a course.
//
// Events, about the certificate, with `certificate_id`, `course_id` and `user_id`: `certificate.issued` (with
// `number` and `valid_until`), `certificate.revoked` and, once each, `certificate.expired`.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/principal.h"
#include "lms/certificates/certificate.h"

namespace lectern::outbox {
struct Event;
}
namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

class Certificates {
 public:
  Certificates(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// One's own, the latest first.
  catalog::Page<Certificate> mine(const http::Principal& who, const std::string& after, int limit) const;
  /// Of a course, the latest first; for those who teach it.
  catalog::Page<Certificate> of_course(const http::Principal& who, const CourseId& course,
                                       const std::string& after, int limit) const;
  /// For its holder and those who teach the course.
  Certificate find(const http::Principal& who, const CertificateId& id) const;
  /// For whoever has the code. NotFound for any other.
  Certificate verify(const std::string& typed) const;

  /// To somebody who takes the course. Conflict where they have one that is valid.
  Certificate issue(const http::Principal& who, const CourseId& course, const UserId& user);
  /// To all who completed the course and have none. Answers how many.
  std::int64_t issue_to_completed(const http::Principal& who, const CourseId& course);
  Certificate revoke(const http::Principal& who, const CertificateId& id, const std::string& reason);

  /// A course was completed.
  void handle(const outbox::Event& event);
  /// Tells of those that expired. Every few minutes.
  void sweep();

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

std::optional<Certificate> find_certificate(const storage::Reader& db, const CertificateId& id);
/// The latest of somebody in a course.
std::optional<Certificate> latest_certificate(const storage::Reader& db, const CourseId& course,
                                              const UserId& user, const std::string& programme = {});

}  // namespace lectern::lms
