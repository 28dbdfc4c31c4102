#pragma once
// Sections, lessons and outlines as the API shows them.

#include <nlohmann/json_fwd.hpp>

#include "catalog/lessons.h"
#include "catalog/outlines.h"

namespace lectern::catalog {

nlohmann::json as_json(const Section& section);
nlohmann::json as_json(const Document& document);
nlohmann::json as_json(const LessonView& view);
nlohmann::json as_json(const Outline& outline);

}  // namespace lectern::catalog
