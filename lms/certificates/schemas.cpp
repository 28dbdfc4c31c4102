#include "lms/certificates/schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"CertificateDesign",
     R"({"type":"object","required":["issuing","orientation","accent","language","title","opening","statement",
      "institution","signer","signer_role","valid_days"],"properties":{
      "issuing":{"enum":["off","by_hand","on_completion"]},"orientation":{"enum":["landscape","portrait"]},
      "accent":{"type":"string"},"language":{"type":"string","description":"BCP 47: of dates, and of the PDF"},
      "title":{"type":"string"},"opening":{"type":"string","description":"Above the name"},
      "statement":{"type":"string","description":"Below the name. All texts may hold {name}, {course}, {institution}, {date}, {valid_until} and {grade}"},
      "institution":{"type":"string","description":"Empty: as the settings call it"},
      "signer":{"type":"string"},"signer_role":{"type":"string"},
      "valid_days":{"type":["integer","null"],"description":"null: without end"}}})"},
    {"CertificateDesignPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "issuing":{"enum":["off","by_hand","on_completion"]},"orientation":{"enum":["landscape","portrait"]},
      "accent":{"type":"string","pattern":"^#[0-9a-fA-F]{6}$"},"language":{"type":"string","maxLength":35},
      "title":{"type":"string","minLength":1,"maxLength":100},"opening":{"type":"string","maxLength":200},
      "statement":{"type":"string","maxLength":600},"institution":{"type":"string","maxLength":150},
      "signer":{"type":"string","maxLength":100},"signer_role":{"type":"string","maxLength":150},
      "valid_days":{"type":["integer","null"],"minimum":1,"maximum":36500}}})"},
    {"CertificateProof",
     R"({"type":"object","required":["name","course_title","issued_at","valid_until","revoked_at","state"],"properties":{
      "name":{"type":"string"},"course_title":{"type":"string","description":"Or that of the programme"},"issued_at":{"type":"string","format":"date-time"},
      "valid_until":{"type":["string","null"],"format":"date-time"},
      "revoked_at":{"type":["string","null"],"format":"date-time"},
      "state":{"enum":["valid","expired","revoked"]}}})"},
    {"Certificate", R"({"allOf":[{"$ref":"#/components/schemas/CertificateProof"},{"type":"object",
      "required":["id","code","check_url","course_id","programme_id","user_id","number","grade","by_hand","renewable","revoked_reason"],
      "properties":{"id":{"type":"string"},"code":{"type":"string"},
      "check_url":{"type":"string","description":"Of the page that checks it"},
      "course_id":{"type":"string","description":"Whose design it has"},"user_id":{"type":"string"},
      "programme_id":{"type":["string","null"],"description":"What was completed, where that was a programme"},
      "number":{"type":"integer","description":"Of this person in this course or programme"},
      "grade":{"type":["number","null"],"description":"In hundredths, on the day of issue"},
      "by_hand":{"type":"boolean"},
      "renewable":{"type":"boolean","description":"It ends soon or has ended: its holder may take the course again"},
      "revoked_reason":{"type":"string"}}}]})"},
    {"CertificateList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Certificate"}},
      "next":{"type":["string","null"]}}})"},
    {"NewCertificate", R"({"type":"object","additionalProperties":false,"required":["user_id"],"properties":{
      "user_id":{"type":"string"}}})"},
    {"CertificatesIssued",
     R"({"type":"object","required":["issued"],"properties":{"issued":{"type":"integer"}}})"},
    {"CertificateRevocation",
     R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{
      "reason":{"type":"string","minLength":1,"maxLength":500}}})"},
};

}  // namespace

std::span<const http::Schema> certificate_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
