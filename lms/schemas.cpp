#include "lms/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewUser", R"({"type":"object","additionalProperties":false,"required":["email","name","password"],
      "properties":{"email":{"type":"string","maxLength":254},"name":{"type":"string","maxLength":100},
      "password":{"type":"string","minLength":8},"role":{"enum":["student","instructor","admin"]}}})"},
    {"User", R"({"type":"object","required":["id","email","name","role","language","time_zone","created_at"],
      "properties":{"id":{"type":"string"},"email":{"type":"string"},"name":{"type":"string"},
      "role":{"enum":["student","instructor","admin"]},"language":{"type":"string"},
      "time_zone":{"type":"string"},"created_at":{"type":"string","format":"date-time"}}})"},
    {"UserList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/User"}},
      "next":{"type":["string","null"]}}})"},
    {"Me", R"({"allOf":[{"$ref":"#/components/schemas/User"},{"type":"object","required":["csrf_token"],
      "properties":{"csrf_token":{"type":"string"}}}]})"},
    {"MePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"language":{"type":"string"},
      "time_zone":{"type":"string"}}})"},
    {"Login", R"({"type":"object","additionalProperties":false,"required":["email","password"],
      "properties":{"email":{"type":"string"},"password":{"type":"string"}}})"},
    {"SignedIn",
     R"({"type":"object","required":["access_token","refresh_token","expires_in","csrf_token","user"],
      "properties":{"access_token":{"type":"string"},"refresh_token":{"type":"string"},
      "expires_in":{"type":"integer","description":"Seconds"},"csrf_token":{"type":"string"},
      "user":{"$ref":"#/components/schemas/User"}}})"},
    {"Refresh", R"({"type":"object","additionalProperties":false,"required":["refresh_token"],
      "properties":{"refresh_token":{"type":"string"}}})"},
    {"Refreshed", R"({"type":"object","required":["access_token","refresh_token","expires_in"],"properties":{
      "access_token":{"type":"string"},"refresh_token":{"type":"string"},"expires_in":{"type":"integer"}}})"},
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
    {"NewEnrolment", R"({"type":"object","additionalProperties":false,"required":["email"],"properties":{
      "email":{"type":"string"},"role":{"enum":["student","assistant","instructor","observer"]}}})"},
    {"Enrolment",
     R"({"type":"object","required":["id","course_id","user","role","state","created_at"],"properties":{
      "id":{"type":"string"},"course_id":{"type":"string"},
      "user":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},
        "name":{"type":"string"},"email":{"type":"string"}}},
      "role":{"enum":["student","assistant","instructor","observer"]},
      "state":{"enum":["active","waiting","suspended","ended"]},
      "created_at":{"type":"string","format":"date-time"}}})"},
    {"Roster", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Enrolment"}},
      "next":{"type":["string","null"]}}})"},
    {"Position", R"({"type":"object","additionalProperties":false,"required":["seconds"],
      "properties":{"seconds":{"type":"number","minimum":0,"maximum":604800}}})"},
    {"CourseProgress", R"({"type":"object","required":["completed","lessons","completed_at"],"properties":{
      "completed":{"type":"array","items":{"type":"object","required":["lesson_id","how","at"],"properties":{
        "lesson_id":{"type":"string"},"how":{"enum":["marked","watched"]},
        "at":{"type":"string","format":"date-time"}}}},
      "lessons":{"type":"integer"},"completed_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"Home", R"({"type":"object","required":["courses"],"properties":{"courses":{"type":"array","items":{
      "type":"object","required":["course_id","title","summary","visibility","role","enrolment_id","continue"],
      "properties":{"course_id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
      "visibility":{"enum":["draft","unlisted","internal","public","archived"]},"role":{"enum":["owner","student","assistant","instructor","observer"]},
      "enrolment_id":{"type":["string","null"]},
      "continue":{"type":["object","null"],"required":["lesson_id","title","seconds","at"],"properties":{
        "lesson_id":{"type":"string"},"title":{"type":"string"},"seconds":{"type":"number"},
        "at":{"type":"string","format":"date-time"}}}}}}}})"},
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
