#pragma once
// A certificate that ends is renewed by taking the course again.

#include "catalog/doors.h"
#include "lms/certificates/certificate.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

class Watching;

class Renewals {
 public:
  Renewals(storage::Database& database, const catalog::Doors& doors, Watching& watching)
      : database_(database), doors_(doors), watching_(watching) {}

  /// The holder starts the course over; completing it again earns the next certificate. Conflict where this
  /// one is not about to end, is not the latest, or its holder does not take the course now.
  Certificate renew(const http::Principal& who, const CertificateId& id);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
  Watching& watching_;
};

}  // namespace lectern::lms
