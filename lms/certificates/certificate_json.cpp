#include "lms/certificates/certificate_json.h"

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "catalog/language_tag.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr TextRule kTitle{1, 100};
constexpr TextRule kOpening{0, 200};
constexpr TextRule kStatement{0, 600};
constexpr TextRule kName{0, 100};
constexpr TextRule kLongName{0, 150};
constexpr std::int64_t kMostDays = 36'500;

std::optional<std::string> colour_field(FieldReader& fields) {
  auto colour = fields.optional_text("accent", {7, 7});
  if (!colour) return std::nullopt;
  for (auto& letter : *colour)
    letter = letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + 32) : letter;
  if (colour->front() != '#' || !from_hex(colour->substr(1)))
    fields.add_problem("accent", "must be a colour such as #24417f.");
  return colour;
}

std::optional<std::string> language_field(FieldReader& fields) {
  const auto text = fields.optional_text("language", {1, 35});
  if (!text) return std::nullopt;
  auto tag = catalog::parse_language_tag(*text);
  if (!tag) fields.add_problem("language", "must be a language such as en or pt-BR.");
  return tag;
}

catalog::Edit<std::int64_t> days_field(FieldReader& fields) {
  if (fields.clears("valid_days")) {
    fields.optional_text("valid_days");
    return std::optional<std::int64_t>{};
  }
  const auto days = fields.optional_integer("valid_days", 1, kMostDays);
  return days ? catalog::Edit<std::int64_t>{days} : std::nullopt;
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

}  // namespace

CertificateDesignPatch design_patch(FieldReader& fields) {
  CertificateDesignPatch patch;
  if (const auto issuing = fields.optional_choice("issuing", {"off", "by_hand", "on_completion"}))
    patch.issuing = from_text<Issuing>(*issuing);
  if (const auto orientation = fields.optional_choice("orientation", {"landscape", "portrait"}))
    patch.orientation = from_text<Orientation>(*orientation);
  patch.accent = colour_field(fields);
  patch.language = language_field(fields);
  patch.title = fields.optional_text("title", kTitle);
  patch.opening = fields.optional_text("opening", kOpening);
  patch.statement = fields.optional_text("statement", kStatement);
  patch.institution = fields.optional_text("institution", kLongName);
  patch.signer = fields.optional_text("signer", kName);
  patch.signer_role = fields.optional_text("signer_role", kLongName);
  patch.valid_days = days_field(fields);
  return patch;
}

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
  object["programme_id"] = certificate.programme.empty() ? json(nullptr) : json(certificate.programme);
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
