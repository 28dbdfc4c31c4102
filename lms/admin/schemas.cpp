#include "lms/admin/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"AuditEntry",
     R"({"type":"object","required":["id","at","who","action","object","details","names","address","request_id"],
      "properties":{"id":{"type":"string"},"at":{"type":"string","format":"date-time"},
      "who":{"type":["object","null"],"required":["id","name","email"],
        "description":"null: the server itself, or its command line",
        "properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"}}},
      "action":{"type":"string"},
      "object":{"type":"object","required":["kind","id"],"properties":{"kind":{"type":"string"},"id":{"type":"string"}}},
      "details":{"type":"object"},"names":{"type":"object","additionalProperties":{"type":"string"},
        "description":"By id: what the things are called now that object and details name"},"address":{"type":"string"},"request_id":{"type":"string"}}})"},
    {"AuditLog", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/AuditEntry"}},
      "next":{"type":["string","null"]}}})"},
    {"AuditActions", R"({"type":"object","required":["items"],"properties":{
      "items":{"type":"array","items":{"type":"string"}}}})"},

    {"AccountDetails", R"({"allOf":[{"$ref":"#/components/schemas/User"},{"type":"object",
      "required":["roles","sessions","last_sign_in","enrolments","courses"],"properties":{
      "roles":{"type":"array","items":{"type":"string"},"description":"Ids of roles beside the built-in one"},
      "sessions":{"type":"integer"},"last_sign_in":{"type":["string","null"],"format":"date-time"},
      "enrolments":{"type":"integer"},"courses":{"type":"integer"}}}]})"},
    {"AccountPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"email":{"type":"string","maxLength":254},
      "role":{"enum":["student","instructor","admin"]},"roles":{"type":"array","items":{"type":"string"}},
      "disabled":{"type":"boolean"}}})"},
    {"AccountImport", R"({"type":"object","additionalProperties":false,"required":["csv"],"properties":{
      "csv":{"type":"string","description":"Columns: email, name, role, disabled"},
      "mode":{"enum":["all_or_nothing","each_line"]},
      "dry_run":{"type":"boolean"}}})"},
    {"AccountImportResult",
     R"({"type":"object","required":["created","updated","unchanged","errors","applied"],"properties":{
      "created":{"type":"integer"},"updated":{"type":"integer"},"unchanged":{"type":"integer"},
      "errors":{"type":"array","items":{"type":"object","required":["line","email","reason"],"properties":{
        "line":{"type":"integer"},"email":{"type":"string"},"reason":{"type":"string"}}}},
      "applied":{"type":"boolean"}}})"},

    {"Role",
     R"({"type":"object","required":["id","name","built_in","locked","permissions","people"],"properties":{
      "id":{"type":"string"},"name":{"type":"string"},"built_in":{"type":"boolean"},"locked":{"type":"boolean"},
      "permissions":{"type":"array","items":{"type":"string"}},"people":{"type":"integer"}}})"},
    {"RoleTable", R"({"type":"object","required":["permissions","items"],"properties":{
      "permissions":{"type":"array","items":{"type":"object","required":["key","sentence"],"properties":{
        "key":{"type":"string"},"sentence":{"type":"string"}}}},
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Role"}}}})"},
    {"NewRole", R"({"type":"object","additionalProperties":false,"required":["name"],"properties":{
      "name":{"type":"string","minLength":1,"maxLength":60},"permissions":{"type":"array","items":{"type":"string"}}}})"},
    {"RolePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":60},"permissions":{"type":"array","items":{"type":"string"}}}})"},

    {"Job", R"({"type":"object","required":["id","kind","state","progress","attempts","last_error","about",
        "created_at","run_at","finished_at"],"properties":{
      "id":{"type":"string"},"kind":{"type":"string"},
      "state":{"enum":["queued","running","done","failed","cancelled"]},"progress":{"type":"number"},
      "attempts":{"type":"integer"},"last_error":{"type":["string","null"]},
      "about":{"type":["object","null"],"required":["lesson_id","lesson_title","course_id","course_title"],
        "properties":{"lesson_id":{"type":"string"},"lesson_title":{"type":"string"},
          "course_id":{"type":"string"},"course_title":{"type":"string"}}},
      "created_at":{"type":"string","format":"date-time"},"run_at":{"type":"string","format":"date-time"},
      "finished_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"JobList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Job"}},
      "next":{"type":["string","null"]}}})"},

    {"Settings", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["key","value","default","help","allowed","choices","kind","source","applies","editable"],
      "properties":{"key":{"type":"string"},"value":{"type":["string","null"],"description":"null: a secret"},
      "default":{"type":"string"},"help":{"type":"string"},"allowed":{"type":"string"},
      "choices":{"type":"array","items":{"type":"string"}},"kind":{"type":"string"},
      "source":{"enum":["default","file","environment","flag","stored"]},
      "applies":{"enum":["at_once","at_start"]},"editable":{"type":"boolean"}}}}}})"},
    {"SettingsPatch", R"({"type":"object","additionalProperties":false,"required":["values"],"properties":{
      "values":{"type":"object","additionalProperties":{"type":["string","null"]}}}})"},
    {"Site", R"({"type":"object","required":["name","accent","sign_up"],"properties":{
      "name":{"type":"string"},"accent":{"type":"string"},"sign_up":{"type":"string"}}})"},

    {"SystemStatus",
     R"({"type":"object","required":["version","uptime_seconds","at","memory_bytes","database","disk",
        "connections","web_sockets","requests","errors","jobs","outbound","last_backup"],"properties":{
      "version":{"type":"string"},"uptime_seconds":{"type":"integer"},"at":{"type":"string","format":"date-time"},
      "memory_bytes":{"type":"integer"},
      "database":{"type":"object","required":["bytes","log_bytes","writer_wait_ms"],"properties":{
        "bytes":{"type":"integer"},"log_bytes":{"type":"integer"},"writer_wait_ms":{"type":"integer"}}},
      "disk":{"type":"object","required":["free","total"],"properties":{
        "free":{"type":"integer"},"total":{"type":"integer"}}},
      "connections":{"type":"integer"},"web_sockets":{"type":"integer"},"requests":{"type":"integer"},
      "errors":{"type":"integer"},
      "jobs":{"type":"array","items":{"type":"object","required":["kind","state","count"],"properties":{
        "kind":{"type":"string"},"state":{"enum":["queued","running","failed"]},"count":{"type":"integer"}}}},
      "outbound":{"type":"array","items":{"type":"object","required":["origin","state","calls","failures"],
        "properties":{"origin":{"type":"string"},"state":{"type":"string"},"calls":{"type":"integer"},
        "failures":{"type":"integer"}}}},
      "last_backup":{"type":["string","null"],"format":"date-time"}}})"},
    {"StorageReport",
     R"({"type":"object","required":["disk","quota_of_owner","uploads","owners","videos"],"properties":{
      "disk":{"type":"object","required":["free","total"],"properties":{
        "free":{"type":"integer"},"total":{"type":"integer"}}},"quota_of_owner":{"type":"integer"},
      "uploads":{"type":"object","required":["count","bytes","received"],"properties":{
        "count":{"type":"integer"},"bytes":{"type":"integer"},"received":{"type":"integer"}}},
      "owners":{"type":"array","items":{"type":"object","required":["id","name","email","courses","bytes"],
        "properties":{"id":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"},
        "courses":{"type":"integer"},"bytes":{"type":"integer"}}}},
      "videos":{"type":"array","items":{"type":"object",
        "required":["bytes","package_bytes","filename","state","lesson","course"],"properties":{
        "bytes":{"type":"integer"},"package_bytes":{"type":"integer"},"filename":{"type":"string"},
        "state":{"type":"string"},
        "lesson":{"type":"object","required":["id","title"],"properties":{"id":{"type":"string"},"title":{"type":"string"}}},
        "course":{"type":"object","required":["id","title"],"properties":{"id":{"type":"string"},"title":{"type":"string"}}}
      }}}}})"},
    {"StorageCourses",
     R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["id","title","lessons","bytes"],"properties":{"id":{"type":"string"},
      "title":{"type":"string"},"lessons":{"type":"integer"},"bytes":{"type":"integer"}}}}}})"},
};

}  // namespace

std::span<const http::Schema> admin_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
