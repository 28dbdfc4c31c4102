#include "lms/identity/oidc.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/log.h"
#include "base/random.h"
#include "lms/identity/accounts.h"
#include "lms/identity/jose.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestNext = 500;
constexpr Milliseconds kLogoutRemembered = std::chrono::minutes{15};

const storage::Query kInsertVisit{"oidc.insert_visit", R"sql(
  INSERT INTO oidc_visit
    (state_hash, browser_hash, provider, nonce, verifier, redirect_uri, next, links_account, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql"};

const storage::Query kVisit{"oidc.visit", R"sql(
  SELECT browser_hash, provider, nonce, verifier, redirect_uri, next, links_account, expires_at
    FROM oidc_visit WHERE state_hash = ?1)sql"};

const storage::Query kDeleteVisit{"oidc.delete_visit", R"sql(
  DELETE FROM oidc_visit WHERE state_hash = ?1)sql"};

const storage::Query kDeleteVisits{"oidc.delete_visits", R"sql(
  DELETE FROM oidc_visit WHERE expires_at <= ?1)sql"};

const storage::Query kInsertSession{"oidc.insert_session", R"sql(
  INSERT INTO oidc_session (session_id, provider, subject, sid) VALUES (?1, ?2, ?3, ?4))sql"};

const storage::Query kProviderOfSession{"oidc.provider_of_session", R"sql(
  SELECT provider FROM oidc_session WHERE session_id = ?1)sql"};

const storage::Query kSessionsOfSubject{"oidc.sessions_of_subject", R"sql(
  SELECT session_id FROM oidc_session WHERE provider = ?1 AND subject = ?2)sql"};

const storage::Query kSessionsBySid{"oidc.sessions_by_sid", R"sql(
  SELECT session_id FROM oidc_session WHERE provider = ?1 AND sid = ?2)sql"};

const storage::Query kSeeLogout{"oidc.see_logout", R"sql(
  INSERT INTO oidc_logout_seen (provider, jti, expires_at) VALUES (?1, ?2, ?3)
  ON CONFLICT (provider, jti) DO NOTHING)sql"};

const storage::Query kForgetLogouts{"oidc.forget_logouts", R"sql(
  DELETE FROM oidc_logout_seen WHERE expires_at <= ?1)sql"};

std::string text_in(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string hashed(std::string_view secret) {
  return to_hex(sha256(secret));
}

std::string joined(const std::string& address, const std::string& query) {
  return address + (address.find('?') == std::string::npos ? "?" : "&") + query;
}

[[noreturn]] void fail(std::string reason, std::string sentence, std::string detail) {
  log::warning("oidc.refused", {{"reason", reason}, {"detail", detail}});
  throw ExternalSignInFailed(std::move(reason), std::move(sentence), std::move(detail));
}

SessionId as_session(const storage::Row& row) {
  return row.get<SessionId>(0);
}

}  // namespace

struct OidcSignIn::Pending {
  std::string browser_hash;
  std::string provider;
  std::string nonce;
  std::string verifier;
  std::string redirect_uri;
  std::string next;
  UserId links;
  Instant expires_at;

  static Pending from(const storage::Row& row) {
    return {row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
            row.get<std::string>(3), row.get<std::string>(4), row.get<std::string>(5),
            row.get<UserId>(6),      row.get<Instant>(7)};
  }
};

std::string safe_next(std::string_view wish) {
  const bool is_path = wish.starts_with('/') && !wish.starts_with("//") && wish.size() <= kLongestNext;
  const bool is_plain =
      std::all_of(wish.begin(), wish.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
  return is_path && is_plain ? std::string{wish} : "/";
}

Provider OidcSignIn::require_enabled(const std::string& id) const {
  auto provider = providers_.require(id);
  if (!provider.is_enabled) throw Error(ErrorCode::NotFound, "There is no such provider.");
  return provider;
}

Visit OidcSignIn::begin(const VisitWish& wish) {
  const auto provider = require_enabled(wish.provider);
  const auto metadata = client_.metadata(provider);
  Visit visit{{}, random_token()};
  const auto state = random_token();
  const auto nonce = random_token();
  const auto verifier = random_token();
  const auto redirect_uri = wish.origin + "/api/v1/auth/oidc/" + provider.id + "/callback";
  database_.write([&](storage::Writer& db) {
    db.run(kInsertVisit, hashed(state), hashed(visit.browser_secret), provider.id, nonce, verifier,
           redirect_uri, safe_next(wish.next), wish.links, db.now() + kLongestVisit);
  });
  visit.url = joined(metadata.authorization_endpoint,
                     form_encoded({{"response_type", "code"},
                                   {"client_id", provider.client_id},
                                   {"redirect_uri", redirect_uri},
                                   {"scope", provider.scopes},
                                   {"state", state},
                                   {"nonce", nonce},
                                   {"code_challenge", to_base64url(sha256(verifier))},
                                   {"code_challenge_method", "S256"}}));
  return visit;
}

/// Once: whatever comes of it, the visit is over.
OidcSignIn::Pending OidcSignIn::take_visit(const Return& back) {
  const auto pending = database_.write([&](storage::Writer& db) {
    auto found = db.first(kVisit, Pending::from, hashed(back.state));
    db.run(kDeleteVisit, hashed(back.state));
    return found;
  });
  constexpr const char* kAgain = "This sign-in is no longer under way. Begin again.";
  if (!pending) fail("expired", kAgain, "unknown state");
  if (pending->expires_at <= clock_.now()) fail("expired", kAgain, "too late");
  // RFC 9700 §4.4: the answer of one provider must not be taken to another.
  if (pending->provider != back.provider) fail("failed", kAgain, "came back from another provider");
  if (!equal_in_constant_time(pending->browser_hash, hashed(back.browser_secret)))
    fail("expired", kAgain, "came back to another browser");
  return *pending;
}

json OidcSignIn::claims_of(const Provider& provider, const Pending& pending, const Return& back) {
  const auto metadata = client_.metadata(provider);
  const bool wrong_issuer = !back.issuer.empty() && back.issuer != provider.issuer;
  if (wrong_issuer || (metadata.names_itself && back.issuer.empty()))
    fail("failed", "The answer came from another provider.", "iss=" + back.issuer);
  const auto tokens =
      client_.exchange(provider, metadata, {back.code, pending.verifier, pending.redirect_uri});
  auto claims = client_.verified_payload(metadata, tokens.id_token);
  if (const auto problem =
          id_token_problem(claims, {provider.issuer, provider.client_id, pending.nonce}, clock_.now()))
    fail("failed", "The provider's answer is not for this sign-in.", *problem);
  if (metadata.userinfo_endpoint.empty() || tokens.access_token.empty()) return claims;
  const auto more = client_.userinfo(metadata, tokens.access_token);
  // Core 1.0 §5.3.2: otherwise it may be about somebody else.
  if (text_in(more, "sub") != text_in(claims, "sub"))
    fail("failed", "The provider's answer is not for this sign-in.", "userinfo of another subject");
  for (const auto& [name, value] : more.items()) {
    if (!claims.contains(name)) claims[name] = value;
  }
  return claims;
}

Arrival OidcSignIn::finish(const Return& back, const http::Principal& who) {
  const auto pending = take_visit(back);
  const auto provider = require_enabled(pending.provider);
  if (!back.error.empty())
    fail(back.error == "access_denied" ? "denied" : "failed", "The provider refused the sign-in.",
         back.error);
  json claims;
  try {
    claims = claims_of(provider, pending, back);
  } catch (const ExternalSignInFailed&) {
    throw;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unauthenticated) throw;
    fail("failed", error.message(), error.what());
  }
  const Vouched vouched{provider.id, profile_of(claims), granted_by(provider.rules, claims),
                        provider.linking};
  if (pending.links.empty()) return enter(who, vouched, claims, pending.next, back.client);
  if (who.user != pending.links) fail("expired", "Sign in first, then link the provider.", "another account");
  database_.write([&](storage::Writer& db) { accounts_.link(db, who, vouched); });
  return {std::nullopt, pending.next};
}

SignIn OidcSignIn::begin_session(const UserId& id, const Client& client) {
  const auto user = database_.read([&](const storage::Reader& db) { return require_user(db, id); });
  try {
    require_usable(user);
  } catch (const Error& error) {
    fail("disabled", error.message(), id.text());
  }
  return identity_.begin_session(user, client);
}

Arrival OidcSignIn::enter(const http::Principal& from, const Vouched& vouched, const json& claims,
                          const std::string& next, const Client& client) {
  const auto entered =
      database_.write([&](storage::Writer& db) { return accounts_.enter(db, from, vouched); });
  if (entered.role_changed) {
    identity_.end_sessions(entered.user);
    identity_.follow(entered.user);
  }
  auto sign_in = begin_session(entered.user, client);
  database_.write([&](storage::Writer& db) {
    db.run(kInsertSession, sign_in.session, vouched.provider, vouched.profile.subject,
           text_in(claims, "sid"));
  });
  return {std::move(sign_in), next};
}

std::optional<std::string> OidcSignIn::sign_out(const http::Principal& who, const std::string& origin) {
  const auto provider_id = database_.read([&](const storage::Reader& db) {
    return db.first(
        kProviderOfSession, [](const storage::Row& row) { return row.get<std::string>(0); }, who.session);
  });
  identity_.logout(who);
  if (!provider_id) return std::nullopt;
  try {
    const auto provider = providers_.require(*provider_id);
    const auto metadata = client_.metadata(provider);
    if (metadata.end_session_endpoint.empty()) return std::nullopt;
    return joined(
        metadata.end_session_endpoint,
        form_encoded({{"client_id", provider.client_id}, {"post_logout_redirect_uri", origin + "/sign-in"}}));
  } catch (const Error& error) {
    // Signed out here it is, whether or not the provider can be told.
    log::warning("oidc.logout_not_passed_on", {{"provider", *provider_id}, {"error", error.what()}});
    return std::nullopt;
  }
}

void OidcSignIn::sign_out_by_provider(const std::string& id, const std::string& logout_token) {
  const auto provider = require_enabled(id);
  // The provider is not bothered for what cannot be a token.
  if (!parse_jws(logout_token)) throw Error(ErrorCode::Invalid, "This is no logout token.");
  json claims;
  try {
    claims = client_.verified_payload(client_.metadata(provider), logout_token);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::Unauthenticated) throw;
    throw Error(ErrorCode::Invalid, "This logout token is not signed by the provider.", error.what());
  }
  if (const auto problem =
          logout_token_problem(claims, {provider.issuer, provider.client_id, {}}, clock_.now()))
    throw Error(ErrorCode::Invalid, "This logout token is not good.", *problem);
  const auto sessions = database_.write([&](storage::Writer& db) {
    if (db.run(kSeeLogout, id, text_in(claims, "jti"), db.now() + kLogoutRemembered) == 0)
      throw Error(ErrorCode::Invalid, "This logout token was used before.");
    const auto sid = text_in(claims, "sid");
    return sid.empty() ? db.all(kSessionsOfSubject, as_session, id, text_in(claims, "sub"))
                       : db.all(kSessionsBySid, as_session, id, sid);
  });
  for (const auto& session : sessions) {
    http::Principal whoever;
    whoever.session = session;
    identity_.logout(whoever);
  }
}

void OidcSignIn::sweep() {
  database_.write([&](storage::Writer& db) {
    db.run(kDeleteVisits, db.now());
    db.run(kForgetLogouts, db.now());
  });
}

}  // namespace lectern::lms
