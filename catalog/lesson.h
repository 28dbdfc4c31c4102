#pragma once
// Sections and lessons: values only.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::catalog {

/// Who may watch: those of the course, or anyone (a free preview, which may also be embedded elsewhere).
enum class LessonAccess { Course, Anyone };
enum class LessonKind { Video };
enum class Download { Refused, Allowed };

constexpr std::array kLessonAccessTexts = {EnumText{LessonAccess::Course, "course"},
                                           EnumText{LessonAccess::Anyone, "anyone"}};
constexpr const auto& text_table(LessonAccess) {
  return kLessonAccessTexts;
}

constexpr std::array kLessonKindTexts = {EnumText{LessonKind::Video, "video"}};
constexpr const auto& text_table(LessonKind) {
  return kLessonKindTexts;
}

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
