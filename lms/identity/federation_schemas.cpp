#include "lms/identity/federation_schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"LogoutForm", R"({"type":"object","required":["logout_token"],"properties":{
      "logout_token":{"type":"string","description":"OpenID Connect Back-Channel Logout 1.0 §2.4"}}})"},
    {"DirectoryStanding",
     R"({"type":"object","required":["configured","url","state","calls","failures","last_error"],"properties":{
      "configured":{"type":"boolean"},"url":{"type":"string"},
      "state":{"type":"string","description":"closed: it is called; open: it failed lately, and is left alone"},
      "calls":{"type":"integer"},"failures":{"type":"integer"},"last_error":{"type":["string","null"]}}})"},
    {"DirectoryTest", R"({"type":"object","required":["works","message","detail"],"properties":{
      "works":{"type":"boolean"},"message":{"type":"string"},"detail":{"type":["string","null"]}}})"},
    {"SignInWays", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["id","name","start_url"],"properties":{"id":{"type":"string"},
      "name":{"type":"string"},"start_url":{"type":"string"}}}}}})"},
    {"SignedOut", R"({"type":"object","required":["url"],"properties":{"url":{"type":["string","null"],
      "description":"Where the browser goes to sign out at the provider too"}}})"},
    {"IdentityList", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["provider","email","created_at","last_used_at"],"properties":{
      "provider":{"type":"string"},"email":{"type":"string"},
      "created_at":{"type":"string","format":"date-time"},
      "last_used_at":{"type":"string","format":"date-time"}}}}}})"},
    {"NewIdentity", R"({"type":"object","additionalProperties":false,"required":["provider"],"properties":{
      "provider":{"type":"string"},"next":{"type":"string","description":"A path of the app to come back to"}}})"},
    {"Visit", R"({"type":"object","required":["url"],"properties":{"url":{"type":"string",
      "description":"Where the browser goes next"}}})"},
    {"ClaimRule", R"({"type":"object","additionalProperties":false,"required":["claim","value"],"properties":{
      "claim":{"type":"string","minLength":1,"maxLength":200},"value":{"type":"string","minLength":1,"maxLength":200},
      "role":{"enum":["student","instructor","admin",null]},"cohort":{"type":"string","maxLength":100}}})"},
    {"NewProvider",
     R"({"type":"object","additionalProperties":false,"required":["id","name","issuer","client_id"],
      "properties":{"id":{"type":"string","pattern":"^[a-z0-9][a-z0-9-]{0,31}$"},
      "name":{"type":"string","minLength":1,"maxLength":100},"issuer":{"type":"string"},
      "client_id":{"type":"string"},"client_secret":{"type":"string"},"scopes":{"type":"string"},
      "linking":{"enum":["by_hand","verified_email"]},"enabled":{"type":"boolean"},
      "rules":{"type":"array","maxItems":200,"items":{"$ref":"#/components/schemas/ClaimRule"}}}})"},
    {"ProviderPatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"issuer":{"type":"string"},
      "client_id":{"type":"string"},"client_secret":{"type":"string"},"scopes":{"type":"string"},
      "linking":{"enum":["by_hand","verified_email"]},"enabled":{"type":"boolean"},
      "rules":{"type":"array","maxItems":200,"items":{"$ref":"#/components/schemas/ClaimRule"}}}})"},
    {"Provider",
     R"({"type":"object","required":["id","name","issuer","client_id","has_secret","scopes","linking",
      "enabled","rules","created_at"],"properties":{"id":{"type":"string"},"name":{"type":"string"},
      "issuer":{"type":"string"},"client_id":{"type":"string"},"has_secret":{"type":"boolean"},
      "scopes":{"type":"string"},"linking":{"enum":["by_hand","verified_email"]},"enabled":{"type":"boolean"},
      "rules":{"type":"array","items":{"$ref":"#/components/schemas/ClaimRule"}},
      "created_at":{"type":"string","format":"date-time"}}})"},
    {"ProviderList", R"({"type":"object","required":["items"],"properties":{"items":{"type":"array",
      "items":{"$ref":"#/components/schemas/Provider"}}}})"},
    {"ProviderTest", R"({"type":"object","required":["works","message","redirect_uri"],"properties":{
      "works":{"type":"boolean"},"message":{"type":"string"},"redirect_uri":{"type":"string",
      "description":"What the provider must have on its list of redirect addresses"}}})"},
};

}  // namespace

std::span<const http::Schema> federation_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
