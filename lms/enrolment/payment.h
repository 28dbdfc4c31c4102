#pragma once
// What enrolling must know of payments: declared here, for whoever sells courses to implement.

#include "base/error.h"
#include "base/ids.h"

namespace lectern::storage {
class Reader;
}

namespace lectern::lms {

class Payment {
 public:
  virtual ~Payment() = default;
  /// Asked only for courses that have a price.
  virtual bool has_paid(const storage::Reader& db, const CourseId& course, const UserId& user) const = 0;
};

/// A place that must be paid for first: RFC 9110 §15.5.3. Forbidden to whoever does not know it.
class PaymentRequired final : public Error {
 public:
  explicit PaymentRequired(std::string message) : Error(ErrorCode::Forbidden, std::move(message)) {}
};

/// A server that sells nothing: who should be in a course with a price is let in by its instructors.
class NoSales final : public Payment {
 public:
  bool has_paid(const storage::Reader&, const CourseId&, const UserId&) const override { return false; }
};

}  // namespace lectern::lms
