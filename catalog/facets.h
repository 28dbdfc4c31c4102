#pragma once
// The counts of a choice with the names that people read: categories in their tree, instructors by name.

#include <array>
#include <vector>

#include "catalog/browse.h"
#include "catalog/courses.h"

namespace lectern::catalog {

/// Categories by id, whatever they were asked by, and their children with them. A name that nothing has
/// chooses nothing.
void widen_categories(const std::vector<Category>& categories, CourseFilter& filter);

std::vector<CategoryCount> counted_categories(const std::vector<Category>& categories, const Choice& choice);

/// Levels and types in the order of their tables, the others with the greatest count first.
std::array<std::vector<FacetValue>, kFacetCount> named_facets(const storage::Reader& db,
                                                              const Standing& standing,
                                                              const std::vector<Category>& categories,
                                                              const Choice& choice);

}  // namespace lectern::catalog
