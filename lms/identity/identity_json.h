#pragma once
// Accounts and sign-ins as the API tells them, for every route that does.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "http/message.h"
#include "lms/identity/identity.h"

namespace lectern {
class FieldReader;
}

namespace lectern::lms {

nlohmann::json user_json(const User& user);
nlohmann::json time_or_null(const std::optional<Instant>& at);

/// Tokens and cookie.
http::Response signed_in(const Identity& identity, const http::Request& request, const SignIn& result,
                         int status);

Client client_of(const http::Request& request);

/// email, name, password, username, role, language, time_zone.
NewUser new_user(FieldReader& fields);
/// As BCP 47 writes it; nothing where it is not there, or after a problem.
std::optional<std::string> language_field(FieldReader& fields);
std::optional<std::string> time_zone_field(FieldReader& fields);
/// In lower case; "" after a problem.
std::string email_field(FieldReader& fields, const char* field);

}  // namespace lectern::lms
