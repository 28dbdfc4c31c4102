#pragma once
// Signing in with an OpenID provider (OpenID Connect Core 1.0 §3.1, the code flow, with PKCE of RFC 7636).
// What a visit must bring back is kept here, bound to the browser that it began in, and each visit comes back
// once. All calls out happen outside of transactions.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/principal.h"
#include "lms/identity/external_accounts.h"
#include "lms/identity/identity.h"
#include "lms/identity/oidc_client.h"
#include "lms/identity/providers.h"

namespace lectern::lms {

/// How long somebody may take at the provider.
inline constexpr Milliseconds kLongestVisit = std::chrono::minutes{10};

struct VisitWish {
  std::string provider;
  std::string origin;  ///< Of this server, as the browser knows it: "https://lectures.example.org".
  std::string next;    ///< The page to go on to. Anything but a path of this app becomes "/".
  UserId links = {};   ///< Who is signed in and wants to link; nobody for signing in.
};

struct Visit {
  std::string url;             ///< To send the browser to.
  std::string browser_secret;  ///< For its cookie.
};

/// What the browser brought back.
struct Return {
  std::string provider;
  std::string state;
  std::string code;
  std::string issuer;  ///< RFC 9207; may be empty.
  std::string error;   ///< RFC 6749 §4.1.2.1.
  std::string browser_secret;
  Client client;
};

struct Arrival {
  std::optional<SignIn> sign_in;  ///< Nothing where an account was linked.
  std::string next;
};

class OidcSignIn {
 public:
  OidcSignIn(storage::Database& database, const Clock& clock, Identity& identity, Providers& providers,
             ExternalAccounts& accounts, OidcClient& client)
      : database_(database),
        clock_(clock),
        identity_(identity),
        providers_(providers),
        accounts_(accounts),
        client_(client) {}

  /// NotFound where there is no such provider, or where it is switched off.
  Visit begin(const VisitWish& wish);
  /// Throws ExternalSignInFailed, or Unavailable.
  Arrival finish(const Return& back, const http::Principal& who);

  /// Ends the session here. Answers where to go to end it at the provider too; nothing where there is no
  /// need.
  std::optional<std::string> sign_out(const http::Principal& who, const std::string& origin);
  /// The provider's own word that somebody signed out (Back-Channel Logout 1.0). Invalid where it is not
  /// good.
  void sign_out_by_provider(const std::string& provider, const std::string& logout_token);

  /// Forgets visits that will not come back.
  void sweep();

 private:
  struct Pending;
  Pending take_visit(const Return& back);
  nlohmann::json claims_of(const Provider& provider, const Pending& pending, const Return& back);
  SignIn begin_session(const UserId& user, const Client& client);
  Arrival enter(const http::Principal& from, const Vouched& vouched, const nlohmann::json& claims,
                const std::string& next, const Client& client);
  Provider require_enabled(const std::string& id) const;

  storage::Database& database_;
  const Clock& clock_;
  Identity& identity_;
  Providers& providers_;
  ExternalAccounts& accounts_;
  OidcClient& client_;
};

/// A path of this app; "/" for anything else, so that nobody is sent to another site.
std::string safe_next(std::string_view wish);

}  // namespace lectern::lms
