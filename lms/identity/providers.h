#pragma once
// The providers of OpenID Connect that this installation trusts, as an administrator set them up. Client
// secrets are sealed on disk, and leave this service only towards their provider.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "http/principal.h"
#include "lms/identity/claims.h"

namespace lectern::storage {
class Database;
class Reader;
class Row;
}  // namespace lectern::storage

namespace lectern::lms {

/// How somebody new from a provider finds an account that was there before.
enum class Linking {
  ByHand,         ///< Only its owner links it, signed in.
  VerifiedEmail,  ///< The provider's word on the address is taken for it.
};
constexpr std::array kLinkingTexts = {EnumText{Linking::ByHand, "by_hand"},
                                      EnumText{Linking::VerifiedEmail, "verified_email"}};
constexpr const auto& text_table(Linking) {
  return kLinkingTexts;
}

struct Provider {
  std::string id;
  std::string name;
  std::string issuer;
  std::string client_id;
  std::string client_secret;  ///< Empty for a public client.
  std::string scopes = "openid email profile";
  Linking linking = Linking::ByHand;
  bool is_enabled = true;
  std::vector<ClaimRule> rules;
  Instant created_at;
};

struct ProviderPatch {
  std::optional<std::string> name;
  std::optional<std::string> issuer;
  std::optional<std::string> client_id;
  std::optional<std::string> client_secret;
  std::optional<std::string> scopes;
  std::optional<Linking> linking;
  std::optional<bool> is_enabled;
  std::optional<std::vector<ClaimRule>> rules;
};

/// Every field that breaks a rule; nothing if all is well.
std::vector<Problem> problems_of(const Provider& provider);

class Providers {
 public:
  /// `key`: 32 bytes, that seal the secrets.
  Providers(storage::Database& database, std::string key) : database_(database), key_(std::move(key)) {}

  std::vector<Provider> list() const;
  /// NotFound where there is none.
  Provider require(const std::string& id) const;
  /// Conflict where the id is taken.
  Provider add(const http::Principal& who, Provider provider);
  Provider change(const http::Principal& who, const std::string& id, const ProviderPatch& patch);
  /// Who signed in through it keeps the account, and loses this way in.
  void remove(const http::Principal& who, const std::string& id);

 private:
  Provider as_provider(const storage::Row& row) const;

  storage::Database& database_;
  std::string key_;
};

}  // namespace lectern::lms
