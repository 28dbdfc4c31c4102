#pragma once
// Certificates on paper: the words of the certificate, the look of its course's design, drawn by a child.

#include <functional>
#include <string>

#include "catalog/doors.h"
#include "catalog/pictures.h"
#include "lms/certificates/certificate.h"
#include "lms/certificates/sheet.h"

namespace lectern::blobs {
class BlobStore;
}
namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::lms {

/// What certificates say of the server that issues them.
struct CertificateIssuer {
  std::function<std::string()> institution;
  std::string site_url;  ///< Of the page that checks them, without a slash at the end.
};

class CertificatePrints {
 public:
  CertificatePrints(storage::Database& database, const catalog::Doors& doors, blobs::BlobStore& blobs,
                    CertificatePrinter& printer, CertificateIssuer issuer)
      : database_(database), doors_(doors), blobs_(blobs), printer_(printer), issuer_(std::move(issuer)) {}

  /// Whoever asks for it may have it: that is the caller's to see to.
  std::string pdf(const Certificate& certificate) const;
  /// With the asker's own name, and a code that nobody has. For those who teach the course.
  std::string preview(const http::Principal& who, const CourseId& course, SheetFormat format) const;

  std::string check_url(const Certificate& certificate) const;

 private:
  CertificateSheet sheet_of(const storage::Reader& db, const catalog::Course& course,
                            const Certificate& certificate) const;
  std::string picture(const storage::Reader& db, catalog::PictureUse use, const CourseId& course) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
  blobs::BlobStore& blobs_;
  CertificatePrinter& printer_;
  CertificateIssuer issuer_;
};

}  // namespace lectern::lms
