#include "lms/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
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
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
