#include "catalog/schemas.h"

namespace lectern::catalog {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewReview", R"({"type":"object","additionalProperties":false,"required":["rating"],"properties":{
      "rating":{"type":"integer","minimum":1,"maximum":5},"text":{"type":"string","maxLength":4000}}})"},
    {"Review",
     R"({"type":["object","null"],"required":["id","course_id","user","rating","text","reply","created_at","updated_at"],
      "properties":{"id":{"type":"string"},"course_id":{"type":"string"},
      "user":{"$ref":"#/components/schemas/Person"},"rating":{"type":"integer","minimum":1,"maximum":5},
      "text":{"type":"string"},"reply":{"type":["object","null"],"required":["text","by","at"],"properties":{
        "text":{"type":"string"},"by":{"type":"string"},"at":{"type":"string","format":"date-time"}}},
      "created_at":{"type":"string","format":"date-time"},"updated_at":{"type":"string","format":"date-time"}}})"},
    {"ReviewList",
     R"({"type":"object","required":["items","next","rating","histogram","mine","can_review","can_reply"],
      "properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Review"}},
      "next":{"type":["string","null"]},"rating":{"$ref":"#/components/schemas/Rating"},
      "histogram":{"type":"array","minItems":5,"maxItems":5,"items":{"type":"integer"},"description":"One star first"},
      "mine":{"$ref":"#/components/schemas/Review"},"can_review":{"type":"boolean"},"can_reply":{"type":"boolean"}}})"},
    {"NewReply", R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{
      "text":{"type":"string","minLength":1,"maxLength":4000}}})"},
    {"NewReport", R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{
      "reason":{"type":"string","minLength":1,"maxLength":500}}})"},
    {"ReviewReportList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object",
        "required":["review","course_title","reason","reported_by","reported_at"],"properties":{
        "review":{"$ref":"#/components/schemas/Review"},"course_title":{"type":"string"},"reason":{"type":"string"},
        "reported_by":{"type":"string"},"reported_at":{"type":"string","format":"date-time"}}}},
      "next":{"type":["string","null"]}}})"},
    {"Judgement", R"({"type":"object","additionalProperties":false,"required":["judgement"],"properties":{
      "judgement":{"enum":["hide","keep"]}}})"},
    {"NewAnnouncement",
     R"({"type":"object","additionalProperties":false,"required":["title","body"],"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},
      "body":{"type":"string","minLength":1,"maxLength":20000,"description":"Markdown"},
      "pinned":{"type":"boolean"},"publish_at":{"type":["string","null"],"format":"date-time"},
      "cohort_id":{"type":"string","description":"Of what is for a cohort; else it is for everyone"}}})"},
    {"AnnouncementPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},
      "body":{"type":"string","minLength":1,"maxLength":20000},"pinned":{"type":"boolean"},
      "publish_at":{"type":["string","null"],"format":"date-time","description":"Of what was not published yet"}}})"},
    {"Announcement",
     R"({"type":"object","required":["id","audience","course_id","course_title","cohort_id","cohort_name","author","title","body",
      "pinned","publish_at","edited_at","read","can_edit"],"properties":{"id":{"type":"string"},
      "audience":{"enum":["everyone","course","cohort"]},"cohort_id":{"type":["string","null"]},
      "cohort_name":{"type":["string","null"]},"course_id":{"type":["string","null"]},
      "course_title":{"type":["string","null"]},"author":{"$ref":"#/components/schemas/Person"},
      "title":{"type":"string"},"body":{"type":"string","description":"Markdown"},"pinned":{"type":"boolean"},
      "publish_at":{"type":"string","format":"date-time"},"edited_at":{"type":["string","null"],"format":"date-time"},
      "read":{"type":"boolean"},"can_edit":{"type":"boolean"}}})"},
    {"AnnouncementList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Announcement"}},
      "next":{"type":["string","null"]}}})"},
    {"ProgrammeDetails", R"({"type":"object","properties":{
      "summary":{"type":"string","maxLength":500},"description":{"type":"string","maxLength":20000},
      "order":{"enum":["free","ordered"]},"visibility":{"enum":["draft","public"]},
      "price":{"$ref":"#/components/schemas/Money"},
      "courses":{"type":"array","maxItems":50,"items":{"type":"string"},"description":"Ids, in their order"},
      "certificate_course_id":{"type":["string","null"],"description":"The one of its courses whose design the certificate of the programme has; null: it has none"}}})"},
    {"NewProgramme", R"({"type":"object","allOf":[{"$ref":"#/components/schemas/ProgrammeDetails"}],
      "unevaluatedProperties":false,"required":["title"],"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"ProgrammePatch", R"({"type":"object","allOf":[{"$ref":"#/components/schemas/ProgrammeDetails"}],
      "unevaluatedProperties":false,"properties":{"title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"Programme",
     R"({"type":"object","required":["id","title","summary","description","order","visibility","price",
      "owner","courses","certificate_course_id","can_edit","enrolled","completed","created_at","updated_at"],"properties":{
      "id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},"description":{"type":"string"},
      "order":{"enum":["free","ordered"]},"visibility":{"enum":["draft","public"]},
      "price":{"$ref":"#/components/schemas/Money"},"owner":{"$ref":"#/components/schemas/Person"},
      "courses":{"type":"array","items":{"type":"object","required":["id","title","summary","completed","enrolled"],
        "properties":{"id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
        "completed":{"type":"boolean"},"enrolled":{"type":"boolean"}}}},
      "certificate_course_id":{"type":["string","null"]},
      "can_edit":{"type":"boolean"},"enrolled":{"type":"boolean"},"completed":{"type":"boolean"},
      "created_at":{"type":"string","format":"date-time"},"updated_at":{"type":"string","format":"date-time"}}})"},
    {"ProgrammeList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Programme"}},
      "next":{"type":["string","null"]}}})"},
    {"ProgrammeEnrolment", R"({"type":"object","required":["programme","refused"],"properties":{
      "programme":{"$ref":"#/components/schemas/Programme"},
      "refused":{"type":"array","items":{"type":"object","required":["course_id","message"],"properties":{
        "course_id":{"type":"string"},"message":{"type":"string"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> community_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
