#include "lms/gradebook/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"GradeCategory", R"({"type":"object","required":["id","name","weight","drop_lowest"],"properties":{
      "id":{"type":"string"},"name":{"type":"string"},"weight":{"type":"integer"},
      "drop_lowest":{"type":"integer","description":"How many of everyone's worst do not count"}}})"},
    {"GradeCategoryPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"weight":{"type":"integer","minimum":0,"maximum":10000},
      "drop_lowest":{"type":"integer","minimum":0,"maximum":100}}})"},
    {"GradeItem", R"({"type":"object","required":["id","category_id","lesson_id","name","most","extra_credit",
      "hidden_until","due_at"],"properties":{
      "id":{"type":"string"},"category_id":{"type":["string","null"]},
      "lesson_id":{"type":["string","null"],"description":"Whose results it takes; null where it is entered by hand"},
      "name":{"type":"string"},"most":{"type":"number","description":"Points to be had"},
      "extra_credit":{"type":"boolean"},"hidden_until":{"type":["string","null"],"format":"date-time"},
      "due_at":{"type":["string","null"],"format":"date-time"},"value":{"type":["number","null"]},
      "excused":{"type":"boolean"},"hidden":{"type":"boolean"}}})"},
    {"GradeItemPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"most":{"type":"number","minimum":0.001,"maximum":1000000},
      "category_id":{"type":["string","null"]},"extra_credit":{"type":"boolean"},
      "hidden_until":{"type":["string","null"],"format":"date-time"},
      "due_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"Gradebook", R"({"type":"object","required":["weighting","scale","categories","items"],"properties":{
      "weighting":{"enum":["points","weights"]},
      "scale":{"type":"string","description":"Letters with the least per cent for each: A 90 B 80 F 0"},
      "categories":{"type":"array","items":{"$ref":"#/components/schemas/GradeCategory"}},
      "items":{"type":"array","items":{"$ref":"#/components/schemas/GradeItem"}}}})"},
    {"GradebookPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "weighting":{"enum":["points","weights"]},"scale":{"type":"string","maxLength":200}}})"},
    {"GradeRow",
     R"({"type":"object","required":["user","grades","overridden","excused","total","letter"],"properties":{
      "user":{"type":"object","required":["id","name","email"],"properties":{"id":{"type":"string"},
        "name":{"type":"string"},"email":{"type":"string"}}},
      "grades":{"type":"array","description":"One an item, in the order of the gradebook",
        "items":{"type":["number","null"]}},
      "overridden":{"type":"array","description":"Places of grades that somebody entered","items":{"type":"integer"}},
      "excused":{"type":"array","items":{"type":"integer"}},
      "total":{"type":["number","null"],"description":"Per cent"},"letter":{"type":"string"}}})"},
    {"GradeRowList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/GradeRow"}},"next":{"type":["string","null"]}}})"},
    {"GradeEntry", R"({"type":"object","additionalProperties":false,"properties":{
      "value":{"type":["number","null"],"minimum":0,"maximum":1000000},"excused":{"type":"boolean"},
      "reason":{"type":"string","maxLength":500}}})"},
    {"GradeHistory", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"type":"object","required":["by","value","excused","reason","at"],"properties":{
        "by":{"type":["string","null"]},"value":{"type":["number","null"]},"excused":{"type":"boolean"},
        "reason":{"type":"string"},"at":{"type":"string","format":"date-time"}}}},
      "next":{"type":["string","null"]}}})"},
    {"GradeReport", R"({"allOf":[{"$ref":"#/components/schemas/Gradebook"},{"type":"object",
      "required":["total","letter","goals","items"],"properties":{
      "items":{"type":"array","items":{"allOf":[{"$ref":"#/components/schemas/GradeItem"},{"type":"object",
        "required":["value","excused","hidden"],"properties":{"value":{"type":["number","null"]},
        "excused":{"type":"boolean"},"hidden":{"type":"boolean"}}}]}},
      "total":{"type":["number","null"]},"letter":{"type":"string"},
      "goals":{"type":"array","description":"For each letter, the per cent of all that is open that it takes",
        "items":{"type":"object","required":["letter","least","needed"],"properties":{"letter":{"type":"string"},
        "least":{"type":"integer"},"needed":{"type":["number","null"]}}}}}}]})"},
    {"GradeImport", R"({"type":"object","additionalProperties":false,"required":["csv"],"properties":{
      "csv":{"type":"string","minLength":1},"dry_run":{"type":"boolean"}}})"},
    {"GradeImported", R"({"type":"object","required":["done","changes","problems"],"properties":{
      "done":{"type":"boolean"},
      "changes":{"type":"array","items":{"type":"object","required":["line","email","item","before","after"],
        "properties":{"line":{"type":"integer"},"email":{"type":"string"},"item":{"type":"string"},
        "before":{"type":"string"},"after":{"type":"string"}}}},
      "problems":{"type":"array","items":{"type":"object","required":["line","email","item","problem"],
        "properties":{"line":{"type":"integer"},"email":{"type":"string"},"item":{"type":"string"},
        "problem":{"type":"string"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> gradebook_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
