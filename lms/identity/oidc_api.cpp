#include "lms/identity/oidc_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "http/target.h"
#include "lms/identity/cookie.h"
#include "lms/identity/identity_json.h"
#include "storage/db/database.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::string_view kVisitCookie = "lectern_visit";
constexpr std::size_t kMostRules = 200;
constexpr std::size_t kLongestForm = 64 * 1024;

std::string query_of(const Request& request, std::string_view name) {
  return std::string{request.find_query(name).value_or("")};
}

/// For the way there and back alone, and for this browser.
std::string visit_cookie(const std::string& secret, const Request& request) {
  const auto seconds =
      secret.empty() ? 0 : std::chrono::duration_cast<std::chrono::seconds>(kLongestVisit).count();
  return std::string{kVisitCookie} + "=" + secret +
         "; Path=/api/v1/auth/oidc; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax" +
         (request.secure ? "; Secure" : "");
}

Response redirect(std::string url) {
  return Response::empty(303).with("Location", std::move(url)).with("Cache-Control", "no-store");
}

json provider_json(const Provider& provider) {
  json rules = json::array();
  for (const auto& rule : provider.rules)
    rules.push_back({{"claim", rule.claim},
                     {"value", rule.value},
                     {"role", rule.role ? json(http::name_of(*rule.role)) : json(nullptr)},
                     {"cohort", rule.cohort}});
  return {{"id", provider.id},
          {"name", provider.name},
          {"issuer", provider.issuer},
          {"client_id", provider.client_id},
          {"has_secret", !provider.client_secret.empty()},
          {"scopes", provider.scopes},
          {"linking", text_of(provider.linking)},
          {"enabled", provider.is_enabled},
          {"rules", std::move(rules)},
          {"created_at", to_rfc3339(provider.created_at)}};
}

std::vector<ClaimRule> rules_of(const json& list) {
  std::vector<ClaimRule> rules;
  for (const auto& entry : list) {
    FieldReader fields(entry);
    ClaimRule rule;
    rule.claim = fields.text("claim", {1, 200});
    rule.value = fields.text("value", {1, 200});
    if (const auto role = fields.optional_choice("role", {"student", "instructor", "admin"}))
      rule.role = role_named(*role);
    rule.cohort = fields.optional_text("cohort", {0, 100}).value_or("");
    fields.finish();
    rules.push_back(std::move(rule));
  }
  return rules;
}

/// A list is read by itself: takes it out of the body, so that the reader of the rest does not know it.
std::optional<std::vector<ClaimRule>> take_rules(json& body) {
  if (!body.is_object() || !body.contains("rules")) return std::nullopt;
  const json list = std::move(body["rules"]);
  body.erase("rules");
  if (!list.is_array() || list.size() > kMostRules)
    throw InvalidInput({Problem{"rules", "This must be a list of at most 200 rules."}});
  return rules_of(list);
}

ProviderPatch provider_patch(FieldReader& fields) {
  ProviderPatch patch;
  patch.name = fields.optional_text("name", {1, 100});
  patch.issuer = fields.optional_text("issuer", {1, 500});
  patch.client_id = fields.optional_text("client_id", {1, 500});
  patch.client_secret = fields.optional_text("client_secret", {0, 1000});
  patch.scopes = fields.optional_text("scopes", {1, 500});
  if (const auto linking = fields.optional_choice("linking", {"by_hand", "verified_email"}))
    patch.linking = from_text<Linking>(*linking);
  patch.is_enabled = fields.optional_flag("enabled");
  return patch;
}

/// Providers post a form (Back-Channel Logout 1.0 §2.5).
class LogoutSink final : public http::BodySink {
 public:
  LogoutSink(OidcSignIn& sign_in, std::string provider) : sign_in_(sign_in), provider_(std::move(provider)) {}

  void write(std::string_view block) override {
    if (form_.size() + block.size() > kLongestForm)
      throw Error(ErrorCode::TooLarge, "This form is too large.");
    form_ += block;
  }

