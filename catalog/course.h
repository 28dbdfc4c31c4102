#pragma once
// Categories, courses, sections and lessons: values only.

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::catalog {

enum class Visibility { Draft, Published };
/// Who may watch: those of the course, or anyone (a free preview, which may also be embedded elsewhere).
enum class LessonAccess { Course, Anyone };
enum class LessonKind { Video };
enum class Download { Refused, Allowed };

constexpr std::array kVisibilityTexts = {EnumText{Visibility::Draft, "draft"},
                                         EnumText{Visibility::Published, "published"}};
constexpr const auto& text_table(Visibility) {
  return kVisibilityTexts;
}

constexpr std::array kLessonAccessTexts = {EnumText{LessonAccess::Course, "course"},
                                           EnumText{LessonAccess::Anyone, "anyone"}};
constexpr const auto& text_table(LessonAccess) {
  return kLessonAccessTexts;
}

constexpr std::array kLessonKindTexts = {EnumText{LessonKind::Video, "video"}};
constexpr const auto& text_table(LessonKind) {
  return kLessonKindTexts;
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

struct Section {
  SectionId id;
  CourseId course;
  std::string title;
  std::int64_t position = 0;
};

struct Lesson {
  LessonId id;
  CourseId course;
  SectionId section;
  std::string title;
  LessonKind kind = LessonKind::Video;
  LessonAccess access = LessonAccess::Course;
  Download download = Download::Refused;
  std::int64_t position = 0;
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

struct SectionPatch {
  std::optional<std::string> title;
  std::optional<std::int64_t> position;  ///< The place among its sisters, from 0.
};

struct LessonDraft {
  std::string title;
  LessonKind kind = LessonKind::Video;
  LessonAccess access = LessonAccess::Course;
  Download download = Download::Refused;
};

struct LessonPatch {
  std::optional<std::string> title;
  std::optional<LessonAccess> access;
  std::optional<Download> download;
  std::optional<SectionId> section;
  std::optional<std::int64_t> position;
};

}  // namespace lectern::catalog
