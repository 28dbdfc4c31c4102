#include "lms/identity/providers.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kMostRules = 200;

const storage::Query kProviders{"identity.providers", R"sql(
  SELECT id, name, issuer, client_id, client_secret, scopes, linking, is_enabled, rules, created_at
    FROM identity_provider ORDER BY id LIMIT 100)sql"};

const storage::Query kProvider{"identity.provider", R"sql(
  SELECT id, name, issuer, client_id, client_secret, scopes, linking, is_enabled, rules, created_at
    FROM identity_provider WHERE id = ?1)sql"};

const storage::Query kInsert{"identity.insert_provider", R"sql(
  INSERT INTO identity_provider
    (id, name, issuer, client_id, client_secret, scopes, linking, is_enabled, rules, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING)sql"};

const storage::Query kUpdate{"identity.update_provider", R"sql(
  UPDATE identity_provider SET name = ?2, issuer = ?3, client_id = ?4, client_secret = ?5, scopes = ?6, linking = ?7,
    is_enabled = ?8, rules = ?9 WHERE id = ?1)sql"};

const storage::Query kDelete{"identity.delete_provider", R"sql(
  DELETE FROM identity_provider WHERE id = ?1)sql"};

const storage::Query kDeleteIdentities{"identity.delete_provider_identities", R"sql(
  DELETE FROM external_identity WHERE provider = ?1)sql"};

std::string rules_text(const std::vector<ClaimRule>& rules) {
  json list = json::array();
  for (const auto& rule : rules)
    list.push_back({{"claim", rule.claim},
                    {"value", rule.value},
                    {"role", rule.role ? json(http::name_of(*rule.role)) : json(nullptr)},
                    {"cohort", rule.cohort}});
  return list.dump();
}

std::vector<ClaimRule> rules_from(const std::string& text) {
  std::vector<ClaimRule> rules;
  for (const auto& entry : json::parse(text)) {
    ClaimRule rule{entry.at("claim"), entry.at("value"), std::nullopt, entry.at("cohort")};
    if (entry.at("role").is_string()) rule.role = role_named(entry.at("role").get<std::string>());
    rules.push_back(std::move(rule));
  }
  return rules;
}

bool is_id(std::string_view text) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= 32 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), is_plain) && text != "ldap";
}

/// OpenID Connect Discovery 1.0 §4.1 wants TLS. A provider on this very machine may do without.
bool is_issuer(std::string_view text) {
  constexpr std::string_view kHere[] = {"http://127.0.0.1:", "http://localhost:", "http://[::1]:"};
  const bool is_here =
      std::any_of(std::begin(kHere), std::end(kHere), [&](auto start) { return text.starts_with(start); });
  return (is_here || (text.starts_with("https://") && text.size() > 8)) &&
         text.find_first_of("?# ") == text.npos;
}

void refuse_problems(const Provider& provider) {
  if (auto problems = problems_of(provider); !problems.empty()) throw InvalidInput(std::move(problems));
}

/// Everything but the secret.
json facts_of(const Provider& provider) {
  return {{"name", provider.name},
          {"issuer", provider.issuer},
          {"client_id", provider.client_id},
          {"scopes", provider.scopes},
          {"linking", text_of(provider.linking)},
          {"enabled", provider.is_enabled},
          {"rules", json::parse(rules_text(provider.rules))}};
}

void record(storage::Writer& db, const http::Principal& who, const char* action, const std::string& id,
            const json& details) {
  audit::record(db, catalog::act_of(who, action, {"identity_provider", id}, details));
}

}  // namespace

