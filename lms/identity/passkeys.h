#pragma once
// Passkeys of people: made, named, removed, and signed in with. The challenge of each ceremony is kept in
// memory, works once, and is bound to what it was made for.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/guarded.h"
#include "lms/identity/identity.h"
#include "lms/identity/webauthn.h"

namespace lectern::lms {

using PasskeyId = Id<struct PasskeyTag>;

struct Passkey {
  PasskeyId id;
  std::string name;
  std::string relying_party;
  Instant created_at;
  std::optional<Instant> last_used_at;
};

/// What the browser needs to make one. Bytes are in base64url.
struct PasskeyOffer {
  std::string challenge;
  RelyingParty party;
  User user;
  std::vector<std::string> known;  ///< Credential ids: an authenticator that has one makes no second one.
};

/// What the browser answers, in bytes.
struct PasskeyMade {
  std::string name;
  std::string client_data;
  std::string attestation;
};

struct PasskeyShown {
  std::string credential_id;
  Assertion assertion;
};

class Passkeys {
 public:
  Passkeys(storage::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  PasskeyOffer offer(const User& user, const RelyingParty& party);
  /// Throws Invalid where the answer does not verify.
  Passkey add(const http::Principal& who, const RelyingParty& party, const PasskeyMade& made);

  /// The challenge for signing in.
  std::string challenge(const RelyingParty& party);
  /// Whose passkey it is. Unauthenticated unless everything is right.
  User sign_in(const RelyingParty& party, const PasskeyShown& shown);

  std::vector<Passkey> list(const UserId& user) const;
  /// Both NotFound unless it is their own.
  void rename(const UserId& user, const PasskeyId& id, const std::string& name);
  void remove(const UserId& user, const PasskeyId& id);

 private:
  struct Ceremony {
    UserId user;  ///< Empty: signing in.
    std::string party;
    Instant until;
  };
  std::string begin(const UserId& user, const RelyingParty& party);
  /// Takes it: a second answer to the same challenge is none.
  std::optional<std::string> take(const UserId& user, const RelyingParty& party,
                                  const std::string& client_data);

  storage::Database& database_;
  const Clock& clock_;
  Guarded<std::unordered_map<std::string, Ceremony>> ceremonies_;
};

}  // namespace lectern::lms
