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
      "title":{"type":"string","minLength":1,"maxLength":200},"kind":{"$ref":"#/components/schemas/LessonKind"},
      "access":{"enum":["course","anyone"]},"allow_download":{"type":"boolean"},
      "text":{"type":"string","maxLength":200000,"description":"Markdown"},
      "link":{"type":"string","maxLength":2000,"description":"Of a link: an https address"}}})"},
    {"LessonPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "title":{"type":"string","minLength":1,"maxLength":200},"access":{"enum":["course","anyone"]},
      "allow_download":{"type":"boolean"},"section_id":{"type":"string"},
      "text":{"type":"string","maxLength":200000,"description":"Markdown"},
      "link":{"type":"string","maxLength":2000},"target_id":{"type":"string","description":"Empty for none"},
      "opens_at":{"type":["string","null"],"format":"date-time"},
      "opens_after_days":{"type":["integer","null"],"minimum":0,"maximum":3650},
      "opens_after_lesson_id":{"type":["string","null"]},
      "position":{"type":"integer","minimum":0}}})"},
    {"Lock", R"({"type":"object","required":["message","opens_at","after_lesson_id","after_lesson_title"],
      "description":"Why a lesson is not open to the asker yet","properties":{"message":{"type":"string"},
      "opens_at":{"type":["string","null"],"format":"date-time"},"after_lesson_id":{"type":["string","null"]},
      "after_lesson_title":{"type":["string","null"]}}})"},
    {"ContentVersion",
     R"({"type":"object","required":["id","subject","subject_id","author","changed","content",
      "created_at"],"properties":{"id":{"type":"string"},"subject":{"enum":["course","lesson"]},
      "subject_id":{"type":"string"},
      "author":{"type":["object","null"],"required":["id","name"],
        "properties":{"id":{"type":"string"},"name":{"type":"string"}}},
      "changed":{"type":"array","items":{"enum":["title","summary","text","link","document","video",
        "captions"]}},
      "content":{"type":"object","required":["title","summary","text","link","document_id","document_name",
        "video_generation","video_name","captions"],"properties":{"title":{"type":"string"},"summary":{"type":"string"},
        "text":{"type":"string","description":"A lesson's text, a course's description"},
        "link":{"type":"string"},"document_id":{"type":"string"},"document_name":{"type":"string"},
        "video_generation":{"type":"integer"},"video_name":{"type":"string"},
        "captions":{"type":"array","items":{"type":"object","required":["language","label","number"],"properties":{
          "language":{"type":"string"},"label":{"type":"string"},
          "number":{"type":"integer","description":"Names one text for ever"}}}}}},
      "created_at":{"type":"string","format":"date-time"}}})"},
    {"ContentVersionList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ContentVersion"}},
      "next":{"type":["string","null"]}}})"},
    {"CourseCopy", R"({"type":"object","additionalProperties":false,"required":["title"],
      "properties":{"title":{"type":"string","minLength":1,"maxLength":200}}})"},
    {"CourseExport", R"({"type":"object","additionalProperties":false,"properties":{
      "media":{"type":"boolean","default":true,"description":"Recordings and documents, or the outline alone"}}})"},
    {"Archive", R"({"type":"object","required":["id","direction","state","progress","title","media","size",
      "course_id","report","error","created_at","expires_at"],"properties":{"id":{"type":"string"},
      "direction":{"enum":["export","import"]},
      "state":{"enum":["working","ready","done","failed"],"description":"ready: to be fetched, or to be imported"},
      "progress":{"type":"number","minimum":0,"maximum":1},"title":{"type":"string"},"media":{"type":"boolean"},
      "size":{"type":"integer"},"course_id":{"type":["string","null"]},
      "report":{"type":"object","description":"What an import brings","properties":{"title":{"type":"string"},
        "sections":{"type":"integer"},"lessons":{"type":"integer"},"files":{"type":"integer"},
        "files_left_out":{"type":"integer"}}},
      "error":{"type":["string","null"]},"created_at":{"type":"string","format":"date-time"},
      "expires_at":{"type":"string","format":"date-time"}}})"},
    {"ArchiveList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Archive"}},
      "next":{"type":["string","null"]}}})"},
    {"LessonKind", R"({"enum":["video","audio","document","page","quiz","forum","link","assignment"]})"},
    {"Document", R"({"type":"object","required":["id","lesson_id","place","filename","type","shown","size",
      "created_at"],"properties":{"id":{"type":"string"},"lesson_id":{"type":"string"},
      "place":{"enum":["main","attachment","former"]},"filename":{"type":"string"},
      "type":{"type":"string","description":"A media type, recognised by content"},
      "shown":{"description":"How a browser may show it; else it is saved","enum":["pdf","picture","text","nowhere"]},
      "size":{"type":"integer"},"created_at":{"type":"string","format":"date-time"}}})"},
    {"DocumentPatch", R"({"type":"object","additionalProperties":false,"required":["filename"],
      "properties":{"filename":{"type":"string","minLength":1,"maxLength":255}}})"},
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
      "allow_download","can_edit","can_watch","lock","opens_at","opens_after_days",
      "opens_after_lesson_id","link","link_host","target_id","document","video"],"properties":{
      "id":{"type":"string"},"title":{"type":"string"},"kind":{"$ref":"#/components/schemas/LessonKind"},"course_id":{"type":"string"},
      "course_title":{"type":"string"},"section_id":{"type":"string"},"position":{"type":"integer"},
      "access":{"enum":["course","anyone"]},"allow_download":{"type":"boolean"},"can_edit":{"type":"boolean"},
      "can_watch":{"type":"boolean"},
      "lock":{"anyOf":[{"$ref":"#/components/schemas/Lock"},{"type":"null"}]},
      "opens_at":{"type":["string","null"],"format":"date-time"},
      "opens_after_days":{"type":["integer","null"],"description":"After enrolling"},
      "opens_after_lesson_id":{"type":["string","null"],"description":"After completing this one"},
      "link":{"type":["string","null"],"description":"Of a link, for those who may watch"},
      "link_host":{"type":["string","null"]},"target_id":{"type":["string","null"]},
      "text":{"type":"string","description":"Markdown, for those who may watch"},
      "document":{"anyOf":[{"$ref":"#/components/schemas/Document"},{"type":"null"}]},
      "attachments":{"type":"array","items":{"$ref":"#/components/schemas/Document"}},
      "video":{"$ref":"#/components/schemas/Video"}}})"},
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
