#pragma once
// An archive as the API shows it.

#include <nlohmann/json_fwd.hpp>

#include "catalog/course_archives.h"

namespace lectern::catalog {

nlohmann::json as_json(const Archive& archive);

}  // namespace lectern::catalog
