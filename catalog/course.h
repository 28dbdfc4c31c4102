#pragma once
// Categories and courses: values only.

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::catalog {

enum class Visibility { Draft, Published };

constexpr std::array kVisibilityTexts = {EnumText{Visibility::Draft, "draft"},
                                         EnumText{Visibility::Published, "published"}};
constexpr const auto& text_table(Visibility) {
  return kVisibilityTexts;
}

struct Category {
  CategoryId id;
  std::string name;
};

struct Course {
  CourseId id;
  UserId owner;
  std::string title;
  std::string summary;
  std::string description;
  std::optional<CategoryId> category;
  std::string language;
  Visibility visibility = Visibility::Draft;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> published_at;
};

struct CourseDraft {
  std::string title;
  std::string summary;
  std::string description;
  std::optional<std::string> category;  ///< An id or a name.
  std::string language = "en";
};

/// Only what is set changes.
struct CoursePatch {
  std::optional<std::string> title;
  std::optional<std::string> summary;
  std::optional<std::string> description;
  std::optional<std::string> category;  ///< An id or a name; empty takes the course out of its category.
  std::optional<std::string> language;
  std::optional<Visibility> visibility;
};

struct CourseFilter {
  std::string words;  ///< In the title or the summary.
  std::optional<std::string> category;
  std::optional<UserId> owner;
};

}  // namespace lectern::catalog
