#include "http/principal.h"

#include "base/error.h"

namespace lectern::http {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::Student:
      return "student";
    case Role::Instructor:
      return "instructor";
    case Role::Admin:
      return "admin";
  }
  return "";
}

Permissions first_permissions_of(Role role) {
  switch (role) {
    case Role::Student:
      return {};
    case Role::Instructor:
      return {Permission::CoursesCreate};
    case Role::Admin:
      return Permissions::all();
  }
  return {};
}

void require(const Principal& principal, Permission permission) {
  if (principal.may(permission)) return;
  if (!principal.is_signed_in()) throw Error(ErrorCode::Unauthenticated, "Sign in first.");
  throw Error(ErrorCode::Forbidden, "None of your roles allows this; it takes the permission " +
                                        std::string{text_of(permission)} +
                                        ", which an administrator can give.");
}

}  // namespace lectern::http
