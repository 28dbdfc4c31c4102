#pragma once
// The API description (OpenAPI 3.1), generated from the joined route table and the modules' schemas: it
// cannot drift from what the server does. Only routes under /api/v1 are described.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"
#include "http/schema.h"

namespace lectern::http {

/// Throws Internal where a route names a schema that nobody gave, or a schema is no JSON.
std::string openapi_document(std::span<const Route> routes, std::span<const Schema> schemas,
                             std::string_view version);

/// GET /api/v1/openapi.json. The document is made after the table is joined, hence the pointer.
Route openapi_route(std::shared_ptr<const std::string> document);

}  // namespace lectern::http
