#include "lms/calendar/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"CalendarEntry",
     R"({"type":"object","required":["uid","kind","at","title","course_id","course_title","lesson_id","done"],"properties":{
      "uid":{"type":"string","description":"The same for ever, also where it is moved"},
      "kind":{"enum":["quiz_closes","grade_due","assignment_due","lesson_opens","course_starts","course_ends","enrolment_ends","certificate_ends"]},
      "at":{"type":"string","format":"date-time"},"title":{"type":"string"},"course_id":{"type":"string"},
      "course_title":{"type":"string"},"lesson_id":{"type":["string","null"]},
      "done":{"type":"boolean","description":"Nothing is left to do for it"}}})"},
    {"CalendarEntries", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/CalendarEntry"}},
      "next":{"type":["string","null"]}}})"},
    {"CalendarFeed", R"({"type":"object","required":["created_at","fetched_at"],"properties":{
      "created_at":{"type":["string","null"],"format":"date-time","description":"null: there is no address"},
      "fetched_at":{"type":["string","null"],"format":"date-time","description":"To the hour"}}})"},
    {"CalendarAddress", R"({"type":"object","required":["url"],"properties":{
      "url":{"type":"string","description":"Told only now"}}})"},
};

}  // namespace

std::span<const http::Schema> calendar_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
