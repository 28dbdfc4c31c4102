#pragma once
// The routes of what guards one's own account: password, address, sessions, tokens, second factor, passkeys.

#include <string>
#include <vector>

#include "http/route.h"
#include "lms/identity/passkeys.h"
#include "lms/identity/passwords.h"
#include "lms/identity/second_factors.h"

namespace lectern::lms {

class SecurityApi {
 public:
  SecurityApi(Identity& identity, Passwords& passwords, SecondFactors& second_factors, Passkeys& passkeys,
              std::string public_url)
      : identity_(identity),
        passwords_(passwords),
        second_factors_(second_factors),
        passkeys_(passkeys),
        public_url_(std::move(public_url)) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<SecurityApi> kRoutes[];

  http::Response change_password(const http::Request& request);
  http::Response change_email(const http::Request& request);
  http::Response list_sessions(const http::Request& request);
  http::Response end_session(const http::Request& request);
  http::Response end_other_sessions(const http::Request& request);
  http::Response list_tokens(const http::Request& request);
  http::Response issue_token(const http::Request& request);
  http::Response revoke_token(const http::Request& request);
  http::Response second_factor(const http::Request& request);
  http::Response offer_totp(const http::Request& request);
  http::Response turn_on(const http::Request& request);
  http::Response new_codes(const http::Request& request);
  http::Response turn_off(const http::Request& request);
  http::Response list_passkeys(const http::Request& request);
  http::Response offer_passkey(const http::Request& request);
  http::Response add_passkey(const http::Request& request);
  http::Response rename_passkey(const http::Request& request);
  http::Response remove_passkey(const http::Request& request);

  void reassure(const http::Request& request);

  Identity& identity_;
  Passwords& passwords_;
  SecondFactors& second_factors_;
  Passkeys& passkeys_;
  const std::string public_url_;
};

}  // namespace lectern::lms
