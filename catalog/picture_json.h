#pragma once
// Pictures as the API shows them, beside whose they are.

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "catalog/pictures.h"

namespace lectern::catalog {

/// {"alt":…,"urls":{"64":…}}
nlohmann::json as_json(const Picture& picture);
/// The same, or null.
nlohmann::json as_json(const std::optional<Picture>& picture);

}  // namespace lectern::catalog
