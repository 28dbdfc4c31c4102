#pragma once
// Named JSON schemas for the API description. Each module has a table of them; Shapes in the route tables
// name them.

#include <string_view>

namespace lectern::http {

struct Schema {
  std::string_view name;  ///< "Course"; unique among all modules.
  /// JSON Schema 2020-12 as text. Others are referred to as {"$ref":"#/components/schemas/Course"}.
  std::string_view json;
};

}  // namespace lectern::http
