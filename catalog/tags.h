#pragma once
// What a course is about, in words of its instructors' own choosing.

#include <string>
#include <vector>

#include "base/ids.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

std::vector<std::string> tags_of(const storage::Reader& db, const CourseId& course);
/// In lower case, each once.
void set_tags(storage::Writer& db, const CourseId& course, const std::vector<std::string>& tags);

}  // namespace lectern::catalog
