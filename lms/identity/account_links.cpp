#include "lms/identity/account_links.h"

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kInsert{"account_links.insert", R"sql(
  INSERT INTO account_link (secret_hash, account_id, purpose, target, expires_at) VALUES (?1, ?2, ?3, ?4, ?5))sql"};

const storage::Query kFind{"account_links.find", R"sql(
  SELECT account_id, target FROM account_link WHERE secret_hash = ?1 AND purpose = ?2 AND expires_at > ?3)sql"};

const storage::Query kDelete{"account_links.delete", R"sql(
  DELETE FROM account_link WHERE secret_hash = ?1)sql"};

const storage::Query kDeleteOf{"account_links.delete_of", R"sql(
  DELETE FROM account_link WHERE account_id = ?1)sql"};

const storage::Query kDeleteEarlier{"account_links.delete_earlier", R"sql(
  DELETE FROM account_link WHERE account_id = ?1 AND purpose = ?2)sql"};

const storage::Query kDeleteExpired{"account_links.delete_expired", R"sql(
  DELETE FROM account_link WHERE expires_at <= ?1)sql"};

std::string hash_of(const std::string& secret) {
  return to_hex(sha256(secret));
}

}  // namespace

std::string issue_link(storage::Writer& db, LinkPurpose purpose, const AccountLink& link,
                       Instant expires_at) {
  auto secret = random_token();
  db.run(kDeleteEarlier, link.user, purpose);
  db.run(kInsert, hash_of(secret), link.user, purpose, link.target, expires_at);
  return secret;
}

std::optional<AccountLink> take_link(storage::Writer& db, LinkPurpose purpose, const std::string& secret) {
  const auto as_link = [](const storage::Row& row) {
    return AccountLink{row.get<UserId>(0), row.get<std::string>(1)};
  };
  auto link = db.first(kFind, as_link, hash_of(secret), purpose, db.now());
  if (link) db.run(kDelete, hash_of(secret));
  return link;
}

void void_links(storage::Writer& db, const UserId& user) {
  db.run(kDeleteOf, user);
}

void forget_expired_links(storage::Writer& db) {
  db.run(kDeleteExpired, db.now());
}

}  // namespace lectern::lms