std::vector<Problem> problems_of(const Provider& provider) {
  std::vector<Problem> problems;
  if (!is_id(provider.id))
    problems.push_back({"id", "Use up to 32 lower-case letters, digits and hyphens; ldap is taken."});
  if (trim(provider.name).empty()) problems.push_back({"name", "This field is required."});
  if (!is_issuer(provider.issuer))
    problems.push_back(
        {"issuer", "Write the issuer's address as the provider states it: https://login.example.org."});
  if (trim(provider.client_id).empty()) problems.push_back({"client_id", "This field is required."});
  const auto scopes = split(provider.scopes, ' ');
  if (std::find(scopes.begin(), scopes.end(), "openid") == scopes.end())
    problems.push_back({"scopes", "The scope openid must be among them."});
  if (provider.rules.size() > kMostRules) problems.push_back({"rules", "There are at most 200 rules."});
  for (const auto& rule : provider.rules) {
    if (rule.claim.empty() || rule.value.empty() || (!rule.role && rule.cohort.empty())) {
      problems.push_back({"rules", "Each rule names a claim, its value, and a role or a cohort."});
      break;
    }
  }
  return problems;
}

Provider Providers::as_provider(const storage::Row& row) const {
  Provider provider;
  provider.id = row.get<std::string>(0);
  provider.name = row.get<std::string>(1);
  provider.issuer = row.get<std::string>(2);
  provider.client_id = row.get<std::string>(3);
  const auto secret = unseal(key_, row.get<storage::Bytes>(4).value);
  // The key file was replaced: the secret is lost, and has to be entered again.
  provider.client_secret = secret.value_or("");
  provider.scopes = row.get<std::string>(5);
  provider.linking = row.get<Linking>(6);
  provider.is_enabled = row.get<bool>(7);
  provider.rules = rules_from(row.get<std::string>(8));
  provider.created_at = row.get<Instant>(9);
  return provider;
}

std::vector<Provider> Providers::list() const {
  return database_.read([&](const storage::Reader& db) {
    return db.all(kProviders, [&](const storage::Row& row) { return as_provider(row); });
  });
}

Provider Providers::require(const std::string& id) const {
  auto provider = database_.read([&](const storage::Reader& db) {
    return db.first(
        kProvider, [&](const storage::Row& row) { return as_provider(row); }, id);
  });
  if (!provider) throw Error(ErrorCode::NotFound, "There is no such provider.");
  return std::move(*provider);
}

Provider Providers::add(const http::Principal& who, Provider provider) {
  refuse_problems(provider);
  const storage::Bytes sealed{seal(key_, provider.client_secret)};
  database_.write([&](storage::Writer& db) {
    if (db.run(kInsert, provider.id, provider.name, provider.issuer, provider.client_id, sealed,
               provider.scopes, provider.linking, provider.is_enabled, rules_text(provider.rules),
               db.now()) == 0)
      throw Error(ErrorCode::Conflict, "There is a provider with this id already.");
    record(db, who, "identity_provider.added", provider.id, facts_of(provider));
  });
  return require(provider.id);
}

Provider Providers::change(const http::Principal& who, const std::string& id, const ProviderPatch& patch) {
  auto provider = require(id);
  const auto before = facts_of(provider);
  if (patch.name) provider.name = *patch.name;
  if (patch.issuer) provider.issuer = *patch.issuer;
  if (patch.client_id) provider.client_id = *patch.client_id;
  if (patch.client_secret) provider.client_secret = *patch.client_secret;
  if (patch.scopes) provider.scopes = *patch.scopes;
  if (patch.linking) provider.linking = *patch.linking;
  if (patch.is_enabled) provider.is_enabled = *patch.is_enabled;
  if (patch.rules) provider.rules = *patch.rules;
  refuse_problems(provider);
  const storage::Bytes sealed{seal(key_, provider.client_secret)};
  database_.write([&](storage::Writer& db) {
    db.run(kUpdate, id, provider.name, provider.issuer, provider.client_id, sealed, provider.scopes,
           provider.linking, provider.is_enabled, rules_text(provider.rules));
    record(
        db, who, "identity_provider.changed", id,
        {{"before", before}, {"after", facts_of(provider)}, {"new_secret", patch.client_secret.has_value()}});
  });
  return provider;
}

void Providers::remove(const http::Principal& who, const std::string& id) {
  const auto provider = require(id);
  database_.write([&](storage::Writer& db) {
    db.run(kDelete, id);
    db.run(kDeleteIdentities, id);
    record(db, who, "identity_provider.removed", id, facts_of(provider));
  });
}

}  // namespace lectern::lms
