#include "lms/enrolment/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewEnrolment", R"({"type":"object","additionalProperties":false,"required":["email"],"properties":{
      "email":{"type":"string"},"role":{"enum":["student","assistant","instructor","observer"]}}})"},
    {"Enrolment",
     R"({"type":"object","required":["id","course_id","user","role","state","origin","starts_at","ends_at",
      "enrolled_at","completed_at","completed_lessons","last_active_at","created_at"],"properties":{
      "id":{"type":"string"},"course_id":{"type":"string"},
      "user":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"}}},
      "role":{"enum":["student","assistant","instructor","observer"]},"state":{"enum":["active","waiting","suspended","ended"]},
      "origin":{"enum":["self","instructor","invitation","cohort","category","import"]},
      "starts_at":{"type":["string","null"],"format":"date-time"},"ends_at":{"type":["string","null"],"format":"date-time"},
      "enrolled_at":{"type":["string","null"],"format":"date-time"},"completed_at":{"type":["string","null"],"format":"date-time"},
      "completed_lessons":{"type":"integer"},"last_active_at":{"type":["string","null"],"format":"date-time"},
      "created_at":{"type":"string","format":"date-time"},
      "queue_place":{"type":["integer","null"],"description":"From 1, while waiting"}}})"},
    {"EnrolmentList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Enrolment"}},"next":{"type":["string","null"]}}})"},
    {"EnrolmentPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "role":{"enum":["student","assistant","instructor","observer"]},"starts_at":{"type":["string","null"],"format":"date-time"},
      "ends_at":{"type":["string","null"],"format":"date-time"},
      "hidden":{"type":"boolean","description":"From one's own list of courses"}}})"},
    {"RosterRow",
     R"({"type":"object","required":["id","course_id","user","role","state","origin","starts_at","ends_at",
      "enrolled_at","completed_at","completed_lessons","last_active_at","created_at","groups"],"properties":{
      "id":{"type":"string"},"course_id":{"type":"string"},
      "user":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"},
        "picture":{"$ref":"#/components/schemas/PictureOrNone"}}},
      "role":{"enum":["student","assistant","instructor","observer"]},"state":{"enum":["active","waiting","suspended","ended"]},
      "origin":{"enum":["self","instructor","invitation","cohort","category","import"]},
      "starts_at":{"type":["string","null"],"format":"date-time"},"ends_at":{"type":["string","null"],"format":"date-time"},
      "enrolled_at":{"type":["string","null"],"format":"date-time"},"completed_at":{"type":["string","null"],"format":"date-time"},
      "completed_lessons":{"type":"integer"},"last_active_at":{"type":["string","null"],"format":"date-time"},
      "created_at":{"type":"string","format":"date-time"},
      "groups":{"type":"array","items":{"type":"object","required":["id","name"],"properties":{
        "id":{"type":"string"},"name":{"type":"string"}}}}}})"},
    {"Roster", R"({"type":"object","required":["items","next","lessons","counts"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/RosterRow"}},
      "next":{"type":["string","null"]},"lessons":{"type":"integer","description":"That the course has"},
      "counts":{"type":"array","items":{"type":"object","required":["role","state","people"],"properties":{
        "role":{"enum":["student","assistant","instructor","observer"]},"state":{"enum":["active","waiting","suspended","ended"]},
        "people":{"type":"integer"}}}}}})"},
    {"NewCourseMessage",
     R"({"type":"object","additionalProperties":false,"required":["enrolment_ids","subject","body"],"properties":{
      "enrolment_ids":{"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string"}},
      "subject":{"type":"string","minLength":1,"maxLength":200},
      "body":{"type":"string","minLength":1,"maxLength":20000,"description":"Markdown"}}})"},
    {"SentMessage",
     R"({"type":"object","required":["id","course_id","course_title","author","subject","body","sent_at","people","read_by"],
      "properties":{"id":{"type":"string"},"course_id":{"type":"string"},"course_title":{"type":"string"},
      "author":{"type":"object","required":["id","name"],"properties":{"id":{"type":"string"},"name":{"type":"string"}}},
      "subject":{"type":"string"},"body":{"type":"string"},"sent_at":{"type":"string","format":"date-time"},
      "people":{"type":"integer","description":"To whom it went"},
      "read_by":{"type":"integer","description":"Who has read it here; those who read the mail alone are not known"}}})"},
    {"SentMessageList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/SentMessage"}},"next":{"type":["string","null"]}}})"},
    {"Message",
     R"({"type":"object","required":["id","course_id","course_title","author","subject","body","sent_at","read"],
      "properties":{"id":{"type":"string"},"course_id":{"type":"string"},"course_title":{"type":"string"},
      "author":{"type":"object","required":["id","name"],"properties":{"id":{"type":"string"},"name":{"type":"string"}}},
      "subject":{"type":"string"},"body":{"type":"string"},"sent_at":{"type":"string","format":"date-time"},
      "read":{"type":"boolean"}}})"},
    {"MessageList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Message"}},"next":{"type":["string","null"]}}})"},
    {"NewPeople", R"({"type":"object","additionalProperties":false,"required":["emails"],"properties":{
      "emails":{"type":"array","maxItems":1000,"items":{"type":"string"}},
      "role":{"enum":["student","assistant","instructor","observer"]},"group":{"type":"string"}}})"},
    {"RosterImport", R"({"type":"object","additionalProperties":false,"required":["csv"],"properties":{
      "csv":{"type":"string","description":"With the column email, and perhaps role and group"},
      "dry_run":{"type":"boolean"}}})"},
    {"Intake",
     R"({"type":"object","required":["dry_run","counts","lines"],"properties":{"dry_run":{"type":"boolean"},
      "counts":{"type":"object","additionalProperties":{"type":"integer"}},
      "lines":{"type":"array","items":{"type":"object","required":["line","email","outcome","message"],"properties":{
        "line":{"type":"integer"},"email":{"type":"string"},
        "outcome":{"enum":["enrolled","invited","changed","unchanged","problem"]},
        "message":{"type":["string","null"]}}}}}})"},
    {"RosterAct",
     R"({"type":"object","additionalProperties":false,"required":["act","enrolment_ids"],"properties":{
      "act":{"enum":["suspend","resume","end","restore","set_role","add_to_group","remove_from_group"]},
      "enrolment_ids":{"type":"array","maxItems":1000,"items":{"type":"string"}},
      "role":{"enum":["student","assistant","instructor","observer"]},"group_id":{"type":"string"}}})"},
    {"RosterChanged", R"({"type":"object","required":["changed"],"properties":{
      "changed":{"type":"array","items":{"type":"string"}}}})"},
    {"Learner", R"({"type":"object","required":["enrolment","lessons"],"properties":{
      "enrolment":{"$ref":"#/components/schemas/Enrolment"},
      "lessons":{"type":"array","items":{"type":"object","required":["lesson_id","section","title","completed_at",
        "watched_seconds"],"properties":{"lesson_id":{"type":"string"},"section":{"type":"string"},
        "title":{"type":"string"},"completed_at":{"type":["string","null"],"format":"date-time"},
        "watched_seconds":{"type":"number"}}}}}})"},
    {"MyCourse",
     R"({"type":"object","required":["enrolment_id","course_id","title","summary","visibility","role","state",
      "completed_lessons","lessons","completed_at","last_active_at","ends_at","queue_place","hidden"],"properties":{
      "enrolment_id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
      "visibility":{"enum":["draft","unlisted","internal","public","archived"]},
      "role":{"enum":["student","assistant","instructor","observer"]},"state":{"enum":["active","waiting","suspended","ended"]},
      "completed_lessons":{"type":"integer"},"lessons":{"type":"integer"},"completed_at":{"type":["string","null"],"format":"date-time"},
      "last_active_at":{"type":["string","null"],"format":"date-time"},"ends_at":{"type":["string","null"],"format":"date-time"},
      "queue_place":{"type":["integer","null"]},"hidden":{"type":"boolean"}}})"},
    {"MyCourses", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/MyCourse"}},"next":{"type":["string","null"]}}})"},
    {"Subscription",
     R"({"type":"object","required":["status","course_id","message","category_id"],"properties":{
      "status":{"enum":["enrolled","queued"]},"course_id":{"type":["string","null"]},
      "enrolment_id":{"type":["string","null"]},"category_id":{"type":"string"},"category":{"type":"string"},
      "course_title":{"type":["string","null"]},"message":{"type":"string"},"since":{"type":"string","format":"date-time"}}})"},
    {"SubscriptionList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Subscription"}},"next":{"type":["string","null"]}}})"},
    {"Offer",
     R"({"type":"object","required":["code","course_id","course_title","role","invited_by","closed"],"properties":{
      "code":{"type":"string"},"course_id":{"type":"string"},"course_title":{"type":"string"},
      "role":{"enum":["student","assistant","instructor","observer"]},"invited_by":{"type":["string","null"]},
      "closed":{"type":["string","null"],"description":"Why it opens nothing any more"}}})"},
    {"NewCourseInvitation", R"({"type":"object","additionalProperties":false,"properties":{
      "role":{"enum":["student","assistant","instructor","observer"]},"email":{"type":"string"},
      "most_uses":{"type":"integer","minimum":1,"maximum":100000},"expires_at":{"type":"string","format":"date-time"}}})"},
    {"CourseInvitation",
     R"({"type":"object","required":["id","course_id","code","role","email","most_uses","uses","expires_at",
      "revoked_at","is_open","created_at"],"properties":{"id":{"type":"string"},"course_id":{"type":"string"},
      "code":{"type":"string"},"role":{"enum":["student","assistant","instructor","observer"]},
      "email":{"type":["string","null"]},"most_uses":{"type":["integer","null"]},"uses":{"type":"integer"},
      "expires_at":{"type":["string","null"],"format":"date-time"},"revoked_at":{"type":["string","null"],"format":"date-time"},
      "is_open":{"type":"boolean"},"created_at":{"type":"string","format":"date-time"}}})"},
    {"CourseInvitationList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/CourseInvitation"}},"next":{"type":["string","null"]}}})"},
    {"Named", R"({"type":"object","additionalProperties":false,"required":["name"],"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100}}})"},
    {"Group",
     R"({"type":"object","required":["id","course_id","name","members"],"properties":{"id":{"type":"string"},
      "course_id":{"type":"string"},"name":{"type":"string"},"members":{"type":"integer"}}})"},
    {"GroupList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Group"}},"next":{"type":["string","null"]}}})"},
    {"Cohort",
     R"({"type":"object","required":["id","name","members","created_at"],"properties":{"id":{"type":"string"},
      "name":{"type":"string"},"members":{"type":"integer"},"created_at":{"type":"string","format":"date-time"}}})"},
    {"CohortList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Cohort"}},"next":{"type":["string","null"]}}})"},
    {"CohortMember", R"({"type":"object","required":["user","source","added_at"],"properties":{
      "user":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"}}},
      "source":{"type":"string"},"added_at":{"type":"string","format":"date-time"}}})"},
    {"CohortMemberList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/CohortMember"}},"next":{"type":["string","null"]}}})"},
    {"CohortRole", R"({"type":"object","additionalProperties":false,"properties":{
      "role":{"enum":["student","assistant","instructor","observer"]}}})"},
    {"CohortLink", R"({"type":"object","required":["cohort","role"],"properties":{
      "cohort":{"$ref":"#/components/schemas/Cohort"},
      "role":{"enum":["student","assistant","instructor","observer"]}}})"},
    {"CohortLinkList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/CohortLink"}},"next":{"type":["string","null"]}}})"},
    {"Addresses", R"({"type":"object","additionalProperties":false,"required":["emails"],"properties":{
      "emails":{"type":"array","maxItems":1000,"items":{"type":"string"}}}})"},
    {"UnknownAddresses", R"({"type":"object","required":["unknown"],"properties":{
      "unknown":{"type":"array","items":{"type":"string"}}}})"},
};

}  // namespace

std::span<const http::Schema> enrolment_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
