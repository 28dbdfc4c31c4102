#include "catalog/teachers.h"

namespace lectern::catalog {

std::vector<UserId> teachers_of(const storage::Reader& db, const Standing& standing, const Course& course) {
  std::vector<UserId> teachers{course.owner};
  for (auto& instructor : standing.instructors_of(db, course.id))
    if (instructor != course.owner) teachers.push_back(std::move(instructor));
  return teachers;
}

std::vector<Person> named_teachers_of(const storage::Reader& db, const Standing& standing,
                                      const Course& course) {
  std::vector<Person> people;
  for (auto& id : teachers_of(db, standing, course)) {
    auto name = standing.name_of(db, id);
    auto picture = picture_of(db, {PictureUse::Account, id.text()});
    people.push_back({std::move(id), std::move(name), std::move(picture)});
  }
  return people;
}

}  // namespace lectern::catalog
