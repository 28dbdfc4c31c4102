#pragma once
// What must hold for a course as a whole, and what it should have before people see it. Pure.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "catalog/course.h"

namespace lectern::catalog {

/// Every field that does not fit the others.
std::vector<Problem> problems_of(const Course& course);

/// What is needed stands in the way of publishing; what is advised does not.
enum class Weight { Needed, Advised };

constexpr std::array kWeightTexts = {EnumText{Weight::Needed, "needed"},
                                     EnumText{Weight::Advised, "advised"}};
constexpr const auto& text_table(Weight) {
  return kWeightTexts;
}

struct Check {
  std::string_view key;
  Weight weight = Weight::Advised;
  bool is_done = false;
  std::string_view sentence;  ///< What is to be done, where it is not.
};

/// What a course holds, counted.
struct Content {
  std::int64_t lessons = 0;
  std::int64_t lessons_without_video = 0;  ///< Video lessons that cannot be watched yet.
};

std::vector<Check> checklist_of(const Course& course, const Content& content, Instant now);
bool can_publish(const std::vector<Check>& checks);

}  // namespace lectern::catalog
