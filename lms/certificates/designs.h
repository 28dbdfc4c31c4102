#pragma once
// The design of each course's certificate.

#include <optional>
#include <string>

#include "catalog/doors.h"
#include "http/principal.h"
#include "lms/certificates/design.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

/// Only what is set changes.
struct CertificateDesignPatch {
  std::optional<Issuing> issuing;
  std::optional<Orientation> orientation;
  std::optional<std::string> accent;
  std::optional<std::string> language;
  std::optional<std::string> title;
  std::optional<std::string> opening;
  std::optional<std::string> statement;
  std::optional<std::string> institution;
  std::optional<std::string> signer;
  std::optional<std::string> signer_role;
  catalog::Edit<std::int64_t> valid_days;
};

/// Nothing where nobody has chosen one.
std::optional<CertificateDesign> chosen_design(const storage::Reader& db, const CourseId& course);
/// With other words where they were the usual ones of the language before.
CertificateDesign changed(CertificateDesign design, const CertificateDesignPatch& patch);
/// Throws InvalidInput for words in braces that stand for nothing.
void put_design(storage::Writer& db, const CourseId& course, const CertificateDesign& design);
/// As it was chosen, or as it usually is in the course's language.
CertificateDesign design_of(const storage::Reader& db, const catalog::Course& course);

class CertificateDesigns {
 public:
  CertificateDesigns(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// For those who teach the course.
  CertificateDesign of(const http::Principal& who, const CourseId& course) const;
  /// For those who may edit it. Other language, other usual words, as long as they are the usual ones.
  CertificateDesign change(const http::Principal& who, const CourseId& course,
                           const CertificateDesignPatch& patch);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