  Response finish() override {
    const auto form = http::parse_target("/?" + form_);
    std::string token;
    for (const auto& [name, value] : form.value_or(http::Target{}).query) {
      if (name == "logout_token") token = value;
    }
    if (token.empty()) throw InvalidInput({Problem{"logout_token", "This field is required."}});
    sign_in_.sign_out_by_provider(provider_, token);
    return Response::empty(200).with("Cache-Control", "no-store");
  }

  void abandon() noexcept override {}

 private:
  OidcSignIn& sign_in_;
  std::string provider_;
  std::string form_;
};

constexpr http::Parameter kStartQuery[] = {{"next", "The page to go to afterwards: a path of this server."}};

/// RFC 6749 §4.1.2 and RFC 9207 §2. Providers add more, which is passed over.
constexpr http::Parameter kCallbackQuery[] = {{"state", "The visit that comes back."},
                                              {"code", "What the provider's token endpoint takes."},
                                              {"iss", "Who the provider says it is."},
                                              {"error", "Why nobody was signed in, as a code."}};

}  // namespace

// clang-format off
const http::Entry<OidcApi> OidcApi::kRoutes[] = {
    // method         path                                              who            body        lane          handler                       what it does
    {Method::Get,    "/api/v1/auth/providers",                         Who::Anyone,   Body::None, Lane::Worker, &OidcApi::list_ways,          "Providers to sign in with",                          {"", "SignInWays"}},
    {Method::Get,    "/api/v1/auth/oidc/{provider}/start",             Who::Anyone,   Body::None, Lane::Slow,   &OidcApi::start,              "Send the browser to a provider to sign in",          {"", "", kStartQuery}},
    {Method::Get,    "/api/v1/auth/oidc/{provider}/callback",          Who::Anyone,   Body::None, Lane::Slow,   &OidcApi::callback,           "Take the browser back from a provider",              {"", "", kCallbackQuery}},
    {Method::Post,   "/api/v1/auth/oidc/logout",                       Who::SignedIn, Body::None, Lane::Slow,   &OidcApi::logout,             "End this session, and tell where to end it at the provider", {"", "SignedOut"}},
    {Method::Get,    "/api/v1/me/identities",                          Who::SignedIn, Body::None, Lane::Worker, &OidcApi::list_links,         "Providers linked to one's own account",              {"", "IdentityList"}},
    {Method::Post,   "/api/v1/me/identities",                          Who::SignedIn, Body::Json, Lane::Slow,   &OidcApi::start_link,         "Begin linking a provider to one's own account",      {"NewIdentity", "Visit"}},
    {Method::Delete, "/api/v1/me/identities/{provider}",               Who::SignedIn, Body::None, Lane::Worker, &OidcApi::unlink,             "Unlink a provider from one's own account",           {}},
    {Method::Get,    "/api/v1/identity-providers",                     Who::Admin,    Body::None, Lane::Worker, &OidcApi::list_providers,     "List providers as they are set up",                  {"", "ProviderList"}},
    {Method::Post,   "/api/v1/identity-providers",                     Who::Admin,    Body::Json, Lane::Worker, &OidcApi::add_provider,       "Set a provider up",                                  {"NewProvider", "Provider"}},
    {Method::Patch,  "/api/v1/identity-providers/{id}",                Who::Admin,    Body::Json, Lane::Worker, &OidcApi::change_provider,    "Change how a provider is set up",                    {"ProviderPatch", "Provider"}},
    {Method::Delete, "/api/v1/identity-providers/{id}",                Who::Admin,    Body::None, Lane::Worker, &OidcApi::remove_provider,    "Remove a provider and all links to it",              {}},
    {Method::Post,   "/api/v1/identity-providers/{id}/test",           Who::Admin,    Body::None, Lane::Slow,   &OidcApi::test_provider,      "Ask a provider for its description and keys",        {"", "ProviderTest"}},
};

