#pragma once
// Announcements: an instructor's words to a course, an administrator's to everyone. Written now, shown at
// their time; when that comes, an event tells those who deliver by mail or push. What is withdrawn is gone.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

using AnnouncementId = Id<struct AnnouncementTag>;

enum class Audience { Everyone, Course };
enum class Pinned { No, Yes };

constexpr std::array kAudienceTexts = {EnumText{Audience::Everyone, "everyone"},
                                       EnumText{Audience::Course, "course"}};
constexpr const auto& text_table(Audience) {
  return kAudienceTexts;
}

struct Announcement {
  AnnouncementId id;
  Audience audience = Audience::Everyone;
  CourseId course;  ///< Empty where it is for everyone.
  UserId author;
  std::string title;
  std::string body;  ///< Markdown.
  Pinned pinned = Pinned::No;
  Instant publish_at;
  std::optional<Instant> edited_at;
};

struct AnnouncementView {
  Announcement announcement;
  std::string author_name;
  std::string course_title;
  bool is_read = false;
  bool can_edit = false;
};

struct AnnouncementDraft {
  std::string title;
  std::string body;
  Pinned pinned = Pinned::No;
  std::optional<Instant> publish_at = {};  ///< At once, where absent.
};

/// Only what is set changes.
struct AnnouncementPatch {
  std::optional<std::string> title;
  std::optional<std::string> body;
  std::optional<Pinned> pinned;
  std::optional<Instant> publish_at;  ///< Of what has not been published yet.
};

/// The courses that somebody belongs to now.
using CoursesOf = std::function<std::vector<CourseId>(const storage::Reader&, const UserId&)>;

class Announcements {
 public:
  Announcements(storage::Database& database, const Doors& doors, CoursesOf courses_of)
      : database_(database), doors_(doors), courses_of_(std::move(courses_of)) {}

  /// What is meant for the asker, of all their courses and of everyone: the pinned ones first, then the
  /// newest.
  std::vector<AnnouncementView> for_me(const http::Principal& who, int limit) const;
  /// Of a course, for those who belong to it, the newest first; who may edit it sees what is to come, too.
  Page<AnnouncementView> of_course(const http::Principal& who, const CourseId& course,
                                   const http::Paging& paging) const;
  /// For everyone, what is to come included: what administrators manage.
  Page<AnnouncementView> for_everyone(const http::Principal& who, const http::Paging& paging) const;

  AnnouncementView create(const http::Principal& who, const CourseId& course, const AnnouncementDraft& draft);
  /// For everyone. The caller's route has seen to it that they may.
  AnnouncementView create(const http::Principal& who, const AnnouncementDraft& draft);
  AnnouncementView change(const http::Principal& who, const AnnouncementId& id,
                          const AnnouncementPatch& patch);
  void withdraw(const http::Principal& who, const AnnouncementId& id);
  void mark_read(const http::Principal& who, const AnnouncementId& id);

  /// Tells of what has become due since.
  void announce_due();

 private:
  AnnouncementView insert(storage::Writer& db, const http::Principal& who, Announcement announcement) const;
  Announcement editable(const storage::Reader& db, const http::Principal& who,
                        const AnnouncementId& id) const;
  bool may_edit(const storage::Reader& db, const http::Principal& who,
                const Announcement& announcement) const;
  AnnouncementView view_of(const storage::Reader& db, const http::Principal& who,
                           Announcement announcement) const;
  Page<AnnouncementView> page_of(const storage::Reader& db, const http::Principal& who,
                                 const std::string& audience, Instant until,
                                 const http::Paging& paging) const;

  storage::Database& database_;
  const Doors& doors_;
  CoursesOf courses_of_;
};

}  // namespace lectern::catalog
