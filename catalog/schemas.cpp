#include "catalog/schemas.h"

namespace lectern::catalog {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewCategory", R"({"type":"object","additionalProperties":false,"required":["name"],
      "properties":{"name":{"type":"string","minLength":1,"maxLength":100}}})"},
    {"Category", R"({"type":"object","required":["id","name"],
      "properties":{"id":{"type":"string"},"name":{"type":"string"}}})"},
    {"CategoryList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Category"}},
      "next":{"type":["string","null"]}}})"},
    {"NewCourse", R"({"type":"object","additionalProperties":false,"required":["title"],"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"summary":{"type":"string","maxLength":500},
      "description":{"type":"string","maxLength":20000},
      "category":{"type":"string","description":"The name or the id of a category"},
      "category_id":{"type":"string"},"language":{"type":"string"}}})"},
    {"CoursePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"summary":{"type":"string","maxLength":500},
      "description":{"type":"string","maxLength":20000},
      "category":{"type":"string","description":"The name or the id of a category; empty for none"},
      "category_id":{"type":"string"},"language":{"type":"string"},
      "visibility":{"enum":["draft","published"]}}})"},
    {"Course", R"({"type":"object","required":["id","title","summary","description","category_id","category",
      "language","visibility","owner","created_at","updated_at","published_at","can_edit","role"],"properties":{
      "id":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},
      "description":{"type":"string"},"category_id":{"type":["string","null"]},
      "category":{"type":["string","null"]},"language":{"type":"string"},
      "visibility":{"enum":["draft","published"]},
      "owner":{"type":"object","required":["id","name"],
        "properties":{"id":{"type":"string"},"name":{"type":"string"}}},
      "created_at":{"type":"string","format":"date-time"},"updated_at":{"type":"string","format":"date-time"},
      "published_at":{"type":["string","null"],"format":"date-time"},"can_edit":{"type":"boolean"},
      "role":{"description":"The asker's, where enrolled","enum":["student","assistant","instructor","observer",null]}}})"},
    {"CourseList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Course"}},
      "next":{"type":["string","null"]}}})"},
    {"Upload",
     R"({"type":"object","required":["id","filename","lesson_id","size","offset","expires_at","url"],
      "properties":{"id":{"type":"string"},"filename":{"type":"string"},"lesson_id":{"type":["string","null"]},
      "size":{"type":"integer"},"offset":{"type":"integer"},
      "expires_at":{"type":"string","format":"date-time"},"url":{"type":"string"}}})"},
    {"UploadList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Upload"}},
      "next":{"type":["string","null"]}}})"},
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
