#include "lms/identity/identity_schemas.h"

namespace lectern::lms {

namespace {

constexpr http::Schema kSchemas[] = {
    {"NewUser", R"({"type":"object","additionalProperties":false,"required":["email","name","password"],
      "properties":{"email":{"type":"string","maxLength":254},"name":{"type":"string","maxLength":100},
      "password":{"type":"string","minLength":8},"username":{"type":"string"},"language":{"type":"string"},
      "time_zone":{"type":"string"},"role":{"enum":["student","instructor","admin"]}}})"},
    {"User", R"({"type":"object","required":["id","email","username","name","role","state","requested_role",
      "language","time_zone","notify","created_at"],
      "properties":{"id":{"type":"string"},"email":{"type":"string"},"username":{"type":["string","null"]},
      "name":{"type":"string"},"role":{"enum":["student","instructor","admin"]},
      "state":{"enum":["unconfirmed","active","disabled","leaving","deleted"]},
      "requested_role":{"enum":["instructor",null],"description":"Waits for an administrator"},
      "language":{"type":"string"},"time_zone":{"type":"string"},
      "notify":{"type":"object","additionalProperties":{"enum":["mail","page","off"]}},
      "created_at":{"type":"string","format":"date-time"},
      "picture":{"$ref":"#/components/schemas/PictureOrNone"}}})"},
    {"UserList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/User"}},
      "next":{"type":["string","null"]}}})"},
    {"Me", R"({"allOf":[{"$ref":"#/components/schemas/User"},{"type":"object","required":["csrf_token"],
      "properties":{"csrf_token":{"type":"string"},"permissions":{"type":"array","items":{"type":"string"}}}}]})"},
    {"MePatch", R"({"type":"object","additionalProperties":false,"properties":{
      "name":{"type":"string","minLength":1,"maxLength":100},"language":{"type":"string"},
      "time_zone":{"type":"string"},"username":{"type":"string","description":"Empty: none"},
      "notify":{"type":"object","additionalProperties":{"enum":["mail","page","off"]}}}})"},
    {"Login", R"({"type":"object","additionalProperties":false,"required":["email","password"],
      "properties":{"email":{"type":"string","description":"Or the username"},"password":{"type":"string"}}})"},
    {"SignedIn",
     R"({"type":"object","required":["access_token","refresh_token","expires_in","csrf_token","user"],
      "properties":{"access_token":{"type":"string"},"refresh_token":{"type":"string"},
      "expires_in":{"type":"integer","description":"Seconds"},"csrf_token":{"type":"string"},
      "user":{"$ref":"#/components/schemas/User"}}})"},
    {"SecondStepNeeded", R"({"type":"object","required":["state","challenge"],"properties":{
      "state":{"const":"second_step"},"challenge":{"type":"string"}}})"},
    {"SignInAnswer", R"({"oneOf":[{"$ref":"#/components/schemas/SignedIn"},
      {"$ref":"#/components/schemas/SecondStepNeeded"}]})"},
    {"SecondStep",
     R"({"type":"object","additionalProperties":false,"required":["challenge","code"],"properties":{
      "challenge":{"type":"string"},"code":{"type":"string","description":"Of the app, or a recovery code"}}})"},
    {"PasskeyChallenge", R"({"type":"object","required":["challenge","relying_party"],"properties":{
      "challenge":{"type":"string"},"relying_party":{"type":"string"}}})"},
    {"PasskeyShown", R"({"type":"object","additionalProperties":false,
      "required":["credential_id","client_data","authenticator_data","signature"],"properties":{
      "credential_id":{"type":"string"},"client_data":{"type":"string"},
      "authenticator_data":{"type":"string"},"signature":{"type":"string"}}})"},
    {"Refresh", R"({"type":"object","additionalProperties":false,"required":["refresh_token"],
      "properties":{"refresh_token":{"type":"string"}}})"},
    {"Refreshed", R"({"type":"object","required":["access_token","refresh_token","expires_in"],"properties":{
      "access_token":{"type":"string"},"refresh_token":{"type":"string"},"expires_in":{"type":"integer"}}})"},
    {"SignUpRules", R"({"type":"object","required":["sign_up","instructors","confirm_email"],"properties":{
      "sign_up":{"enum":["closed","invited","open"]},"instructors":{"enum":["never","approved","at_once"]},
      "confirm_email":{"type":"boolean"}}})"},
    {"SignUp", R"({"type":"object","additionalProperties":false,"required":["email","name","password"],
      "properties":{"email":{"type":"string","maxLength":254},"name":{"type":"string","maxLength":100},
      "password":{"type":"string","minLength":8},"username":{"type":"string"},"language":{"type":"string"},
      "time_zone":{"type":"string"},"role":{"enum":["student","instructor","admin"]},
      "invitation":{"type":"string"}}})"},
    {"ConfirmationPending", R"({"type":"object","required":["state","email"],"properties":{
      "state":{"const":"confirmation_required"},"email":{"type":"string"}}})"},
    {"SignUpAnswer", R"({"oneOf":[{"$ref":"#/components/schemas/SignedIn"},
      {"$ref":"#/components/schemas/ConfirmationPending"}]})"},
    {"LinkToken", R"({"type":"object","additionalProperties":false,"required":["token"],
      "properties":{"token":{"type":"string"}}})"},
    {"EmailOnly", R"({"type":"object","additionalProperties":false,"required":["email"],
      "properties":{"email":{"type":"string"}}})"},
    {"Accepted", R"({"type":"object","required":["state"],"properties":{"state":{"const":"accepted"}}})"},
    {"PasswordReset", R"({"type":"object","additionalProperties":false,"required":["token","password"],
      "properties":{"token":{"type":"string"},"password":{"type":"string","minLength":8}}})"},
    {"PasswordChange", R"({"type":"object","additionalProperties":false,
      "required":["current_password","new_password"],"properties":{"current_password":{"type":"string"},
      "new_password":{"type":"string","minLength":8}}})"},
    {"EmailChange", R"({"type":"object","additionalProperties":false,"required":["email"],"properties":{
      "email":{"type":"string"},"current_password":{"type":"string"}}})"},
    {"Reassurance", R"({"type":"object","additionalProperties":false,"properties":{"current_password":
      {"type":"string","description":"Unless the account has none and was signed in to just now"}}})"},
    {"NewInvitation", R"({"type":"object","additionalProperties":false,"required":["email"],"properties":{
      "email":{"type":"string"},"role":{"enum":["student","instructor","admin"]},"language":{"type":"string"}}})"},
    {"Invitation",
     R"({"type":"object","required":["id","email","role","created_at","expires_at"],"properties":{
      "id":{"type":"string"},"email":{"type":"string"},"role":{"enum":["student","instructor","admin"]},
      "created_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"}}})"},
    {"InvitationList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Invitation"}},
      "next":{"type":["string","null"]}}})"},
    {"SessionList",
     R"({"type":"object","required":["items","next"],"properties":{"items":{"type":"array","items":{
      "type":"object","required":["id","address","user_agent","created_at","last_used_at","is_this_one"],
      "properties":{"id":{"type":"string"},"address":{"type":"string"},"user_agent":{"type":"string"},
        "created_at":{"type":"string","format":"date-time"},"last_used_at":{"type":"string","format":"date-time"},
        "is_this_one":{"type":"boolean"}}}},"next":{"type":["string","null"]}}})"},
    {"NewApiToken", R"({"type":"object","additionalProperties":false,"required":["name","scopes","days"],
      "properties":{"name":{"type":"string","maxLength":100},"scopes":{"type":"array","minItems":1,
        "items":{"enum":["read","courses","enrolments","admin","everything"]}},
      "days":{"type":"integer","minimum":1,"maximum":366},"current_password":{"type":"string"}}})"},
    {"ApiToken",
     R"({"type":"object","required":["id","name","scopes","created_at","expires_at","last_used_at"],
      "properties":{"id":{"type":"string"},"name":{"type":"string"},
      "scopes":{"type":"array","items":{"enum":["read","courses","enrolments","admin","everything"]}},
      "created_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"},
      "last_used_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"ApiTokenList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/ApiToken"}},
      "next":{"type":["string","null"]}}})"},
    {"IssuedApiToken",
     R"({"allOf":[{"$ref":"#/components/schemas/ApiToken"},{"type":"object","required":["token"],
      "properties":{"token":{"type":"string","description":"Shown this once"}}}]})"},
    {"SecondFactor", R"({"type":"object","required":["enabled","recovery_codes_left"],"properties":{
      "enabled":{"type":"boolean"},"recovery_codes_left":{"type":"integer"}}})"},
    {"TotpOffer", R"({"type":"object","required":["secret","uri"],"properties":{
      "secret":{"type":"string"},"uri":{"type":"string"}}})"},
    {"CodeOnly", R"({"type":"object","additionalProperties":false,"required":["code"],
      "properties":{"code":{"type":"string"}}})"},
    {"RecoveryCodes", R"({"type":"object","required":["recovery_codes"],"properties":{
      "recovery_codes":{"type":"array","items":{"type":"string"}}}})"},
    {"Passkey", R"({"type":"object","required":["id","name","relying_party","created_at","last_used_at"],
      "properties":{"id":{"type":"string"},"name":{"type":"string"},"relying_party":{"type":"string"},
      "created_at":{"type":"string","format":"date-time"},
      "last_used_at":{"type":["string","null"],"format":"date-time"}}})"},
    {"PasskeyList", R"({"type":"object","required":["items","next"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Passkey"}},
      "next":{"type":["string","null"]}}})"},
    {"PasskeyOffer", R"({"type":"object","required":["challenge","relying_party","user_handle","user_name",
      "display_name","exclude","algorithms"],"properties":{"challenge":{"type":"string"},
      "relying_party":{"type":"string"},"user_handle":{"type":"string"},"user_name":{"type":"string"},
      "display_name":{"type":"string"},"exclude":{"type":"array","items":{"type":"string"}},
      "algorithms":{"type":"array","items":{"type":"integer"}}}})"},
    {"NewPasskey",
     R"({"type":"object","additionalProperties":false,"required":["name","client_data","attestation"],
      "properties":{"name":{"type":"string"},"client_data":{"type":"string"},"attestation":{"type":"string"}}})"},
    {"PasskeyPatch", R"({"type":"object","additionalProperties":false,"required":["name"],
      "properties":{"name":{"type":"string"}}})"},
    {"Deletion", R"({"type":"object","required":["deleted_at"],"properties":{
      "deleted_at":{"type":"string","format":"date-time","description":"Until then, signing in takes it back"}}})"},
    {"DataExport", R"({"type":"object","required":["state"],"properties":{
      "state":{"enum":["none","waiting","ready","failed"]},"size":{"type":"integer"},
      "created_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"}}})"},
};

}  // namespace

std::span<const http::Schema> identity_schemas() {
  return kSchemas;
}

}  // namespace lectern::lms
