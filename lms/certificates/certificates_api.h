#pragma once
// The routes of certificates: for holders, for those who teach, and for whoever checks one.

#include <vector>

#include "http/route.h"
#include "lms/certificates/certificates.h"
#include "lms/certificates/designs.h"
#include "lms/certificates/prints.h"
#include "lms/certificates/renewals.h"

namespace lectern::lms {

class CertificatesApi {
 public:
  struct Services {
    Certificates& certificates;
    CertificateDesigns& designs;
    CertificatePrints& prints;
    Renewals& renewals;
    const Clock& clock;
  };
  explicit CertificatesApi(const Services& services) : services_(services) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CertificatesApi> kRoutes[];

  http::Response get_design(const http::Request& request);
  http::Response change_design(const http::Request& request);
  http::Response preview_pdf(const http::Request& request);
  http::Response preview_png(const http::Request& request);
  http::Response list_of_course(const http::Request& request);
  http::Response issue(const http::Request& request);
  http::Response issue_to_completed(const http::Request& request);
  http::Response list_mine(const http::Request& request);
  http::Response get_pdf(const http::Request& request);
  http::Response revoke(const http::Request& request);
  http::Response renew(const http::Request& request);
  http::Response verify(const http::Request& request);

  nlohmann::json shown(const Certificate& certificate) const;
  http::Response listed(const catalog::Page<Certificate>& page) const;

  Services services_;
};

}  // namespace lectern::lms
