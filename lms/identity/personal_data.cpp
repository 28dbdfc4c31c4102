#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kAccount{"personal_data.account", R"sql(
  SELECT email, username, name, role, language, time_zone, notify, created_at FROM account WHERE id = ?1)sql"};

const storage::Query kSessions{"personal_data.sessions", R"sql(
  SELECT address, user_agent, created_at, last_used_at FROM session WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kTokens{"personal_data.tokens", R"sql(
  SELECT name, scopes, created_at, expires_at, last_used_at FROM api_token WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPasskeys{"personal_data.passkeys", R"sql(
  SELECT name, relying_party, created_at, last_used_at FROM passkey WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kRoles{"personal_data.roles", R"sql(
  SELECT r.name FROM account_role g JOIN role r ON r.id = g.role_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kIdentities{"personal_data.identities", R"sql(
  SELECT provider, subject, email, created_at, last_used_at
    FROM external_identity WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kSecondFactor{"personal_data.second_factor", R"sql(
  SELECT is_on, created_at FROM second_factor WHERE account_id = ?1)sql"};

const storage::Query kInvited{"personal_data.invited", R"sql(
  SELECT email, role, created_at FROM account_invitation WHERE invited_by = ?1 LIMIT 50000)sql"};

const storage::Query kForgetRoles{"personal_data.forget_roles", R"sql(
  DELETE FROM account_role WHERE account_id = ?1)sql"};

// Or whoever the provider vouches for would come back to an account that is no more.
const storage::Query kForgetIdentities{"personal_data.forget_identities", R"sql(
  DELETE FROM external_identity WHERE account_id = ?1)sql"};

const storage::Query kForgetVisits{"personal_data.forget_visits", R"sql(
  DELETE FROM oidc_visit WHERE links_account = ?1)sql"};

// Its file has no row from then on, and goes with the next sweep.
const storage::Query kForgetExports{"personal_data.forget_exports", R"sql(
  DELETE FROM data_export WHERE account_id = ?1)sql"};

constexpr PersonalColumn kAccountColumns[] = {
    {"email"},    {"username"},  {"name"},   {"role"},
    {"language"}, {"time_zone"}, {"notify"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kSessionColumns[] = {
    {"address"}, {"user_agent"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr PersonalColumn kTokenColumns[] = {{"name"},
                                            {"scopes"},
                                            {"created_at", Kind::Time},
                                            {"expires_at", Kind::Time},
                                            {"last_used_at", Kind::Time}};
constexpr PersonalColumn kPasskeyColumns[] = {
    {"name"}, {"relying_party"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr PersonalColumn kRoleColumns[] = {{"name"}};
constexpr PersonalColumn kIdentityColumns[] = {
    {"provider"}, {"subject"}, {"email"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr PersonalColumn kFactorColumns[] = {{"is_on", Kind::Number}, {"created_at", Kind::Time}};
constexpr PersonalColumn kInvitedColumns[] = {{"email"}, {"role"}, {"created_at", Kind::Time}};

// People empties the account and what guards it.
const PersonalTable kTables[] = {
    {"account", kAccount, kAccountColumns, {&kForgetExports}},
    {"sessions", kSessions, kSessionColumns},
    {"api_tokens", kTokens, kTokenColumns},
    {"passkeys", kPasskeys, kPasskeyColumns},
    {"roles", kRoles, kRoleColumns, {&kForgetRoles}},
    {"linked_sign_ins", kIdentities, kIdentityColumns, {&kForgetIdentities, &kForgetVisits}},
    {"second_factor", kSecondFactor, kFactorColumns},
    {"invitations", kInvited, kInvitedColumns},
};

}  // namespace

std::vector<storage::PersonalData> account_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
