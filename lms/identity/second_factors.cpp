#include "lms/identity/second_factors.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "lms/identity/accounts.h"
#include "lms/identity/letters.h"
#include "lms/identity/totp.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kFactor{"second_factors.find", R"sql(
  SELECT sealed_secret, is_on, last_step FROM second_factor WHERE account_id = ?1)sql"};

const storage::Query kBegin{"second_factors.begin", R"sql(
  INSERT INTO second_factor (account_id, sealed_secret, is_on, last_step, created_at) VALUES (?1, ?2, 0, 0, ?3)
  ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at)sql"};

const storage::Query kUse{"second_factors.use", R"sql(
  UPDATE second_factor SET is_on = 1, last_step = ?2 WHERE account_id = ?1)sql"};

const storage::Query kRemove{"second_factors.remove", R"sql(
  DELETE FROM second_factor WHERE account_id = ?1)sql"};

const storage::Query kInsertCode{"second_factors.insert_code", R"sql(
  INSERT INTO recovery_code (account_id, code_hash) VALUES (?1, ?2))sql"};

const storage::Query kUseCode{"second_factors.use_code", R"sql(
  DELETE FROM recovery_code WHERE account_id = ?1 AND code_hash = ?2)sql"};

const storage::Query kRemoveCodes{"second_factors.remove_codes", R"sql(
  DELETE FROM recovery_code WHERE account_id = ?1)sql"};

const storage::Query kCountCodes{"second_factors.count_codes", R"sql(
  SELECT count(*) FROM recovery_code WHERE account_id = ?1)sql"};

constexpr std::size_t kSecretBytes = 20;  // RFC 4226 §4: 160 bits.
constexpr int kRecoveryCodes = 10;
constexpr Milliseconds kChallengeLives = 5min;
constexpr char kIssuer[] = "Lectern";

struct Factor {
  std::string sealed_secret;
  bool is_on = false;
  std::int64_t last_step = 0;
};

Factor as_factor(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<bool>(1), row.get<std::int64_t>(2)};
}

/// 50 bits each: nobody tries them out at some guesses a minute.
std::string new_recovery_code() {
  auto text = to_lower_ascii(to_base32(random_bytes(7))).substr(0, 10);
  return text.insert(5, "-");
}

// Spaces and dashes are for the eye.
std::string plain(std::string_view code) {
  std::string text = to_lower_ascii(code);
  std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
  return text;
}

/// Keyed, so that a copy of the database is not enough to try them out.
std::string hash_of(std::string_view key, const UserId& user, std::string_view code) {
  return to_hex(hmac_sha256(key, "recovery code " + user.text() + plain(code)));
}

[[noreturn]] void throw_wrong_code() {
  throw Error(ErrorCode::Unauthenticated, "This code is wrong or was used already.");
}

}  // namespace

SecondFactors::SecondFactors(storage::Database& database, Identity& identity, Mailer& mailer)
    : database_(database), identity_(identity), mailer_(mailer) {}

SecondFactorStanding SecondFactors::standing(const UserId& user) const {
  return database_.read([&](const storage::Reader& db) {
    SecondFactorStanding standing;
    const auto factor = db.first(kFactor, as_factor, user);
    standing.is_on = factor && factor->is_on;
    const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    standing.recovery_codes_left = db.first(kCountCodes, as_count, user).value_or(0);
    return standing;
  });
}

TotpOffer SecondFactors::offer(const http::Principal& who) {
  const auto secret = random_bytes(kSecretBytes);
  const auto email = database_.write([&](storage::Writer& db) {
    const auto factor = db.first(kFactor, as_factor, who.user);
    if (factor && factor->is_on)
      throw Error(ErrorCode::Conflict,
                  "Two-step sign-in is on already. Turn it off first to use another device.");
    db.run(kBegin, who.user, to_base64url(seal(identity_.sealing_key(), secret)), db.now());
    return require_user(db, who.user).email;
  });
  return {to_base32(secret), totp_uri(secret, email, kIssuer)};
}

