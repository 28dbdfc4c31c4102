#include "lms/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"MailStanding", R"({"type":"object","required":["configured","waiting","failed"],"properties":{
      "configured":{"type":"boolean","description":"Whether a mail server is set"},
      "waiting":{"type":"integer"},"failed":{"type":"integer"}}})"},
    {"MailEntry",
     R"({"type":"object","required":["id","to","subject","state","created_at","ended_at"],"properties":{
      "id":{"type":"string"},"to":{"type":"string"},"subject":{"type":"string"},
      "state":{"enum":["waiting","sent","failed","expired"]},"created_at":{"type":"string","format":"date-time"},
      "ended_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"MailList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/MailEntry"}},
      "next":{"type":["string","null"]}}})"},
    {"MailTrial", R"({"type":"object","additionalProperties":false,"required":["to"],
      "properties":{"to":{"type":"string","maxLength":254}}})"},
    {"MailQueued", R"({"type":"object","required":["id"],"properties":{"id":{"type":"string"}}})"},
    {"Position", R"({"type":"object","additionalProperties":false,"required":["seconds"],
      "properties":{"seconds":{"type":"number","minimum":0,"maximum":604800}}})"},
    {"CourseProgress", R"({"type":"object","required":["completed","lessons","completed_at"],"properties":{
      "completed":{"type":"array","items":{"type":"object","required":["lesson_id","how","at"],"properties":{
        "lesson_id":{"type":"string"},"how":{"enum":["marked","watched"]},
        "at":{"type":"string","format":"date-time"}}}},
      "lessons":{"type":"integer"},"completed_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"Home", R"({"type":"object","required":["unavailable"],"properties":{
      "unavailable":{"description":"Parts that cannot be had now","type":"array","items":{"type":"string"}},
      "courses":{"type":"array","items":{
        "type":"object","required":["course_id","title","summary","visibility","role","enrolment_id","continue",
        "completed_lessons","lessons"],"properties":{
        "course_id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
        "visibility":{"enum":["draft","unlisted","internal","public","archived"]},
        "role":{"enum":["owner","student","assistant","instructor","observer"]},
        "enrolment_id":{"type":["string","null"]},"completed_lessons":{"type":"integer"},
        "lessons":{"type":"integer"},
        "continue":{"type":["object","null"],"required":["lesson_id","title","seconds","at"],"properties":{
          "lesson_id":{"type":"string"},"title":{"type":"string"},"seconds":{"type":"number"},
          "at":{"type":"string","format":"date-time"}}}}}},
      "waiting":{"type":"array","items":{"type":"object","required":["enrolment_id","course_id","category_id",
        "title","queue_place"],"properties":{"enrolment_id":{"type":["string","null"]},
        "course_id":{"type":["string","null"]},"category_id":{"type":["string","null"]},
        "title":{"type":"string"},"queue_place":{"type":["integer","null"]}}}},
      "invitations":{"type":"array","items":{"type":"object","required":["code","course_id","course_title","role",
        "invited_by"],"properties":{"code":{"type":"string"},"course_id":{"type":"string"},
        "course_title":{"type":"string"},"role":{"enum":["student","assistant","instructor","observer"]},
        "invited_by":{"type":["string","null"]}}}},
      "due":{"type":"array","items":{"type":"object","required":["course_id","title","ends_at"],"properties":{
        "course_id":{"type":"string"},"title":{"type":"string"},
        "ends_at":{"type":"string","format":"date-time"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
