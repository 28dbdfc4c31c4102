#include "lms/progress/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"Position", R"({"type":"object","additionalProperties":false,"required":["seconds"],
      "properties":{"seconds":{"type":"number","minimum":0,"maximum":604800}}})"},
    {"Heartbeat",
     R"({"type":"object","additionalProperties":false,"required":["sitting","sequence","position"],"properties":{
      "sitting":{"type":"string","minLength":8,"maxLength":64,"description":"One page from opening to closing"},
      "sequence":{"type":"integer","minimum":1,"description":"Rises within a sitting"},
      "position":{"type":"number","minimum":0,"description":"Where it plays now, in seconds"},
      "played":{"type":"array","maxItems":256,"description":"All that this page has played, each time anew",
        "items":{"type":"object","additionalProperties":false,"required":["from","to"],
        "properties":{"from":{"type":"number","minimum":0},"to":{"type":"number","minimum":0}}}}}})"},
    {"Watched",
     R"({"type":"object","required":["watched_seconds","share","reach_seconds","not_fetched_seconds",
      "too_fast_seconds"],"properties":{
      "watched_seconds":{"type":"number"},"share":{"type":["number","null"]},
      "reach_seconds":{"type":"number","description":"Watched from the start without a gap"},
      "not_fetched_seconds":{"type":"number","description":"Of this claim: was never sent to this viewer"},
      "too_fast_seconds":{"type":"number","description":"Of this claim: cannot have been played in so little time"}}})"},
    {"LessonRule", R"({"type":"object","required":["completes_by","share","in_order"],"properties":{
      "completes_by":{"enum":["watching","opening","quiz","hand_in","passing","posting","learner","teacher"]},
      "share":{"type":"integer","minimum":1,"maximum":100},"in_order":{"type":"boolean"}}})"},
    {"LessonRulePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "completes_by":{"enum":["watching","opening","quiz","hand_in","passing","posting","learner","teacher"]},
      "share":{"type":"integer","minimum":1,"maximum":100},"in_order":{"type":"boolean"}}})"},
    {"CourseRule", R"({"type":"object","additionalProperties":false,"properties":{
      "lessons_needed":{"type":["integer","null"],"minimum":1},
      "grade_needed":{"type":["integer","null"],"minimum":1,"maximum":100}}})"},
    {"LessonProgress", R"({"type":"object","required":["lesson_id","title","rule","watched_seconds",
      "duration_seconds","share","how","completed_at","missing"],"properties":{
      "lesson_id":{"type":"string"},"title":{"type":"string"},"rule":{"$ref":"#/components/schemas/LessonRule"},
      "watched_seconds":{"type":"number"},"duration_seconds":{"type":["number","null"]},
      "share":{"type":["number","null"]},
      "how":{"enum":["marked","watched","opened","quiz","handed_in","passed","posted","teacher",null]},
      "completed_at":{"type":["string","null"],"format":"date-time"},
      "missing":{"type":["string","null"],"description":"Why it is not complete"}}})"},
    {"CourseProgress", R"({"type":"object","required":["items","lessons","completed_lessons","lessons_needed",
      "grade","grade_needed","completed_at","missing"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/LessonProgress"}},
      "lessons":{"type":"integer"},"completed_lessons":{"type":"integer"},"lessons_needed":{"type":"integer"},
      "grade":{"type":["number","null"]},"grade_needed":{"type":["integer","null"]},
      "completed_at":{"type":["string","null"],"format":"date-time"},
      "missing":{"type":["string","null"],"description":"Why it is not complete"}}})"},
    {"Home", R"({"type":"object","required":["unavailable"],"properties":{
      "unavailable":{"description":"Parts that cannot be had now","type":"array","items":{"type":"string"}},
      "forums":{"description":"Courses where threads are unread; 100 stands for more","type":"array","items":{
        "type":"object","required":["course_id","title","unread"],"properties":{
        "course_id":{"type":"string"},"title":{"type":"string"},"unread":{"type":"integer"}}}},
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
      "messages":{"description":"Not read yet","type":"array","items":{"$ref":"#/components/schemas/Message"}},
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

std::span<const http::Schema> progress_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
