#include "catalog/course_page.h"

#include <nlohmann/json.hpp>

#include "catalog/catalog_json.h"
#include "storage/db/database.h"

namespace lectern::catalog {

using nlohmann::json;

json CoursePage::of(const http::Request& request, const CourseId& course) const {
  std::vector<std::string> known;
  for (const auto& part : parts_) known.push_back(part.name);
  const http::Include include(request, known);
  return database_.read([&](const storage::Reader& db) {
    json page = as_json(courses_.get(db, request.principal, course));
    for (const auto& part : parts_) {
      include.add(page, part.name, [&] {
        json content;
        part.fill(db, request.principal, course, content);
        return content;
      });
    }
    return page;
  });
}

}  // namespace lectern::catalog
