#pragma once
// Everything of certificates, wired.

#include <vector>

#include "lms/certificates/certificates_api.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

class CertificateRoom {
 public:
  struct Parts {
    storage::Database& database;
    const catalog::Doors& doors;
    blobs::BlobStore& blobs;
    Watching& watching;
    CertificatePrinter& printer;
    CertificateIssuer issuer;
  };
  explicit CertificateRoom(const Parts& parts);
  CertificateRoom(const CertificateRoom&) = delete;
  CertificateRoom& operator=(const CertificateRoom&) = delete;

  std::vector<http::Route> routes() { return api_.routes(); }
  outbox::Consumer consumer();
  /// Every few minutes.
  void sweep() { certificates_.sweep(); }

 private:
  Certificates certificates_;
  CertificateDesigns designs_;
  CertificatePrints prints_;
  Renewals renewals_;
  CertificatesApi api_;
};

}  // namespace lectern::lms