const http::StreamEntry<OidcApi> OidcApi::kStreams[] = {
    {Method::Post, "/api/v1/auth/oidc/{provider}/backchannel-logout", Who::Anyone, &OidcApi::backchannel_logout, "Hear from a provider that somebody signed out: a form with a logout_token", {"LogoutForm", ""}},
};
// clang-format on

OidcApi::OidcApi(storage::Database& database, Identity& identity, Providers& providers,
                 ExternalAccounts& accounts, OidcSignIn& sign_in, OidcClient& client, std::string public_url)
    : database_(database),
      identity_(identity),
      providers_(providers),
      accounts_(accounts),
      sign_in_(sign_in),
      client_(client),
      public_url_(std::move(public_url)) {}

std::vector<http::Route> OidcApi::routes() {
  auto routes = http::bind(*this, std::span<const http::Entry<OidcApi>>{kRoutes});
  for (auto& route : http::bind(*this, std::span<const http::StreamEntry<OidcApi>>{kStreams}))
    routes.push_back(std::move(route));
  return routes;
}

std::string OidcApi::origin_of(const Request& request) const {
  if (!public_url_.empty()) return public_url_.substr(0, public_url_.find_last_not_of('/') + 1);
  return (request.secure ? "https://" : "http://") + std::string{request.headers.find("Host").value_or("")};
}

Response OidcApi::list_ways(const Request&) {
  json items = json::array();
  for (const auto& provider : providers_.list()) {
    if (!provider.is_enabled) continue;
    items.push_back({{"id", provider.id},
                     {"name", provider.name},
                     {"start_url", "/api/v1/auth/oidc/" + provider.id + "/start"}});
  }
  return Response::json({{"items", std::move(items)}});
}

Response OidcApi::start(const Request& request) {
  try {
    const auto visit = sign_in_.begin({.provider = request.parameter("provider"),
                                       .origin = origin_of(request),
                                       .next = query_of(request, "next")});
    return redirect(visit.url).with("Set-Cookie", visit_cookie(visit.browser_secret, request));
  } catch (const Error& error) {
    // A browser is on its way: it gets a page, not JSON.
    if (error.code() != ErrorCode::Unavailable && error.code() != ErrorCode::Forbidden) throw;
    return redirect("/sign-in?problem=unavailable");
  }
}

Response OidcApi::callback(const Request& request) {
  Return back{.provider = request.parameter("provider"),
              .state = query_of(request, "state"),
              .code = query_of(request, "code"),
              .issuer = query_of(request, "iss"),
              .error = query_of(request, "error"),
              .browser_secret = std::string{request.find_cookie(kVisitCookie).value_or("")},
              .client = client_of(request)};
  try {
    return arrived(request, sign_in_.finish(back, request.principal));
  } catch (const ExternalSignInFailed& failed) {
    const bool was_linking = request.principal.is_signed_in();
    return redirect((was_linking ? "/account/security?problem=" : "/sign-in?problem=") + failed.reason())
        .with("Set-Cookie", visit_cookie("", request));
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unavailable && error.code() != ErrorCode::Forbidden) throw;
    return redirect("/sign-in?problem=unavailable").with("Set-Cookie", visit_cookie("", request));
  }
}

Response OidcApi::arrived(const Request& request, const Arrival& arrival) const {
  auto response = redirect(arrival.next).with("Set-Cookie", visit_cookie("", request));
  if (arrival.sign_in)
    response.headers.add("Set-Cookie", session_cookie(arrival.sign_in->secret, identity_.session_lifetime(),
                                                      request.secure ? Transport::Secure : Transport::Plain));
  return response;
}

Response OidcApi::logout(const Request& request) {
  const auto url = sign_in_.sign_out(request.principal, origin_of(request));
  return Response::json({{"url", url ? json(*url) : json(nullptr)}})
      .with("Set-Cookie", ended_cookie(request.secure ? Transport::Secure : Transport::Plain));
}