std::vector<std::string> SecondFactors::turn_on(const http::Principal& who, const std::string& code) {
  if (const auto wait = identity_.throttle().admit("turn on " + who.user.text(), "")) throw_wait(*wait);
  auto codes = database_.write([&](storage::Writer& db) {
    if (!take_code(db, who.user, code))
      throw InvalidInput(
          std::vector<Problem>{{"code", "This code is wrong. Wait for the next one and type that."}});
    return replace_recovery_codes(db, who.user);
  });
  identity_.throttle().forget("turn on " + who.user.text(), "");
  return codes;
}

std::vector<std::string> SecondFactors::new_recovery_codes(const http::Principal& who) {
  return database_.write([&](storage::Writer& db) {
    const auto factor = db.first(kFactor, as_factor, who.user);
    if (!factor || !factor->is_on)
      throw Error(ErrorCode::Conflict, "Two-step sign-in is off. Turn it on first.");
    return replace_recovery_codes(db, who.user);
  });
}

std::vector<std::string> SecondFactors::replace_recovery_codes(storage::Writer& db,
                                                               const UserId& user) const {
  db.run(kRemoveCodes, user);
  std::vector<std::string> codes;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(new_recovery_code());
    db.run(kInsertCode, user, hash_of(identity_.sealing_key(), user, codes.back()));
  }
  return codes;
}

void SecondFactors::turn_off(const UserId& user) {
  database_.write([&](storage::Writer& db) {
    db.run(kRemove, user);
    db.run(kRemoveCodes, user);
  });
}

void SecondFactors::reset(const http::Principal& who, const UserId& user) {
  database_.write([&](storage::Writer& db) {
    const auto owner = require_user(db, user);
    db.run(kRemoveCodes, user);
    if (db.run(kRemove, user) == 0) return;
    mailer_.queue(db, letter_to(owner, Letter::SecondFactorOff, mailer_.link("/account/security")));
    audit::record(db, catalog::act_of(who, "user.second_factor_reset", {"user", user.text()}));
  });
}

bool SecondFactors::take_code(storage::Writer& db, const UserId& user, const std::string& code) const {
  const auto factor = db.first(kFactor, as_factor, user);
  if (!factor) return false;
  const auto sealed = from_base64url(factor->sealed_secret);
  const auto secret = sealed ? unseal(identity_.sealing_key(), *sealed) : std::nullopt;
  if (!secret) return false;
  const auto step = find_totp_step(*secret, plain(code), db.now(), factor->last_step);
  if (step) db.run(kUse, user, *step);
  return step.has_value();
}

std::string SecondFactors::challenge(const UserId& user) const {
  const auto until = identity_.clock().now() + kChallengeLives;
  const auto message = fmt::format("{}.{}", user.text(), until.time_since_epoch().count());
  return message + "." + to_base64url(hmac_sha256(identity_.sealing_key(), "second step " + message));
}

std::optional<UserId> SecondFactors::challenged(const std::string& challenge) const {
  const auto parts = split(challenge, '.');
  if (parts.size() != 3) return std::nullopt;
  const auto message = fmt::format("{}.{}", parts[0], parts[1]);
  const auto signature = from_base64url(parts[2]);
  const auto until = parse_number<std::int64_t>(parts[1]);
  const bool is_ours = signature && equal_in_constant_time(*signature, hmac_sha256(identity_.sealing_key(),
                                                                                   "second step " + message));
  if (!is_ours || !until || Instant{Milliseconds{*until}} <= identity_.clock().now()) return std::nullopt;
  return UserId::parse(parts[0]);
}

User SecondFactors::answer(const std::string& challenge, const std::string& code) {
  const auto id = challenged(challenge);
  if (!id) throw Error(ErrorCode::Unauthenticated, "This took too long. Sign in again.");
  // Counted whatever the address: who comes here knows the password, and nobody else can shut the owner out.
  if (const auto wait = identity_.throttle().admit("second step " + id->text(), "")) throw_wait(*wait);
  const auto user = database_.write([&](storage::Writer& db) -> std::optional<User> {
    const auto factor = db.first(kFactor, as_factor, *id);
    if (!factor || !factor->is_on) return std::nullopt;
    const bool is_right =
        take_code(db, *id, code) || db.run(kUseCode, *id, hash_of(identity_.sealing_key(), *id, code)) == 1;
    return is_right ? std::optional{require_user(db, *id)} : std::nullopt;
  });
  if (!user) throw_wrong_code();
  identity_.throttle().forget("second step " + id->text(), "");
  return *user;
}

}  // namespace lectern::lms
