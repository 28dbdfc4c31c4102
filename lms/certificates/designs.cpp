#include "lms/certificates/designs.h"

#include <fmt/format.h>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kFind{"certificate_design.find", R"sql(
  SELECT issuing, orientation, accent, language, title, opening, statement, institution, signer, signer_role, valid_days
    FROM certificate_design WHERE course_id = ?1)sql"};

const storage::Query kStore{"certificate_design.store", R"sql(
  INSERT INTO certificate_design (course_id, issuing, orientation, accent, language, title, opening, statement,
                                  institution, signer, signer_role, valid_days, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT (course_id) DO UPDATE
     SET issuing = excluded.issuing, orientation = excluded.orientation, accent = excluded.accent,
         language = excluded.language, title = excluded.title, opening = excluded.opening,
         statement = excluded.statement, institution = excluded.institution, signer = excluded.signer,
         signer_role = excluded.signer_role, valid_days = excluded.valid_days, updated_at = excluded.updated_at)sql"};

CertificateDesign as_design(const storage::Row& row) {
  CertificateDesign design;
  design.issuing = row.get<Issuing>(0);
  design.orientation = row.get<Orientation>(1);
  design.accent = row.get<std::string>(2);
  design.language = row.get<std::string>(3);
  design.title = row.get<std::string>(4);
  design.opening = row.get<std::string>(5);
  design.statement = row.get<std::string>(6);
  design.institution = row.get<std::string>(7);
  design.signer = row.get<std::string>(8);
  design.signer_role = row.get<std::string>(9);
  design.valid_days = row.get<std::optional<std::int64_t>>(10);
  return design;
}

struct Words {
  const char* field;
  std::string CertificateDesign::*value;
  std::optional<std::string> CertificateDesignPatch::*patch;
};
constexpr Words kWords[] = {
    {"title", &CertificateDesign::title, &CertificateDesignPatch::title},
    {"opening", &CertificateDesign::opening, &CertificateDesignPatch::opening},
    {"statement", &CertificateDesign::statement, &CertificateDesignPatch::statement},
    {"institution", &CertificateDesign::institution, &CertificateDesignPatch::institution},
    {"signer", &CertificateDesign::signer, &CertificateDesignPatch::signer},
    {"signer_role", &CertificateDesign::signer_role, &CertificateDesignPatch::signer_role}};

void require_known_words(const CertificateDesign& design) {
  std::vector<Problem> problems;
  for (const auto& words : kWords)
    for (const auto& unknown : unknown_placeholders(design.*words.value))
      problems.push_back({words.field, fmt::format("{} stands for nothing. Use {{name}}, {{course}}, "
                                                   "{{institution}}, {{date}}, {{valid_until}} or {{grade}}.",
                                                   unknown)});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

void change_language(CertificateDesign& design, const std::string& language) {
  const auto before = usual_design(design.language);
  const auto usual = usual_design(language);
  for (const auto text :
       {&CertificateDesign::title, &CertificateDesign::opening, &CertificateDesign::statement})
    if (design.*text == before.*text) design.*text = usual.*text;
  design.language = language;
}

}  // namespace

std::optional<CertificateDesign> chosen_design(const storage::Reader& db, const CourseId& course) {
  return db.first(kFind, as_design, course);
}

CertificateDesign changed(CertificateDesign design, const CertificateDesignPatch& patch) {
  if (patch.language) change_language(design, *patch.language);
  for (const auto& words : kWords) design.*words.value = (patch.*words.patch).value_or(design.*words.value);
  design.issuing = patch.issuing.value_or(design.issuing);
  design.orientation = patch.orientation.value_or(design.orientation);
  design.accent = patch.accent.value_or(design.accent);
  design.valid_days = patch.valid_days.value_or(design.valid_days);
  return design;
}

void put_design(storage::Writer& db, const CourseId& course, const CertificateDesign& design) {
  require_known_words(design);
  db.run(kStore, course, design.issuing, design.orientation, design.accent, design.language, design.title,
         design.opening, design.statement, design.institution, design.signer, design.signer_role,
         design.valid_days, db.now());
}

CertificateDesign design_of(const storage::Reader& db, const catalog::Course& course) {
  return chosen_design(db, course.id).value_or(usual_design(course.language));
}

CertificateDesign CertificateDesigns::of(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    if (!catalog::may_teach(open.course, open.viewer))
      throw Error(ErrorCode::Forbidden, "Only those who teach this course may do this.");
    return design_of(db, open.course);
  });
}

CertificateDesign CertificateDesigns::change(const http::Principal& who, const CourseId& course,
                                             const CertificateDesignPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto design = changed(design_of(db, doors_.course(db, course, who, Need::Edit).course), patch);
    put_design(db, course, design);
    return design;
  });
}

}  // namespace lectern::lms
