#include "lms/certificates/renewals.h"

#include "base/error.h"
#include "lms/certificates/certificates.h"
#include "lms/progress/start_over.h"
#include "lms/progress/watching.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

void require_renewable(const storage::Reader& db, const catalog::Doors& doors,
                       const Certificate& certificate) {
  if (!is_renewable(certificate, db.now()))
    throw Error(ErrorCode::Conflict,
                "This certificate is not about to end. It can be renewed within 60 days of its end.");
  if (latest_certificate(db, certificate.course, certificate.user)->id != certificate.id)
    throw Error(ErrorCode::Conflict, "You have a later certificate of this course.");
  if (doors.standing().role_in(db, certificate.course, certificate.user) != catalog::CourseRole::Student)
    throw Error(ErrorCode::Conflict, "You do not take this course at present. Enrol again first.");
}

}  // namespace

Certificate Renewals::renew(const http::Principal& who, const CertificateId& id) {
  const auto certificate = database_.write([&](storage::Writer& db) {
    auto found = find_certificate(db, id);
    if (!found || found->user != who.user) throw Error(ErrorCode::NotFound, "There is no such certificate.");
    require_renewable(db, doors_, *found);
    start_over(db, found->course, who.user);
    return *found;
  });
  watching_.forget(who.user, certificate.course);
  return certificate;
}

}  // namespace lectern::lms
