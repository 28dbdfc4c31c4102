#include "lms/identity/oidc_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/log.h"

namespace lectern::lms {

using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr Milliseconds kKeptFor = 1h;
constexpr Milliseconds kPauseBetweenFetches = 1min;
/// Somebody waits at the sign-in page.
constexpr Milliseconds kPatience = 5s;

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '-' || c == '.' || c == '_' || c == '~';  // RFC 3986 §2.3
    if (is_unreserved)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

bool lists(const json& object, const char* name, const char* wanted) {
  const auto found = object.find(name);
  return found != object.end() && found->is_array() &&
         std::find(found->begin(), found->end(), wanted) != found->end();
}

ProviderMetadata as_metadata(const json& document, const std::string& issuer) {
  ProviderMetadata metadata;
  metadata.issuer = text_in(document, "issuer");
  // Discovery 1.0 §4.3: exactly the same, or somebody else answers for it.
  if (metadata.issuer != issuer)
    throw Error(ErrorCode::Unavailable,
                fmt::format("The provider calls itself {}; write its issuer exactly so.",
                            metadata.issuer.empty() ? "nothing" : metadata.issuer));
  metadata.authorization_endpoint = text_in(document, "authorization_endpoint");
  metadata.token_endpoint = text_in(document, "token_endpoint");
  metadata.userinfo_endpoint = text_in(document, "userinfo_endpoint");
  metadata.end_session_endpoint = text_in(document, "end_session_endpoint");
  metadata.jwks_uri = text_in(document, "jwks_uri");
  const char* methods = "token_endpoint_auth_methods_supported";
  metadata.takes_secret_in_header =
      !document.contains(methods) || lists(document, methods, "client_secret_basic");
  metadata.names_itself =
      document.value("authorization_response_iss_parameter_supported", json(false)) == json(true);
  if (metadata.authorization_endpoint.empty() || metadata.token_endpoint.empty() || metadata.jwks_uri.empty())
    throw Error(ErrorCode::Unavailable,
                "The provider's description lacks an endpoint that signing in needs.");
  return metadata;
}

}  // namespace

std::string form_encoded(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string text;
  for (const auto& [name, value] : fields)
    text += (text.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return text;
}

json OidcClient::fetch(const HttpCall& call, const std::string& what) {
  const auto answer = http_.send(call);
  auto document = json::parse(answer.body, nullptr, /*allow_exceptions=*/false);
  if (!answer.succeeded() || !document.is_object())
    throw Error(ErrorCode::Unavailable, fmt::format("The provider's {} cannot be read.", what),
                fmt::format("{} answered {}", call.url, answer.status));
  return document;
}

ProviderMetadata OidcClient::metadata(const Provider& provider) {
  const auto now = clock_.now();
  const auto kept = metadata_.with([&](const auto& all) -> std::optional<ProviderMetadata> {
    const auto found = all.find(provider.issuer);
    if (found == all.end() || found->second.fetched_at + kKeptFor <= now) return std::nullopt;
    return found->second.metadata;
  });
  if (kept) return *kept;
  auto base = provider.issuer;
  if (base.ends_with('/')) base.pop_back();
  const auto document =
      fetch({.url = base + "/.well-known/openid-configuration", .timeout = kPatience, .attempts = 2},
            "description");
  const auto metadata = as_metadata(document, provider.issuer);
  metadata_.with([&](auto& all) { all[provider.issuer] = {metadata, now}; });
  return metadata;
}

std::shared_ptr<const OidcClient::Keys> OidcClient::keys(const ProviderMetadata& metadata) const {
  return keys_.with([&](const auto& all) -> std::shared_ptr<const Keys> {
    const auto found = all.find(metadata.jwks_uri);
    return found == all.end() ? nullptr : found->second;
  });
}

std::shared_ptr<const OidcClient::Keys> OidcClient::fetch_keys(const ProviderMetadata& metadata,
                                                               Instant asked_early_at) {
  const auto document = fetch({.url = metadata.jwks_uri, .timeout = kPatience, .attempts = 2}, "keys");
  const auto fresh =
      std::make_shared<const Keys>(Keys{KeySet::from_json(document.dump()), clock_.now(), asked_early_at});
  keys_.with([&](auto& all) { all[metadata.jwks_uri] = fresh; });
  return fresh;
}

json OidcClient::verified_payload(const ProviderMetadata& metadata, const std::string& token) {
  const auto parsed = parse_jws(token);
  if (!parsed) throw Error(ErrorCode::Unauthenticated, "The provider's token cannot be read.");
  const auto now = clock_.now();
  auto known = keys(metadata);
  if (!known || known->fetched_at + kKeptFor <= now) known = fetch_keys(metadata, {});
  auto verdict = known->set.verify(*parsed);
  if (verdict == Signature::UnknownKey && known->asked_early_at + kPauseBetweenFetches <= now)
    verdict = fetch_keys(metadata, now)->set.verify(*parsed);
  if (verdict != Signature::Right)
    throw Error(ErrorCode::Unauthenticated, "The provider's token is not signed by the provider.",
                fmt::format("alg={} kid={} {}", parsed->algorithm, parsed->key_id,
                            verdict == Signature::UnknownKey ? "unknown key" : "wrong signature"));
  return json::parse(parsed->payload, nullptr, /*allow_exceptions=*/false);
}

ProviderTokens OidcClient::exchange(const Provider& provider, const ProviderMetadata& metadata,
                                    const CodeExchange& exchange) {
  HttpCall call{.method = "POST", .url = metadata.token_endpoint, .timeout = kPatience};
  std::vector<std::pair<std::string, std::string>> fields = {{"grant_type", "authorization_code"},
                                                             {"code", exchange.code},
                                                             {"redirect_uri", exchange.redirect_uri},
                                                             {"code_verifier", exchange.verifier}};
  const bool in_header = !provider.client_secret.empty() && metadata.takes_secret_in_header;
  if (in_header) {
    // RFC 6749 §2.3.1: both halves are form-encoded first.
    const auto pair = percent_encoded(provider.client_id) + ":" + percent_encoded(provider.client_secret);
    call.headers.emplace_back("Authorization", "Basic " + to_base64(pair));
  } else {
    fields.emplace_back("client_id", provider.client_id);
    if (!provider.client_secret.empty()) fields.emplace_back("client_secret", provider.client_secret);
  }
  call.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  call.headers.emplace_back("Accept", "application/json");
  call.body = form_encoded(fields);
  const auto answer = http_.send(call);
  const auto document = json::parse(answer.body, nullptr, /*allow_exceptions=*/false);
  if (!answer.succeeded() || !document.is_object())
    throw Error(ErrorCode::Unauthenticated, "The provider refused the sign-in.",
                fmt::format("token endpoint answered {} {}", answer.status,
                            document.is_object() ? text_in(document, "error") : ""));
  return {text_in(document, "id_token"), text_in(document, "access_token")};
}

json OidcClient::userinfo(const ProviderMetadata& metadata, const std::string& access_token) {
  return fetch({.url = metadata.userinfo_endpoint,
                .headers = {{"Authorization", "Bearer " + access_token}, {"Accept", "application/json"}},
                .timeout = kPatience,
                .attempts = 2},
               "word on who this is");
}

std::size_t OidcClient::count_keys(const ProviderMetadata& metadata) {
  return fetch_keys(metadata, {})->set.size();
}

void OidcClient::forget(const std::string& issuer) {
  metadata_.with([&](auto& all) { all.erase(issuer); });
}

}  // namespace lectern::lms
