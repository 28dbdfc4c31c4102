#pragma once
// Accounts as administrators see and change them, one by one or from a file. Whoever changes an account must
// have all that its roles allow, and the last administrator who can sign in stays one. Every change is in the
// audit log and effective at once.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/csv.h"
#include "base/enum_text.h"
#include "catalog/page.h"
#include "catalog/pictures.h"
#include "http/message.h"
#include "lms/identity/identity.h"
#include "lms/identity/passwords.h"
#include "lms/identity/roles.h"

namespace lectern::lms {

struct AccountDetails {
  User account;
  std::optional<catalog::Picture> picture;
  std::vector<std::string> roles;  ///< Beside the built-in one.
  std::int64_t sessions = 0;
  std::optional<Instant> last_sign_in;  ///< Of the sessions that are alive.
  std::int64_t enrolments = 0;
  std::int64_t courses = 0;  ///< That they own.
};

enum class AccountSort { Newest, Name, Email };
constexpr std::array kAccountSortTexts = {EnumText{AccountSort::Newest, "newest"},
                                          EnumText{AccountSort::Name, "name"},
                                          EnumText{AccountSort::Email, "email"}};
constexpr const auto& text_table(AccountSort) {
  return kAccountSortTexts;
}

struct AccountFilter {
  std::string words;  ///< Anywhere in name or address.
  std::string role;   ///< A built-in one; empty: all.
  std::string state;  ///< "active", "disabled"; empty: both.
  AccountSort sort = AccountSort::Newest;
};

struct AccountPatch {
  std::optional<std::string> name;
  std::optional<std::string> email;
  std::optional<http::Role> role;
  std::optional<std::vector<std::string>> roles;
  std::optional<bool> disabled;
};

enum class ImportMode { AllOrNothing, EachLine };
/// A rehearsal does everything, tells the outcome, and undoes it.
enum class ImportRun { Rehearsal, Real };

struct ImportError {
  std::size_t line = 0;
  std::string email;
  std::string reason;
};

struct ImportResult {
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<ImportError> errors;
  bool applied = false;
};

class Users {
 public:
  Users(storage::Database& database, Identity& identity, Roles& roles, Passwords& passwords)
      : database_(database), identity_(identity), roles_(roles), passwords_(passwords) {}

  catalog::Page<User> list(const AccountFilter& filter, const http::Paging& paging) const;
  /// In the order of the accounts.
  std::vector<std::optional<catalog::Picture>> pictures_of(const std::vector<User>& accounts) const;
  AccountDetails find(const UserId& id) const;
  AccountDetails change(const http::Principal& who, const UserId& id, const AccountPatch& patch);
  /// By mail, a link to set a new password with. Conflict where the account is disabled.
  void send_reset(const http::Principal& who, const UserId& id);
  /// Ends every session of the account.
  void sign_out(const http::Principal& who, const UserId& id);

  /// Columns email, name, role, disabled; an address that is known is changed, one that is not gets an
  /// account without a password. What a column does not say stays as it is.
  ImportResult import(const http::Principal& who, std::string_view csv, ImportMode mode, ImportRun run);
  /// What import() takes.
  std::string as_csv() const;

 private:
  enum class Change { Created, Updated, Unchanged };

  User require(const storage::Reader& db, const UserId& id) const;
  void require_power_over(const http::Principal& who, const storage::Reader& db, const User& account) const;
  void check_changes(const storage::Reader& db, const http::Principal& who, const User& before,
                     const AccountPatch& patch) const;
  bool write_changes(storage::Writer& db, const http::Principal& who, const User& before,
                     const AccountPatch& patch) const;
  Change import_row(storage::Writer& db, const http::Principal& who, const CsvTable& table,
                    const CsvRow& row);
  ImportResult import_rows(storage::Writer& db, const http::Principal& who, const CsvTable& table);

  storage::Database& database_;
  Identity& identity_;
  Roles& roles_;
  Passwords& passwords_;
};

}  // namespace lectern::lms
