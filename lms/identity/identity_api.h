#pragma once
// The routes of signing in, of one's own profile, and of the list of accounts.

#include <string>
#include <vector>

#include "http/route.h"
#include "lms/identity/identity.h"
#include "lms/identity/passkeys.h"
#include "lms/identity/second_factors.h"

namespace lectern {
class FieldReader;
}

namespace lectern::lms {

class IdentityApi {
 public:
  /// `public_url` is what people type; empty: whatever address a request came to.
  IdentityApi(Identity& identity, SecondFactors& second_factors, Passkeys& passkeys, std::string public_url)
      : identity_(identity),
        second_factors_(second_factors),
        passkeys_(passkeys),
        public_url_(std::move(public_url)) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<IdentityApi> kRoutes[];

  http::Response login(const http::Request& request);
  http::Response second_step(const http::Request& request);
  http::Response offer_passkey(const http::Request& request);
  http::Response login_by_passkey(const http::Request& request);
  http::Response refresh(const http::Request& request);
  http::Response logout(const http::Request& request);
  http::Response keys(const http::Request& request);
  http::Response get_me(const http::Request& request);
  http::Response change_me(const http::Request& request);
  http::Response create_user(const http::Request& request);

  Identity& identity_;
  SecondFactors& second_factors_;
  Passkeys& passkeys_;
  const std::string public_url_;
};

/// Throws Conflict with a sentence where browsers have no passkeys at this address.
RelyingParty relying_party_of(const http::Request& request, const std::string& public_url);
/// A field of base64url; "" after a problem.
std::string bytes_field(FieldReader& fields, const char* field);

}  // namespace lectern::lms
