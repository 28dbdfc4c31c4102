#include "lms/certificates/certificate_json.h"

#include <nlohmann/json.hpp>

namespace lectern::lms {

using nlohmann::json;

namespace {

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

}  // namespace

json as_json(const CertificateDesign& design) {
  return {{"issuing", text_of(design.issuing)},
          {"orientation", text_of(design.orientation)},
          {"accent", design.accent},
          {"language", design.language},
          {"title", design.title},
          {"opening", design.opening},
          {"statement", design.statement},
          {"institution", design.institution},
          {"signer", design.signer},
          {"signer_role", design.signer_role},
          {"valid_days", design.valid_days ? json(*design.valid_days) : json(nullptr)}};
}

json as_json(const Certificate& certificate, Instant now) {
  auto object = as_proof(certificate, now);
  object["id"] = certificate.id.text();
  object["code"] = shown_code(certificate.code);
  object["course_id"] = certificate.course.text();
  object["user_id"] = certificate.user.text();
  object["number"] = certificate.number;
  object["grade"] = certificate.grade ? json(static_cast<double>(*certificate.grade) / 100) : json(nullptr);
  object["by_hand"] = !certificate.issued_by.empty();
  object["renewable"] = is_renewable(certificate, now);
  object["revoked_reason"] = certificate.revoked_reason;
  return object;
}

json as_proof(const Certificate& certificate, Instant now) {
  return {{"name", certificate.name},
          {"course_title", certificate.course_title},
          {"issued_at", to_rfc3339(certificate.issued_at)},
          {"valid_until", time_or_null(certificate.valid_until)},
          {"revoked_at", time_or_null(certificate.revoked_at)},
          {"state", text_of(state_of(certificate, now))}};
}

}  // namespace lectern::lms
