#pragma once
// A list of objects in a request, each read by a reader of its own; problems are named by their place.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/json.h"

namespace lectern::lms {

/// Throws InvalidInput naming every field at fault: "slots.2.points".
void each_object(const nlohmann::json& body, std::string_view field, std::size_t most,
                 const std::function<void(FieldReader&)>& read);

}  // namespace lectern::lms
