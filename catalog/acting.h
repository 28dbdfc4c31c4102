#pragma once
// An act for the audit log, with who did it and from where.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "http/principal.h"
#include "storage/audit/audit.h"

namespace lectern::catalog {

/// `details` is a JSON object: what was before, what is now.
audit::Act act_of(const http::Principal& who, std::string action, audit::Object object,
                  const nlohmann::json& details);
audit::Act act_of(const http::Principal& who, std::string action, audit::Object object);

}  // namespace lectern::catalog
