#pragma once
// Sections and lessons: values only.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::catalog {

/// Who may watch: those of the course, or anyone (a free preview, which may also be embedded elsewhere).
enum class LessonAccess { Course, Anyone };
/// Videos and sound go through the transcoder. A quiz, a forum or an assignment is a link to one, by its id,
/// that other modules set once they have it.
enum class LessonKind { Video, Audio, Document, Page, Quiz, Forum, Link, Assignment };
enum class Download { Refused, Allowed };

constexpr std::array kLessonAccessTexts = {EnumText{LessonAccess::Course, "course"},
                                           EnumText{LessonAccess::Anyone, "anyone"}};
constexpr const auto& text_table(LessonAccess) {
  return kLessonAccessTexts;
}

constexpr std::array kLessonKindTexts = {
    EnumText{LessonKind::Video, "video"},       EnumText{LessonKind::Audio, "audio"},
    EnumText{LessonKind::Document, "document"}, EnumText{LessonKind::Page, "page"},
    EnumText{LessonKind::Quiz, "quiz"},         EnumText{LessonKind::Forum, "forum"},
    EnumText{LessonKind::Link, "link"},         EnumText{LessonKind::Assignment, "assignment"},
};
constexpr const auto& text_table(LessonKind) {
  return kLessonKindTexts;
}

/// Whether it is played, and its source transcoded.
constexpr bool is_played(LessonKind kind) {
  return kind == LessonKind::Video || kind == LessonKind::Audio;
}

struct Section {
  SectionId id;
  CourseId course;
  std::string title;
  std::int64_t position = 0;
};

/// When a lesson opens to those who take the course. All that is set must have come (drip.h).
struct Opening {
  std::optional<Instant> at = {};
  std::optional<std::int64_t> days_after_enrolment = {};
  LessonId after_lesson = {};  ///< Once this one is completed. Empty: whenever.

  bool is_at_once() const { return !at && !days_after_enrolment && after_lesson.empty(); }
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
  std::string link;    ///< Of a Link: an https address.
  std::string target;  ///< Of a Quiz, a Forum or an Assignment: its id. Empty: not available yet.
  Opening opening;
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
  std::string text;  ///< Markdown: a page itself, or what stands below anything else.
  std::string link;
};

struct LessonPatch {
  std::optional<std::string> title;
  std::optional<LessonAccess> access;
  std::optional<Download> download;
  std::optional<std::string> text;  ///< Markdown.
  std::optional<std::string> link;
  std::optional<std::string> target;
  // Of what may be none: no change, or the new value.
  std::optional<std::optional<Instant>> opens_at;
  std::optional<std::optional<std::int64_t>> opens_after_days;
  std::optional<LessonId> opens_after_lesson;
  std::optional<SectionId> section;
  std::optional<std::int64_t> position;
};

}  // namespace lectern::catalog
