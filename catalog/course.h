#pragma once
// Categories and courses: values only.

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "catalog/money.h"

namespace lectern::catalog {

/// What each means exactly is access.h.
enum class Visibility { Draft, Unlisted, Internal, Public, Archived };
enum class Level { Any, Beginner, Intermediate, Advanced };
enum class CourseType { SelfPaced, Scheduled, Live, ProgrammePart };

constexpr std::array kVisibilityTexts = {
    EnumText{Visibility::Draft, "draft"}, EnumText{Visibility::Unlisted, "unlisted"},
    EnumText{Visibility::Internal, "internal"}, EnumText{Visibility::Public, "public"},
    EnumText{Visibility::Archived, "archived"}};
constexpr const auto& text_table(Visibility) {
  return kVisibilityTexts;
}

constexpr std::array kLevelTexts = {EnumText{Level::Any, "any"}, EnumText{Level::Beginner, "beginner"},
                                    EnumText{Level::Intermediate, "intermediate"},
                                    EnumText{Level::Advanced, "advanced"}};
constexpr const auto& text_table(Level) {
  return kLevelTexts;
}

constexpr std::array kCourseTypeTexts = {
    EnumText{CourseType::SelfPaced, "self_paced"}, EnumText{CourseType::Scheduled, "scheduled"},
    EnumText{CourseType::Live, "live"}, EnumText{CourseType::ProgrammePart, "programme_part"}};
constexpr const auto& text_table(CourseType) {
  return kCourseTypeTexts;
}

/// Two levels: a category with a parent has no children.
struct Category {
  CategoryId id;
  std::string name;
  std::optional<CategoryId> parent = {};
};

/// The stars that people gave, added up.
struct Rating {
  std::int64_t count = 0;
  std::int64_t sum = 0;
};

struct Course {
  CourseId id;
  UserId owner;
  std::string title;
  std::string summary;
  std::string description;
  std::optional<CategoryId> category;
  std::string language;
  Level level = Level::Any;
  CourseType type = CourseType::SelfPaced;
  Visibility visibility = Visibility::Draft;
  std::optional<std::chrono::seconds> estimated_duration;
  std::optional<Money> price;            ///< Absent: free.
  std::optional<std::int64_t> capacity;  ///< Absent: any number.
  std::optional<Instant> starts_at;
  std::optional<Instant> ends_at;
  std::optional<Instant> enrolment_opens_at;
  std::optional<Instant> enrolment_closes_at;
  Rating rating;
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> published_at;
  std::optional<Instant> deleted_at;  ///< In the trash since.
};

/// A change to a value that may be absent: no change, or the new value, which may be none.
template <typename T>
using Edit = std::optional<std::optional<T>>;

/// Only what is set changes.
struct CoursePatch {
  std::optional<std::string> title;
  std::optional<std::string> summary;
  std::optional<std::string> description;
  std::optional<std::string> category;  ///< An id or a name; empty takes the course out of its category.
  std::optional<std::string> language;
  std::optional<Level> level;
  std::optional<CourseType> type;
  std::optional<Visibility> visibility;
  Edit<std::chrono::seconds> estimated_duration;
  Edit<Money> price;
  Edit<std::int64_t> capacity;
  Edit<Instant> starts_at;
  Edit<Instant> ends_at;
  Edit<Instant> enrolment_opens_at;
  Edit<Instant> enrolment_closes_at;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::vector<CourseId>> prerequisites;  ///< To be completed before this one.
};

struct CourseDraft {
  std::string title;
  std::string summary;
  std::string description;
  std::optional<std::string> category;  ///< An id or a name. A name that is new becomes a category.
  std::string language = "en";
  CoursePatch details = {};  ///< Whatever else is known from the start.
};

}  // namespace lectern::catalog
