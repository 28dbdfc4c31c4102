#pragma once
// What lessons and courses held, who changed it and when. Each version is the whole content, so that any of
// them can be shown, compared and put back without the others.

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "catalog/captions.h"
#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/videos.h"
#include "http/message.h"

namespace lectern::catalog {

using VersionId = Id<struct VersionTag>;

enum class Subject { Course, Lesson };

constexpr std::array kSubjectTexts = {EnumText{Subject::Course, "course"},
                                      EnumText{Subject::Lesson, "lesson"}};
constexpr const auto& text_table(Subject) {
  return kSubjectTexts;
}

/// What stands in a version. A course has a title and two texts, a lesson one text and what its kind holds.
struct Snapshot {
  std::string title;
  std::string summary;  ///< Of a course.
  std::string text;     ///< Markdown: a course's description, a lesson's text.
  std::string link;
  DocumentId document;
  std::string document_name;
  std::int64_t video_generation = 0;  ///< 0: none.
  std::string video_name;
  std::vector<CaptionMark> captions;  ///< By language.

  bool operator==(const Snapshot&) const = default;
};

struct Version {
  VersionId id;
  CourseId course;
  Subject subject = Subject::Lesson;
  std::string subject_id;
  UserId author;
  Snapshot content;
  Instant created_at;
};

struct VersionView {
  Version version;
  std::string author_name;           ///< Empty: the account is gone.
  std::vector<std::string> changed;  ///< Names of the fields that differ from the version before.
};

/// Within the transaction that made the change. Nothing happens where the content is what it was; what the
/// same person changed within the last minute is one version.
void record_lesson_version(storage::Writer& db, const LessonId& lesson, const UserId& author);
void record_course_version(storage::Writer& db, const CourseId& course, const UserId& author);

class Versions {
 public:
  Versions(storage::Database& database, const Doors& doors, Videos& videos, const Documents& documents)
      : database_(database), doors_(doors), videos_(videos), documents_(documents) {}

  /// The newest first.
  Page<VersionView> of_lesson(const http::Principal& who, const LessonId& lesson,
                              const http::Paging& paging) const;
  Page<VersionView> of_course(const http::Principal& who, const CourseId& course,
                              const http::Paging& paging) const;
  /// What a learner saw at that time. Nothing where the lesson was not there yet.
  std::optional<VersionView> lesson_at(const http::Principal& who, const LessonId& lesson, Instant at) const;
  /// Makes the content what it was then: a new version, so that this can be taken back as well. Gone where a
  /// file it names was kept no longer.
  VersionView restore(const http::Principal& who, const VersionId& id);
  /// Forgets replaced sources and documents that are older.
  void forget_files_before(Instant then);

 private:
  Page<VersionView> list(const storage::Reader& db, const std::string& subject,
                         const http::Paging& paging) const;
  VersionView view_of(const storage::Reader& db, const Version& version,
                      const std::optional<Version>& before) const;
  void restore_lesson(storage::Writer& db, const Version& version);
  void restore_course(storage::Writer& db, const Version& version);

  storage::Database& database_;
  const Doors& doors_;
  Videos& videos_;
  const Documents& documents_;
};

nlohmann::json as_json(const VersionView& view);

}  // namespace lectern::catalog
