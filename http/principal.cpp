#include "http/principal.h"

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

}  // namespace lectern::http
