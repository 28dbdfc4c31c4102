#pragma once
// Who stands as instructor beside a course's title: its owner first, then those whom it has as instructors.

#include <string>
#include <vector>

#include "catalog/course.h"
#include "catalog/pictures.h"
#include "catalog/standing.h"

namespace lectern::catalog {

struct Person {
  UserId id;
  std::string name;
  std::optional<Picture> picture = {};
};

std::vector<UserId> teachers_of(const storage::Reader& db, const Standing& standing, const Course& course);
std::vector<Person> named_teachers_of(const storage::Reader& db, const Standing& standing,
                                      const Course& course);

}  // namespace lectern::catalog
