#pragma once
// The routes of coming to have an account, and of a password that was forgotten.

#include <vector>

#include "http/route.h"
#include "lms/identity/passwords.h"
#include "lms/identity/sign_up.h"

namespace lectern::lms {

class SignUpApi {
 public:
  SignUpApi(Identity& identity, SignUps& sign_ups, Passwords& passwords)
      : identity_(identity), sign_ups_(sign_ups), passwords_(passwords) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<SignUpApi> kRoutes[];

  http::Response rules(const http::Request& request);
  http::Response sign_up(const http::Request& request);
  http::Response confirm(const http::Request& request);
  http::Response send_again(const http::Request& request);
  http::Response show_invitation(const http::Request& request);
  http::Response forgot(const http::Request& request);
  http::Response reset(const http::Request& request);
  http::Response confirm_email(const http::Request& request);
  http::Response list_invitations(const http::Request& request);
  http::Response invite(const http::Request& request);
  http::Response withdraw(const http::Request& request);

  Identity& identity_;
  SignUps& sign_ups_;
  Passwords& passwords_;
};

}  // namespace lectern::lms
