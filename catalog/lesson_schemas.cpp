#include "catalog/lesson_schemas.h"

namespace lectern::catalog {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewSection", R"({"type":"object","additionalProperties":false,"required":["title"],
      "properties":{"title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"SectionPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"position":{"type":"integer","minimum":0}}})"},
    {"Section", R"({"type":"object","required":["id","course_id","title","position"],"properties":{
      "id":{"type":"string"},"course_id":{"type":"string"},"title":{"type":"string"},
      "position":{"type":"integer"}}})"},
    {"NewLesson", R"({"type":"object","additionalProperties":false,"required":["title"],"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"kind":{"enum":["video"]},
      "access":{"enum":["course","anyone"]},"allow_download":{"type":"boolean"}}})"},
    {"LessonPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"access":{"enum":["course","anyone"]},
      "allow_download":{"type":"boolean"},"section_id":{"type":"string"},
      "position":{"type":"integer","minimum":0}}})"},
    {"Video", R"({"type":["object","null"],"required":["id","state","progress","speed","seconds_left","error",
      "notes","duration_seconds","width","height","filename","size","generation","playable_generation"],
      "properties":{"id":{"type":"string"},
      "state":{"enum":["uploading","probing","playable","ready","failed"]},
      "progress":{"type":"number","minimum":0,"maximum":1},
      "speed":{"type":["number","null"],"description":"Times real time"},
      "seconds_left":{"type":["number","null"]},"error":{"type":["string","null"]},
      "notes":{"type":"array","items":{"type":"string"}},"duration_seconds":{"type":["number","null"]},
      "width":{"type":["integer","null"]},"height":{"type":["integer","null"]},
      "filename":{"type":"string"},"size":{"type":"integer"},"generation":{"type":"integer"},
      "playable_generation":{"type":["integer","null"],"description":"What plays now; older while a newer is made"}}})"},
    {"Lesson",
     R"({"type":"object","required":["id","title","kind","course_id","section_id","position","access",
      "allow_download","can_edit","can_watch","video"],"properties":{
      "id":{"type":"string"},"title":{"type":"string"},"kind":{"enum":["video"]},"course_id":{"type":"string"},
      "course_title":{"type":"string"},"section_id":{"type":"string"},"position":{"type":"integer"},
      "access":{"enum":["course","anyone"]},"allow_download":{"type":"boolean"},"can_edit":{"type":"boolean"},
      "can_watch":{"type":"boolean"},"video":{"$ref":"#/components/schemas/Video"}}})"},
    {"Outline", R"({"type":"object","required":["course","sections"],"properties":{
      "course":{"$ref":"#/components/schemas/Course"},
      "sections":{"type":"array","items":{"allOf":[{"$ref":"#/components/schemas/Section"},
        {"type":"object","required":["lessons"],"properties":{"lessons":{"type":"array",
          "items":{"$ref":"#/components/schemas/Lesson"}}}}]}}}})"},
};

}  // namespace

std::span<const http::Schema> lesson_schemas() {
  return kSchemas;
}

}  // namespace lectern::catalog