std::unique_ptr<http::BodySink> OidcApi::backchannel_logout(const Request& request) {
  return std::make_unique<LogoutSink>(sign_in_, request.parameter("provider"));
}

Response OidcApi::list_links(const Request& request) {
  const auto links =
      database_.read([&](const storage::Reader& db) { return accounts_.list(db, request.principal.user); });
  json items = json::array();
  for (const auto& link : links)
    items.push_back({{"provider", link.provider},
                     {"email", link.email},
                     {"created_at", to_rfc3339(link.created_at)},
                     {"last_used_at", to_rfc3339(link.last_used_at)}});
  return Response::json({{"items", std::move(items)}});
}

Response OidcApi::start_link(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto provider = fields.text("provider", {1, 32});
  const auto next = fields.optional_text("next", {0, 500});
  fields.finish();
  const auto visit = sign_in_.begin({.provider = provider,
                                     .origin = origin_of(request),
                                     .next = next.value_or("/account"),
                                     .links = request.principal.user});
  return Response::json({{"url", visit.url}}, 201)
      .with("Set-Cookie", visit_cookie(visit.browser_secret, request))
      .with("Cache-Control", "no-store");
}

Response OidcApi::unlink(const Request& request) {
  database_.write(
      [&](storage::Writer& db) { accounts_.unlink(db, request.principal, request.parameter("provider")); });
  return Response::empty();
}

Response OidcApi::list_providers(const Request&) {
  json items = json::array();
  for (const auto& provider : providers_.list()) items.push_back(provider_json(provider));
  return Response::json({{"items", std::move(items)}});
}

Response OidcApi::add_provider(const Request& request) {
  auto body = request.json();
  const auto rules = take_rules(body);
  FieldReader fields(body);
  Provider provider;
  provider.id = fields.text("id", {1, 32});
  const auto patch = provider_patch(fields);
  fields.finish();
  provider.name = patch.name.value_or("");
  provider.issuer = patch.issuer.value_or("");
  provider.client_id = patch.client_id.value_or("");
  provider.client_secret = patch.client_secret.value_or("");
  provider.scopes = patch.scopes.value_or(provider.scopes);
  provider.linking = patch.linking.value_or(provider.linking);
  provider.is_enabled = patch.is_enabled.value_or(provider.is_enabled);
  provider.rules = rules.value_or(provider.rules);
  return Response::json(provider_json(providers_.add(request.principal, std::move(provider))), 201);
}

Response OidcApi::change_provider(const Request& request) {
  auto body = request.json();
  const auto rules = take_rules(body);
  FieldReader fields(body);
  auto patch = provider_patch(fields);
  fields.finish();
  patch.rules = rules;
  return Response::json(provider_json(providers_.change(request.principal, request.parameter("id"), patch)));
}

Response OidcApi::remove_provider(const Request& request) {
  providers_.remove(request.principal, request.parameter("id"));
  return Response::empty();
}

Response OidcApi::test_provider(const Request& request) {
  const auto provider = providers_.require(request.parameter("id"));
  const auto redirect_uri = origin_of(request) + "/api/v1/auth/oidc/" + provider.id + "/callback";
  try {
    client_.forget(provider.issuer);
    const auto metadata = client_.metadata(provider);
    const auto keys = client_.count_keys(metadata);
    const bool usable = keys > 0;
    return Response::json({{"works", usable},
                           {"message", usable ? "The provider answers, and its keys can be read."
                                              : "The provider has no key of a kind that Lectern takes."},
                           {"redirect_uri", redirect_uri}});
  } catch (const Error& error) {
    if (error.code() == ErrorCode::Internal) throw;
    return Response::json({{"works", false}, {"message", error.message()}, {"redirect_uri", redirect_uri}});
  }
}

}  // namespace lectern::lms
