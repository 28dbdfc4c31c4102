#pragma once
// The rows of accounts, for whoever is in a transaction. Rules stand elsewhere.

#include <optional>
#include <string>

#include "lms/identity/user.h"

namespace lectern::storage {
class Reader;
class Row;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

std::optional<User> find_user(const storage::Reader& db, const UserId& id);
/// NotFound where there is none.
User require_user(const storage::Reader& db, const UserId& id);
std::optional<User> find_user_by_email(const storage::Reader& db, const std::string& email);
/// By address or by username, however it is written.
std::optional<User> find_user_by_login(const storage::Reader& db, const std::string& login);

/// Throws Conflict, naming the field, where address or username is taken.
User insert_user(storage::Writer& db, const NewUser& user, const std::string& password_hash,
                 AccountState state);
/// The fields of a profile: name, username, language, time zone, notifications.
void update_profile(storage::Writer& db, const User& user);

/// Empty where the account has none.
std::string password_hash_of(const storage::Reader& db, const UserId& id);
void set_password_hash(storage::Writer& db, const UserId& id, const std::string& hash);
void set_name(storage::Writer& db, const UserId& id, const std::string& name);
void set_email(storage::Writer& db, const UserId& id, const std::string& email);
void set_state(storage::Writer& db, const UserId& id, AccountState state,
               std::optional<Instant> delete_at = {});
void set_role(storage::Writer& db, const UserId& id, http::Role role);

/// Whether nobody could administrate any more if this account could not.
bool is_last_admin(const storage::Reader& db, const User& user);
/// Throws Conflict where it is.
void refuse_last_admin(const storage::Reader& db, const User& user);

enum class Teaching { NotAsked, Asked };
void set_asks_to_teach(storage::Writer& db, const UserId& id, Teaching teaching);

/// The columns of User in this order: id, email, name, role, language, time_zone, epoch, created_at,
/// username, state, asks_to_teach, notify, delete_at.
User as_user(const storage::Row& row);

}  // namespace lectern::lms
