#pragma once
// The bodies of the routes of notes, for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> notes_schemas();

}  // namespace lectern::lms
