#include "lms/notes/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"Note",
     R"({"type":"object","required":["id","lesson_id","seconds","text","created_at","updated_at"],"properties":{
      "id":{"type":"string"},"lesson_id":{"type":"string"},"seconds":{"type":"number"},
      "text":{"type":"string","description":"Markdown"},"created_at":{"type":"string","format":"date-time"},
      "updated_at":{"type":"string","format":"date-time"}}})"},
    {"NoteList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Note"}},"next":{"type":["string","null"]}}})"},
    {"NewNote", R"({"type":"object","additionalProperties":false,"required":["seconds","text"],"properties":{
      "seconds":{"type":"number","minimum":0},"text":{"type":"string","minLength":1,"maxLength":10000}}})"},
    {"NotePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "seconds":{"type":"number","minimum":0},"text":{"type":"string","minLength":1,"maxLength":10000}}})"},
};

}  // namespace

std::span<const http::Schema> notes_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
