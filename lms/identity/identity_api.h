#pragma once
// The routes of signing in and of accounts.

#include <vector>

#include "http/route.h"
#include "lms/identity/identity.h"

namespace lectern::lms {

class IdentityApi {
 public:
  explicit IdentityApi(Identity& identity) : identity_(identity) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<IdentityApi> kRoutes[];

  http::Response signup(const http::Request& request);
  http::Response login(const http::Request& request);
  http::Response refresh(const http::Request& request);
  http::Response logout(const http::Request& request);
  http::Response get_me(const http::Request& request);
  http::Response change_me(const http::Request& request);
  http::Response list_users(const http::Request& request);
  http::Response create_user(const http::Request& request);

  http::Response signed_in(const http::Request& request, const SignIn& result, int status) const;

  Identity& identity_;
};

}  // namespace lectern::lms
