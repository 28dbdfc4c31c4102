#pragma once
// What is asked of a provider over HTTP: its description, its keys, tokens for a code, and who somebody is.
// Descriptions and keys are kept for an hour; a token under an unknown key asks for the keys anew, but not
// more often than once a minute, so that forged tokens cannot make Lectern flood a provider. Every call
// waits.

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/http_client.h"
#include "lms/identity/jose.h"
#include "lms/identity/providers.h"

namespace lectern::lms {

/// OpenID Connect Discovery 1.0 §3.
struct ProviderMetadata {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string userinfo_endpoint;     ///< May be empty, with the next.
  std::string end_session_endpoint;  ///< RP-Initiated Logout 1.0.
  std::string jwks_uri;
  bool takes_secret_in_header = true;  ///< Else in the body.
  bool names_itself = false;           ///< RFC 9207: `iss` comes back with the code.
};

struct CodeExchange {
  std::string code;
  std::string verifier;
  std::string redirect_uri;
};

struct ProviderTokens {
  std::string id_token;
  std::string access_token;
};

class OidcClient {
 public:
  OidcClient(HttpClient& http, const Clock& clock) : http_(http), clock_(clock) {}

  /// All throw Unavailable with a sentence where the provider cannot be reached or makes no sense.
  ProviderMetadata metadata(const Provider& provider);
  /// The payload. Throws Unauthenticated unless the provider signed it.
  nlohmann::json verified_payload(const ProviderMetadata& metadata, const std::string& token);
  /// Unauthenticated where the provider refuses the code.
  ProviderTokens exchange(const Provider& provider, const ProviderMetadata& metadata,
                          const CodeExchange& exchange);
  nlohmann::json userinfo(const ProviderMetadata& metadata, const std::string& access_token);

  /// How many keys it has, asked anew: for the administrator's test.
  std::size_t count_keys(const ProviderMetadata& metadata);
  /// Asks everything anew the next time.
  void forget(const std::string& issuer);

 private:
  struct Keys {
    KeySet set;
    Instant fetched_at;
    Instant asked_early_at{};  ///< For the sake of an unknown key.
  };
  struct Known {
    ProviderMetadata metadata;
    Instant fetched_at;
  };
  std::shared_ptr<const Keys> keys(const ProviderMetadata& metadata) const;
  std::shared_ptr<const Keys> fetch_keys(const ProviderMetadata& metadata, Instant asked_early_at);
  nlohmann::json fetch(const HttpCall& call, const std::string& what);

  HttpClient& http_;
  const Clock& clock_;
  Guarded<std::map<std::string, Known>> metadata_;
  Guarded<std::map<std::string, std::shared_ptr<const Keys>>> keys_;
};

/// application/x-www-form-urlencoded, also for the query of an address.
std::string form_encoded(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace lectern::lms
