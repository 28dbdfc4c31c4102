#include "lms/certificates/portable_certificates.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lms/certificates/certificate_json.h"
#include "lms/certificates/designs.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

json read(const storage::Reader& db, const CourseId& course, const catalog::LessonNumbers&,
          catalog::CopyFor) {
  const auto design = chosen_design(db, course);
  return design ? as_json(*design) : json(nullptr);
}

void write(storage::Writer& db, const http::Principal&, const CourseId& course, const catalog::LessonNumbers&,
           const json& value) {
  FieldReader fields(value);
  const auto patch = design_patch(fields);
  fields.finish();
  put_design(db, course, changed(usual_design(patch.language.value_or("en")), patch));
}

}  // namespace

catalog::PortablePart portable_certificates() {
  return {"certificates", read, write};
}

}  // namespace lectern::lms
