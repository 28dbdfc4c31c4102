#include "lms/certificates/certificates_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "catalog/language_tag.h"
#include "http/page_json.h"
#include "lms/certificates/certificate_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kReason{1, 500};

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

CertificateId certificate_of(const Request& request) {
  return http::id_parameter<CertificateId>(request, "id");
}

Response file(std::string bytes, const char* type, const char* disposition) {
  return Response::text(std::move(bytes), type)
      .with("Content-Disposition", disposition)
      .with("X-Content-Type-Options", "nosniff")
      .with("Cache-Control", "no-store");
}

}  // namespace

// clang-format off
const http::Entry<CertificatesApi> CertificatesApi::kRoutes[] = {
    {Method::Get,   "/api/v1/courses/{id}/certificate-design",             Who::SignedIn, Body::None, Lane::Worker, &CertificatesApi::get_design,         "Tell what a course's certificate looks like and says",       {"", "CertificateDesign"}},
    {Method::Patch, "/api/v1/courses/{id}/certificate-design",             Who::SignedIn, Body::Json, Lane::Worker, &CertificatesApi::change_design,      "Change what a course's certificate looks like and says",     {"CertificateDesignPatch", "CertificateDesign"}},
    {Method::Get,   "/api/v1/courses/{id}/certificate-design/preview.pdf", Who::SignedIn, Body::None, Lane::Slow,   &CertificatesApi::preview_pdf,        "Draw a sample of a course's certificate as PDF"},
    {Method::Get,   "/api/v1/courses/{id}/certificate-design/preview.png", Who::SignedIn, Body::None, Lane::Slow,   &CertificatesApi::preview_png,        "Draw a sample of a course's certificate as a picture"},
    {Method::Get,   "/api/v1/courses/{id}/certificates",                   Who::SignedIn, Body::None, Lane::Worker, &CertificatesApi::list_of_course,     "List the certificates of a course",                          {"", "CertificateList"}},
    {Method::Post,  "/api/v1/courses/{id}/certificates",                   Who::SignedIn, Body::Json, Lane::Worker, &CertificatesApi::issue,              "Give somebody a certificate by hand",                        {"NewCertificate", "Certificate"}},
    {Method::Post,  "/api/v1/courses/{id}/certificates/issue-completed",   Who::SignedIn, Body::None, Lane::Worker, &CertificatesApi::issue_to_completed, "Give one to all who completed the course and have none",     {"", "CertificatesIssued"}},
    {Method::Get,   "/api/v1/me/certificates",                             Who::SignedIn, Body::None, Lane::Worker, &CertificatesApi::list_mine,          "List one's own certificates",                                {"", "CertificateList"}},
    {Method::Get,   "/api/v1/certificates/{id}/pdf",                       Who::SignedIn, Body::None, Lane::Slow,   &CertificatesApi::get_pdf,            "Get a certificate as PDF"},
    {Method::Post,  "/api/v1/certificates/{id}/revoke",                    Who::SignedIn, Body::Json, Lane::Worker, &CertificatesApi::revoke,             "Revoke a certificate, with a reason",                        {"CertificateRevocation", "Certificate"}},
    {Method::Post,  "/api/v1/certificates/{id}/renew",                     Who::SignedIn, Body::None, Lane::Worker, &CertificatesApi::renew,              "Start the course over, to earn the certificate again",       {"", "Certificate"}},
    {Method::Get,   "/api/v1/verify/{code}",                               Who::Anyone,   Body::None, Lane::Worker, &CertificatesApi::verify,             "Check a certificate by its code",                            {"", "CertificateProof"}},
};
// clang-format on

std::vector<http::Route> CertificatesApi::routes() {
  return http::bind(*this, std::span<const http::Entry<CertificatesApi>>{kRoutes});
}

json CertificatesApi::shown(const Certificate& certificate) const {
  auto object = as_json(certificate, services_.clock.now());
  object["check_url"] = services_.prints.check_url(certificate);
  return object;
}

Response CertificatesApi::listed(const catalog::Page<Certificate>& page) const {
  json items = json::array();
  for (const auto& certificate : page.items) items.push_back(shown(certificate));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response CertificatesApi::get_design(const Request& request) {
  return Response::json(as_json(services_.designs.of(request.principal, course_of(request))));
}

Response CertificatesApi::change_design(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto patch = design_patch(fields);
  fields.finish();
  return Response::json(as_json(services_.designs.change(request.principal, course_of(request), patch)));
}

Response CertificatesApi::preview_pdf(const Request& request) {
  return file(services_.prints.preview(request.principal, course_of(request), SheetFormat::Pdf),
              "application/pdf", "inline; filename=\"certificate.pdf\"");
}

Response CertificatesApi::preview_png(const Request& request) {
  return file(services_.prints.preview(request.principal, course_of(request), SheetFormat::Png), "image/png",
              "inline");
}

Response CertificatesApi::list_of_course(const Request& request) {
  const auto paging = http::paging_of(request);
  return listed(
      services_.certificates.of_course(request.principal, course_of(request), paging.after, paging.limit));
}

Response CertificatesApi::issue(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto user = UserId::parse(fields.text("user_id", {1, 26}));
  if (!user) fields.add_problem("user_id", "must be the id of somebody who takes the course.");
  fields.finish();
  return Response::json(shown(services_.certificates.issue(request.principal, course_of(request), *user)),
                        201);
}

Response CertificatesApi::issue_to_completed(const Request& request) {
  return Response::json(
      {{"issued", services_.certificates.issue_to_completed(request.principal, course_of(request))}});
}

Response CertificatesApi::list_mine(const Request& request) {
  const auto paging = http::paging_of(request);
  return listed(services_.certificates.mine(request.principal, paging.after, paging.limit));
}

Response CertificatesApi::get_pdf(const Request& request) {
  const auto certificate = services_.certificates.find(request.principal, certificate_of(request));
  if (certificate.revoked_at)
    throw Error(ErrorCode::Gone, "This certificate was revoked, and is not given out any more.");
  return file(services_.prints.pdf(certificate), "application/pdf",
              "attachment; filename=\"certificate.pdf\"");
}

Response CertificatesApi::revoke(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto reason = fields.text("reason", kReason);
  fields.finish();
  return Response::json(
      shown(services_.certificates.revoke(request.principal, certificate_of(request), reason)));
}

Response CertificatesApi::renew(const Request& request) {
  return Response::json(shown(services_.renewals.renew(request.principal, certificate_of(request))));
}

Response CertificatesApi::verify(const Request& request) {
  const auto certificate = services_.certificates.verify(request.parameter("code"));
  return Response::json(as_proof(certificate, services_.clock.now())).with("Cache-Control", "no-store");
}

}  // namespace lectern::lms
