#pragma once
// What things that the audit log names by their ids are called, where they still exist.

#include <nlohmann/json_fwd.hpp>

#include "storage/audit/audit.h"

namespace lectern::lms {

/// {"id": "name"} of the object and of the ids among the details; what is gone, or never had a name, is not
/// there.
nlohmann::json names_of(const storage::Reader& db, const audit::Act& act);

}  // namespace lectern::lms
