#include "lms/reports/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"LessonReport",
     R"({"type":"object","required":["lesson_id","section","title","completed","started"],"properties":{
      "lesson_id":{"type":"string"},"section":{"type":"string"},"title":{"type":"string"},
      "completed":{"type":"integer"},
      "started":{"type":"integer","description":"Watched some of it, or completed it"}}})"},
    {"CompletionReport", R"({"type":"object","required":["learners","completed","lessons"],"properties":{
      "learners":{"type":"integer","description":"Who take the course now"},
      "completed":{"type":"integer","description":"Of them, the whole course"},
      "lessons":{"type":"array","items":{"$ref":"#/components/schemas/LessonReport"}}}})"},
    {"LearnerStanding",
     R"({"type":"object","required":["enrolment_id","user","completed_lessons","needed_lessons","completed","total","last_active_at"],
      "properties":{"enrolment_id":{"type":"string"},
      "user":{"type":"object","required":["id","name","email"],
        "properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"}}},
      "completed_lessons":{"type":"integer"},"needed_lessons":{"type":"integer"},"completed":{"type":"boolean"},
      "total":{"type":["number","null"],"description":"The grade, in hundredths"},
      "last_active_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"LearnerReport", R"({"allOf":[{"$ref":"#/components/schemas/LearnerStanding"},{"type":"object",
      "required":["lessons"],"properties":{"lessons":{"type":"array","description":"In the order of the course",
      "items":{"enum":["nothing","started","completed"]}}}}]})"},
    {"LearnerReportList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/LearnerReport"}},
      "next":{"type":["string","null"]}}})"},
    {"RiskReport", R"({"allOf":[{"$ref":"#/components/schemas/LearnerStanding"},{"type":"object",
      "required":["risks"],"properties":{"risks":{"type":"array","items":{"type":"object",
      "required":["reason","value","expected","sentence"],"properties":{
      "reason":{"enum":["never_active","inactive","behind","failing"]},
      "value":{"type":"integer","description":"Days without activity, per cent of the lessons, or the grade in hundredths"},
      "expected":{"type":"integer"},"sentence":{"type":"string"}}}}}}]})"},
    {"RiskReportList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/RiskReport"}},
      "next":{"type":["string","null"]}}})"},
};

}  // namespace

std::span<const http::Schema> report_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
