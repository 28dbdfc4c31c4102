#include "http/route.h"

#include <algorithm>

#include "base/error.h"

namespace lectern::http {

std::string_view Door::name() const {
  if (permission_) return text_of(*permission_);
  switch (who_) {
    case Who::Anyone:
      return "anyone";
    case Who::SignedIn:
      return "signed in";
    case Who::Instructor:
      return "instructor";
    case Who::Admin:
      return "admin";
  }
  return "";
}

void Door::check(const Principal& principal) const {
  if (who_ == Who::Anyone) return;
  if (!principal.is_signed_in()) throw Error(ErrorCode::Unauthenticated, "Sign in first.");
  if (permission_) require(principal, *permission_);
  const bool may_teach = principal.is_instructor() || principal.may(Permission::CoursesCreate);
  if (who_ == Who::Instructor && !may_teach)
    throw Error(ErrorCode::Forbidden, "Only instructors may do this.");
  if (who_ == Who::Admin && !principal.is_admin())
    throw Error(ErrorCode::Forbidden, "Only administrators may do this.");
}

bool Route::takes_parameter(std::string_view name) const {
  if (name == "limit" || name == "after") return true;
  return std::any_of(shapes.query.begin(), shapes.query.end(),
                     [&](const Parameter& parameter) { return parameter.name == name; });
}

}  // namespace lectern::http
