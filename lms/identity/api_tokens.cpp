#include "lms/identity/api_tokens.h"

#include <algorithm>
#include <array>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kLiving{"api_tokens.living", R"sql(
  SELECT t.id, t.account_id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.secret_hash, a.role
    FROM api_token t JOIN account a ON a.id = t.account_id
   WHERE t.expires_at > ?1 AND a.state IN ('active', 'leaving'))sql"};

const storage::Query kLivingOf{"api_tokens.living_of", R"sql(
  SELECT t.id, t.account_id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.secret_hash, a.role
    FROM api_token t JOIN account a ON a.id = t.account_id
   WHERE t.account_id = ?1 AND t.expires_at > ?2 AND a.state IN ('active', 'leaving'))sql"};

const storage::Query kInsert{"api_tokens.insert", R"sql(
  INSERT INTO api_token (id, account_id, secret_hash, name, scopes, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kDelete{"api_tokens.delete", R"sql(
  DELETE FROM api_token WHERE id = ?1)sql"};

const storage::Query kUsed{"api_tokens.used", R"sql(
  UPDATE api_token SET last_used_at = ?2 WHERE id = ?1)sql"};

const storage::Query kDeleteExpired{"api_tokens.delete_expired", R"sql(
  DELETE FROM api_token WHERE expires_at <= ?1)sql"};

constexpr std::size_t kMostOfOne = 100;

constexpr std::array<ApiScope, 5> kScopes = {{
    {"read", "See everything that you may see, change nothing."},
    {"courses", "Make and change courses, lessons and uploads."},
    {"enrolments", "Enrol people, end enrolments, change groups and cohorts."},
    {"admin", "Do what administrators do, if you are one."},
    {"everything", "Do all that you may do."},
}};

struct Place {
  std::string_view scope;
  std::string_view prefix;  ///< Of the path below /api/v1.
};
constexpr Place kWritable[] = {
    {"courses", "/courses"},
    {"courses", "/sections"},
    {"courses", "/lessons"},
    {"courses", "/uploads"},
    {"courses", "/programmes"},
    {"courses", "/videos"},
    {"courses", "/pages"},
    {"courses", "/announcements"},
    {"enrolments", "/enrolments"},
    {"enrolments", "/cohorts"},
    {"enrolments", "/groups"},
    {"enrolments", "/course-invitations"},
    {"admin", "/admin"},
    {"admin", "/users"},
    {"admin", "/invitations"},
    {"admin", "/roles"},
    {"admin", "/identity-providers"},
    {"admin", "/categories"},
};
// Inside a course, who belongs to it is not its content.
constexpr std::string_view kPeopleOfCourse[] = {"/enrol", "/roster", "/groups", "/cohorts", "/invitations"};

// What is not even read without the scope for it.
constexpr std::string_view kOfAdministrators[] = {"/admin", "/users", "/invitations",
                                                  "/roles", "/audit", "/identity-providers"};

// What guards the account itself. A token that could reach it could make itself another.
constexpr std::string_view kGuarded[] = {"/me/password", "/me/email",         "/me/sessions",
                                         "/me/tokens",   "/me/second-factor", "/me/passkeys",
                                         "/me/deletion", "/me/export",        "/auth"};

constexpr std::string_view kRoot = "/api/v1";

bool is_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool has(const std::vector<std::string>& scopes, std::string_view name) {
  return std::find(scopes.begin(), scopes.end(), name) != scopes.end();
}

bool is_about_people(std::string_view path) {
  return is_below(path, "/courses") &&
         std::any_of(std::begin(kPeopleOfCourse), std::end(kPeopleOfCourse),
                     [&](std::string_view word) { return path.find(word) != std::string_view::npos; });
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string hash_of(std::string_view secret) {
  return to_hex(sha256(secret));
}

}  // namespace

std::span<const ApiScope> api_scopes() {
  return kScopes;
}

bool scopes_allow(const std::vector<std::string>& scopes, http::Method method, std::string_view path) {
  const auto place = is_below(path, kRoot) ? path.substr(kRoot.size()) : path;
  for (const auto guarded : kGuarded)
    if (is_below(place, guarded)) return false;
  if (has(scopes, "everything")) return true;
  const bool is_admins = std::any_of(std::begin(kOfAdministrators), std::end(kOfAdministrators),
                                     [&](std::string_view prefix) { return is_below(place, prefix); });
  if (method == http::Method::Get || method == http::Method::Head || method == http::Method::Options)
    return is_admins ? has(scopes, "admin") : has(scopes, "read") || !scopes.empty();
  if (is_about_people(place)) return has(scopes, "enrolments");
  return std::any_of(std::begin(kWritable), std::end(kWritable), [&](const Place& writable) {
    return is_below(place, writable.prefix) && has(scopes, writable.scope);
  });
}

ApiTokens::ApiTokens(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {
  database_.read([&](const storage::Reader& db) {
    by_hash_.with([&](auto& tokens) {
      db.each(
          kLiving, [&](const storage::Row& row) { tokens[row.get<std::string>(7)] = as_living(row); },
          clock_.now());
    });
  });
}

ApiTokens::Living ApiTokens::as_living(const storage::Row& row) {
  Living living;
  living.token.id = row.get<ApiTokenId>(0);
  living.token.user = row.get<UserId>(1);
  living.token.name = row.get<std::string>(2);
  const auto scopes = row.get<std::string>(3);
  for (const auto scope : split(scopes, ' ')) living.token.scopes.emplace_back(scope);
  living.token.created_at = row.get<Instant>(4);
  living.token.expires_at = row.get<Instant>(5);
  living.token.last_used_at = row.get<std::optional<Instant>>(6);
  living.role = role_named(row.get<std::string>(8)).value_or(http::Role::Student);
  return living;
}

http::Principal ApiTokens::identify(const http::Request& request, std::string_view secret) {
  const auto now = clock_.now();
  const auto found = by_hash_.with([&](auto& tokens) -> std::optional<Living> {
    const auto place = tokens.find(hash_of(secret));
    if (place == tokens.end() || place->second.token.expires_at <= now) return std::nullopt;
    place->second.token.last_used_at = now;
    place->second.was_used = true;
    return place->second;
  });
  if (!found) throw Error(ErrorCode::Unauthenticated, "This API token is not valid any more.");
  if (!scopes_allow(found->token.scopes, request.method, request.path))
    throw Error(ErrorCode::Forbidden, "The scopes of this API token do not reach this.");
  return {found->token.user, SessionId{}, found->role};
}

IssuedApiToken ApiTokens::issue(const UserId& user, const NewApiToken& wish) {
  if (list(user).size() >= kMostOfOne)
    throw Error(ErrorCode::Conflict, "You have a hundred tokens already. Revoke some first.");
  IssuedApiToken issued;
  issued.secret = std::string{kApiTokenPrefix} + random_token();
  issued.token = {
      new_id<ApiTokenId>(clock_), user, wish.name, wish.scopes, clock_.now(), wish.expires_at, {}};
  database_.write([&](storage::Writer& db) {
    db.run(kInsert, issued.token.id, user, hash_of(issued.secret), wish.name, joined(wish.scopes), db.now(),
           wish.expires_at);
  });
  follow(user);
  return issued;
}

std::vector<ApiToken> ApiTokens::list(const UserId& user) const {
  std::vector<ApiToken> mine;
  by_hash_.with([&](const auto& tokens) {
    for (const auto& [hash, living] : tokens)
      if (living.token.user == user && living.token.expires_at > clock_.now()) mine.push_back(living.token);
  });
  std::sort(mine.begin(), mine.end(), [](const ApiToken& a, const ApiToken& b) { return a.id > b.id; });
  return mine;
}

void ApiTokens::revoke(const UserId& user, const ApiTokenId& id) {
  const auto hash = by_hash_.with([&](const auto& tokens) -> std::optional<std::string> {
    for (const auto& [key, living] : tokens)
      if (living.token.id == id && living.token.user == user) return key;
    return std::nullopt;
  });
  if (!hash) http::throw_no_such_thing();
  database_.write([&](storage::Writer& db) { db.run(kDelete, id); });
  by_hash_.with([&](auto& tokens) { tokens.erase(*hash); });
}

void ApiTokens::follow(const UserId& user) {
  std::unordered_map<std::string, Living> now;
  database_.read([&](const storage::Reader& db) {
    db.each(
        kLivingOf, [&](const storage::Row& row) { now[row.get<std::string>(7)] = as_living(row); }, user,
        db.now());
  });
  by_hash_.with([&](auto& tokens) {
    std::erase_if(tokens, [&](const auto& entry) {
      return entry.second.token.user == user && !now.contains(entry.first);
    });
    for (auto& [hash, living] : now) {
      auto& known = tokens.try_emplace(hash, living).first->second;
      known.role = living.role;
    }
  });
}

void ApiTokens::flush() {
  std::vector<ApiToken> used;
  by_hash_.with([&](auto& tokens) {
    std::erase_if(tokens, [&](const auto& entry) { return entry.second.token.expires_at <= clock_.now(); });
    for (auto& [hash, living] : tokens)
      if (std::exchange(living.was_used, false)) used.push_back(living.token);
  });
  database_.write([&](storage::Writer& db) {
    for (const auto& token : used) db.run(kUsed, token.id, *token.last_used_at);
    db.run(kDeleteExpired, db.now());
  });
}

}  // namespace lectern::lms
