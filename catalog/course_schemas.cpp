#include "catalog/schemas.h"

namespace lectern::catalog {

namespace {

constexpr http::Schema kSchemas[] = {
    {"Money", R"({"type":["object","null"],"required":["amount","currency"],
      "description":"In the smallest unit of the currency; null is free","properties":{
      "amount":{"type":"integer","minimum":0,"maximum":100000000},
      "currency":{"type":"string","minLength":3,"maxLength":3,"description":"ISO 4217"}}})"},
    {"Person", R"({"type":"object","required":["id","name"],
      "properties":{"id":{"type":"string"},"name":{"type":"string"},
      "picture":{"$ref":"#/components/schemas/PictureOrNone"}}})"},
    {"Rating", R"({"type":"object","required":["count","average"],"properties":{
      "count":{"type":"integer"},"average":{"type":["number","null"]}}})"},
    {"NewCategory", R"({"type":"object","additionalProperties":false,"required":["name"],
      "properties":{"name":{"type":"string","minLength":1,"maxLength":100},"parent_id":{"type":["string","null"]}}})"},
    {"CategoryPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"parent_id":{"type":["string","null"]},
      "position":{"type":"integer","minimum":0,"description":"The place among its sisters"}}})"},
    {"Category", R"({"type":"object","required":["id","name","parent_id"],
      "properties":{"id":{"type":"string"},"name":{"type":"string"},"parent_id":{"type":["string","null"]},
      "courses":{"type":"integer","description":"That the asker may find, those of its children included"}}})"},
    {"CategoryList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Category"}},
      "next":{"type":["string","null"]}}})"},
    {"CourseDetails", R"({"type":"object","properties":{
      "summary":{"type":"string","maxLength":500},
      "description":{"type":"string","maxLength":20000,"description":"Markdown"},
      "category":{"type":["string","null"],"description":"The name or the id of a category; a new name makes one, an empty one takes the course out"},
      "category_id":{"type":["string","null"]},"language":{"type":"string","minLength":2,"maxLength":35},
      "level":{"enum":["any","beginner","intermediate","advanced"]},
      "type":{"enum":["self_paced","scheduled","live","programme_part"]},
      "tags":{"type":"array","maxItems":20,"items":{"type":"string","minLength":1,"maxLength":40}},
      "estimated_duration_seconds":{"type":["integer","null"],"minimum":0},
      "price":{"$ref":"#/components/schemas/Money"},
      "capacity":{"type":["integer","null"],"minimum":1},
      "starts_at":{"type":["string","null"],"format":"date-time"},
      "ends_at":{"type":["string","null"],"format":"date-time"},
      "enrolment_opens_at":{"type":["string","null"],"format":"date-time"},
      "enrolment_closes_at":{"type":["string","null"],"format":"date-time"},
      "prerequisites":{"type":"array","maxItems":20,"items":{"type":"string"},"description":"Ids of courses to be completed first"}}})"},
    {"NewCourse", R"({"required":["title"],"allOf":[{"$ref":"#/components/schemas/CourseDetails"}],
      "unevaluatedProperties":false,"type":"object","properties":{
      "title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"CoursePatch", R"({"allOf":[{"$ref":"#/components/schemas/CourseDetails"}],
      "unevaluatedProperties":false,"type":"object","properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},
      "visibility":{"enum":["draft","unlisted","internal","public","archived"]}}})"},
    {"Course", R"({"type":"object","required":["id","title","summary","description","category_id","category",
      "language","level","type","tags","visibility","estimated_duration_seconds","price","capacity","starts_at",
      "ends_at","enrolment_opens_at","enrolment_closes_at","prerequisites","rating","owner","instructors","cover",
      "created_at","updated_at","published_at","can_edit","can_delete","role"],"properties":{
      "id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
      "description":{"type":"string","description":"Markdown"},"category_id":{"type":["string","null"]},
      "category":{"type":["string","null"]},"language":{"type":"string"},
      "level":{"enum":["any","beginner","intermediate","advanced"]},
      "type":{"enum":["self_paced","scheduled","live","programme_part"]},
      "tags":{"type":"array","items":{"type":"string"}},
      "visibility":{"enum":["draft","unlisted","internal","public","archived"]},
      "estimated_duration_seconds":{"type":["integer","null"]},
      "price":{"$ref":"#/components/schemas/Money"},"capacity":{"type":["integer","null"]},
      "starts_at":{"type":["string","null"],"format":"date-time"},
      "ends_at":{"type":["string","null"],"format":"date-time"},
      "enrolment_opens_at":{"type":["string","null"],"format":"date-time"},
      "enrolment_closes_at":{"type":["string","null"],"format":"date-time"},
      "prerequisites":{"type":"array","items":{"type":"object","required":["id","title","completed"],
        "properties":{"id":{"type":"string"},"title":{"type":"string"},
        "completed":{"type":"boolean","description":"By the asker"}}}},
      "rating":{"$ref":"#/components/schemas/Rating"},
      "owner":{"$ref":"#/components/schemas/Person"},
      "instructors":{"type":"array","items":{"$ref":"#/components/schemas/Person"}},
      "cover":{"$ref":"#/components/schemas/PictureOrNone"},
      "created_at":{"type":"string","format":"date-time"},"updated_at":{"type":"string","format":"date-time"},
      "published_at":{"type":["string","null"],"format":"date-time"},"can_edit":{"type":"boolean"},
      "can_delete":{"type":"boolean"},
      "role":{"description":"The asker's, where enrolled","enum":["student","assistant","instructor","observer",null]}}})"},
    {"FacetValues", R"({"type":"array","items":{"type":"object","required":["value","label","parent","count"],
      "properties":{"value":{"type":"string"},"label":{"type":"string"},
      "parent":{"type":["string","null"],"description":"Of a category"},
      "count":{"type":"integer","description":"The courses that this value would leave"}}}})"},
    {"CourseList",
     R"({"description":"With state=deleted: the trash, which has neither total nor facets","type":"object",
      "required":["items","next"],"properties":{
      "items":{"type":"array","items":{"anyOf":[{"$ref":"#/components/schemas/Course"},
        {"$ref":"#/components/schemas/DeletedCourse"}]}},
      "next":{"type":["string","null"]},"total":{"type":"integer"},
      "facets":{"type":"object","properties":{
        "category":{"$ref":"#/components/schemas/FacetValues"},"level":{"$ref":"#/components/schemas/FacetValues"},
        "type":{"$ref":"#/components/schemas/FacetValues"},"language":{"$ref":"#/components/schemas/FacetValues"},
        "price":{"$ref":"#/components/schemas/FacetValues"},"tag":{"$ref":"#/components/schemas/FacetValues"},
        "instructor":{"$ref":"#/components/schemas/FacetValues"}}}}})"},
    {"DeletedCourse",
     R"({"type":"object","required":["id","title","summary","owner_id","visibility","deleted_at",
      "kept_until"],"properties":{"id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
      "owner_id":{"type":"string"},"visibility":{"enum":["draft","unlisted","internal","public","archived"]},
      "deleted_at":{"type":"string","format":"date-time"},"kept_until":{"type":"string","format":"date-time"}}})"},
    {"Checklist", R"({"type":"object","required":["items","can_publish"],"properties":{
      "can_publish":{"type":"boolean"},
      "items":{"type":"array","items":{"type":"object","required":["key","weight","done","message"],"properties":{
        "key":{"enum":["title","end","summary","description","category","lesson","videos","start"]},
        "weight":{"enum":["needed","advised"]},"done":{"type":"boolean"},
        "message":{"type":["string","null"],"description":"What is to be done"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> course_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
