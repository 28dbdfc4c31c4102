#pragma once
// The routes of accounts and roles, for those who manage them.

#include <vector>

#include "http/route.h"
#include "lms/admin/users.h"

namespace lectern::lms {

class UsersApi {
 public:
  UsersApi(Users& users, Roles& roles) : users_(users), roles_(roles) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<UsersApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response find(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response send_reset(const http::Request& request);
  http::Response sign_out(const http::Request& request);
  http::Response import(const http::Request& request);
  http::Response as_csv(const http::Request& request);

  http::Response list_roles(const http::Request& request);
  http::Response create_role(const http::Request& request);
  http::Response change_role(const http::Request& request);
  http::Response remove_role(const http::Request& request);

  Users& users_;
  Roles& roles_;
};

}  // namespace lectern::lms
