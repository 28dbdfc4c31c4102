#include "lms/certificates/prints.h"

#include "base/error.h"
#include "catalog/rows.h"
#include "lms/certificates/designs.h"
#include "storage/blobs/blob_store.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

constexpr std::string_view kPictureSize = "1200";
/// As long as a real one, and never given to anybody: a code is chance.
constexpr char kSampleCode[] = "samplesamplesample00";

CertificateFacts facts_of(const Certificate& certificate, const std::string& institution) {
  CertificateFacts facts;
  facts.name = certificate.name;
  facts.course = certificate.course_title;
  facts.institution = institution;
  facts.grade = certificate.grade;
  facts.issued = certificate.issued_at;
  facts.valid_until = certificate.valid_until;
  return facts;
}

}  // namespace

std::string CertificatePrints::check_url(const Certificate& certificate) const {
  return issuer_.site_url + "/verify/" + shown_code(certificate.code);
}

std::string CertificatePrints::picture(const storage::Reader& db, catalog::PictureUse use,
                                       const CourseId& course) const {
  const auto found = catalog::picture_of(db, {use, course.text()});
  const auto blob = found ? catalog::Pictures::blob_of(db, found->key, std::string{kPictureSize})
                          : std::optional<blobs::BlobKey>{};
  if (!blob) return {};
  const auto file = blobs_.open(*blob);
  std::string bytes(size_of(file.get()), '\0');
  bytes.resize(read_at(file.get(), bytes.data(), bytes.size(), 0));
  return bytes;
}

CertificateSheet CertificatePrints::sheet_of(const storage::Reader& db, const catalog::Course& course,
                                             const Certificate& certificate) const {
  const auto design = design_of(db, course);
  const auto facts =
      facts_of(certificate, design.institution.empty() ? issuer_.institution() : design.institution);
  const auto labels = labels_of(design.language);
  const auto filled = [&](const std::string& text) { return fill_in(text, facts, design.language); };
  CertificateSheet sheet;
  sheet.orientation = design.orientation;
  sheet.accent = design.accent;
  sheet.language = design.language;
  sheet.title = filled(design.title);
  sheet.opening = filled(design.opening);
  sheet.name = certificate.name;
  sheet.statement = filled(design.statement);
  sheet.dates = filled(labels.issued) + (certificate.valid_until ? "\n" + filled(labels.valid_until) : "");
  sheet.institution = facts.institution;
  sheet.signer = filled(design.signer);
  sheet.signer_role = filled(design.signer_role);
  sheet.check = labels.check;
  sheet.check_url = check_url(certificate);
  sheet.code = shown_code(certificate.code);
  sheet.logo = picture(db, catalog::PictureUse::CertificateLogo, course.id);
  sheet.signature = picture(db, catalog::PictureUse::CertificateSignature, course.id);
  sheet.issued = certificate.issued_at;
  return sheet;
}

std::string CertificatePrints::pdf(const Certificate& certificate) const {
  const auto sheet = database_.read([&](const storage::Reader& db) {
    const auto course = catalog::find_course(db, certificate.course);
    if (!course) throw Error(ErrorCode::NotFound, "There is no such certificate.");
    return sheet_of(db, *course, certificate);
  });
  return printer_.print({SheetFormat::Pdf, sheet});
}

std::string CertificatePrints::preview(const http::Principal& who, const CourseId& course,
                                       SheetFormat format) const {
  const auto sheet = database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, course, who, catalog::Need::See);
    if (!catalog::may_teach(open.course, open.viewer))
      throw Error(ErrorCode::Forbidden, "Only those who teach this course may do this.");
    Certificate sample;
    sample.code = kSampleCode;
    sample.name = doors_.standing().name_of(db, who.user);
    sample.course_title = open.course.title;
    sample.issued_at = db.now();
    const auto days = design_of(db, open.course).valid_days;
    if (days) sample.valid_until = db.now() + std::chrono::days{*days};
    return sheet_of(db, open.course, sample);
  });
  return printer_.print({format, sheet});
}

}  // namespace lectern::lms
