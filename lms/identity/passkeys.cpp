#include "lms/identity/passkeys.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "lms/identity/accounts.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kInsert{"passkeys.insert", R"sql(
  INSERT INTO passkey (id, account_id, credential_id, public_key, counter, relying_party, name, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (credential_id) DO NOTHING)sql"};

const storage::Query kList{"passkeys.list", R"sql(
  SELECT id, name, relying_party, created_at, last_used_at, credential_id FROM passkey
   WHERE account_id = ?1 ORDER BY id)sql"};

const storage::Query kFind{"passkeys.find", R"sql(
  SELECT id, account_id, public_key, counter, relying_party FROM passkey WHERE credential_id = ?1)sql"};

const storage::Query kUsed{"passkeys.used", R"sql(
  UPDATE passkey SET counter = ?2, last_used_at = ?3 WHERE id = ?1)sql"};

const storage::Query kRename{"passkeys.rename", R"sql(
  UPDATE passkey SET name = ?3 WHERE id = ?2 AND account_id = ?1)sql"};

const storage::Query kRemove{"passkeys.remove", R"sql(
  DELETE FROM passkey WHERE id = ?2 AND account_id = ?1)sql"};

constexpr Milliseconds kCeremonyLives = 5min;
constexpr std::size_t kMostCeremonies = 10'000;
constexpr std::size_t kMostOfOne = 50;

Passkey as_passkey(const storage::Row& row) {
  return {row.get<PasskeyId>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<Instant>(3),
          row.get<std::optional<Instant>>(4)};
}

struct Known {
  PasskeyId id;
  UserId user;
  std::string public_key;
  std::uint32_t counter = 0;
  std::string relying_party;
};

Known as_known(const storage::Row& row) {
  return {row.get<PasskeyId>(0), row.get<UserId>(1), row.get<storage::Bytes>(2).value,
          row.get<std::uint32_t>(3), row.get<std::string>(4)};
}

// §7.2 step 21: authenticators that count never count back, and those that do not always say zero.
bool went_back(const Known& known, std::uint32_t counter) {
  return (known.counter != 0 || counter != 0) && counter <= known.counter;
}

[[noreturn]] void throw_not_verified() {
  throw Error(ErrorCode::Invalid, "The passkey could not be checked. Try again, or use another one.");
}

[[noreturn]] void throw_no_passkey() {
  throw Error(ErrorCode::Unauthenticated, "This passkey is not known here, or could not be checked.");
}

}  // namespace

std::string Passkeys::begin(const UserId& user, const RelyingParty& party) {
  auto challenge = random_bytes(32);
  const auto now = clock_.now();
  ceremonies_.with([&](auto& ceremonies) {
    if (ceremonies.size() >= kMostCeremonies)
      std::erase_if(ceremonies, [&](const auto& entry) { return entry.second.until <= now; });
    if (ceremonies.size() >= kMostCeremonies) ceremonies.erase(ceremonies.begin());
    ceremonies[challenge] = {user, party.id, now + kCeremonyLives};
  });
  return challenge;
}

std::optional<std::string> Passkeys::take(const UserId& user, const RelyingParty& party,
                                          const std::string& client_data) {
  const auto challenge = challenge_in(client_data);
  if (!challenge) return std::nullopt;
  const bool is_ours = ceremonies_.with([&](auto& ceremonies) {
    const auto found = ceremonies.find(*challenge);
    if (found == ceremonies.end()) return false;
    const auto ceremony = found->second;
    ceremonies.erase(found);
    return ceremony.user == user && ceremony.party == party.id && ceremony.until > clock_.now();
  });
  return is_ours ? challenge : std::nullopt;
}

PasskeyOffer Passkeys::offer(const User& user, const RelyingParty& party) {
  PasskeyOffer offer{to_base64url(begin(user.id, party)), party, user, {}};
  offer.known = database_.read([&](const storage::Reader& db) {
    return db.all(
        kList, [](const storage::Row& row) { return row.get<std::string>(5); }, user.id);
  });
  if (offer.known.size() >= kMostOfOne)
    throw Error(ErrorCode::Conflict, "You have fifty passkeys already. Remove some first.");
  return offer;
}

Passkey Passkeys::add(const http::Principal& who, const RelyingParty& party, const PasskeyMade& made) {
  const auto challenge = take(who.user, party, made.client_data);
  const auto fresh =
      challenge ? verify_registration(party, *challenge, made.client_data, made.attestation) : std::nullopt;
  if (!fresh) throw_not_verified();
  const Passkey passkey{new_id<PasskeyId>(clock_), made.name, party.id, clock_.now(), {}};
  database_.write([&](storage::Writer& db) {
    const auto added =
        db.run(kInsert, passkey.id, who.user, to_base64url(fresh->credential_id),
               storage::Bytes{fresh->public_key}, fresh->counter, party.id, passkey.name, passkey.created_at);
    if (added == 0) throw Error(ErrorCode::Conflict, "This passkey is known here already.");
  });
  return passkey;
}

std::string Passkeys::challenge(const RelyingParty& party) {
  return to_base64url(begin({}, party));
}

User Passkeys::sign_in(const RelyingParty& party, const PasskeyShown& shown) {
  const auto challenge = take({}, party, shown.assertion.client_data);
  const auto known = database_.read([&](const storage::Reader& db) {
    return db.first(kFind, as_known, to_base64url(shown.credential_id));
  });
  if (!challenge || !known || known->relying_party != party.id) throw_no_passkey();
  const auto counter = verify_assertion(party, *challenge, known->public_key, shown.assertion);
  if (!counter) throw_no_passkey();
  if (went_back(*known, *counter)) {
    log::warning("passkey.counter_went_back", {{"passkey", known->id.text()}, {"user", known->user.text()}});
    throw Error(ErrorCode::Unauthenticated,
                "There seems to be a copy of this passkey. Sign in by other means and remove it.");
  }
  return database_.write([&](storage::Writer& db) {
    db.run(kUsed, known->id, *counter, db.now());
    return require_user(db, known->user);
  });
}

std::vector<Passkey> Passkeys::list(const UserId& user) const {
  return database_.read([&](const storage::Reader& db) { return db.all(kList, as_passkey, user); });
}

void Passkeys::rename(const UserId& user, const PasskeyId& id, const std::string& name) {
  const auto changed = database_.write([&](storage::Writer& db) { return db.run(kRename, user, id, name); });
  if (changed == 0) http::throw_no_such_thing();
}

void Passkeys::remove(const UserId& user, const PasskeyId& id) {
  const auto gone = database_.write([&](storage::Writer& db) { return db.run(kRemove, user, id); });
  if (gone == 0) http::throw_no_such_thing();
}

}  // namespace lectern::lms
