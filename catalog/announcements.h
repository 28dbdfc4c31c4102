#pragma once
// Announcements: an instructor's words to a course, an administrator's to a cohort or to everyone. Written
// now, shown at their time; when that comes, an event tells those who deliver by mail or push. What is
// withdrawn is gone.

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

enum class Audience { Everyone, Course, Cohort };
enum class Pinned { No, Yes };

constexpr std::array kAudienceTexts = {EnumText{Audience::Everyone, "everyone"},
                                       EnumText{Audience::Course, "course"},
                                       EnumText{Audience::Cohort, "cohort"}};
constexpr const auto& text_table(Audience) {
  return kAudienceTexts;
}

struct Announcement {
  AnnouncementId id;
  Audience audience = Audience::Everyone;
  std::string audience_id;  ///< The course or the cohort; empty where it is for everyone.
  UserId author;
  std::string title;
  std::string body;  ///< Markdown.
  Pinned pinned = Pinned::No;
  Instant publish_at;
  std::optional<Instant> edited_at;

  CourseId course() const { return audience == Audience::Course ? CourseId{audience_id} : CourseId{}; }
};

struct AnnouncementView {
  Announcement announcement;
  std::string author_name;
  std::string audience_name;  ///< Of the course or the cohort.
  bool is_read = false;
  bool can_edit = false;
};

struct AnnouncementDraft {
  std::string cohort = {};  ///< By its id; empty: a course, or everyone.
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

/// As whom people are told things. Whoever keeps courses' people and cohorts knows.
struct Belonging {
  std::function<std::vector<CourseId>(const storage::Reader&, const UserId&)> courses;
  /// Ids of cohorts.
  std::function<std::vector<std::string>(const storage::Reader&, const UserId&)> cohorts;
  /// Nothing for what is no cohort.
  std::function<std::optional<std::string>(const storage::Reader&, const std::string& cohort)> cohort_name;
};

class Announcements {
 public:
  Announcements(storage::Database& database, const Doors& doors, Belonging belonging)
      : database_(database), doors_(doors), belonging_(std::move(belonging)) {}

  /// What is meant for the asker, of all their courses and of everyone: the pinned ones first, then the
  /// newest.
  std::vector<AnnouncementView> for_me(const http::Principal& who, int limit) const;
  /// Of a course, for those who belong to it, the newest first; who may edit it sees what is to come, too.
  Page<AnnouncementView> of_course(const http::Principal& who, const CourseId& course,
                                   const http::Paging& paging) const;
  /// The first of them on a course's page: none for who does not belong to it.
  Page<AnnouncementView> on_page_of(const storage::Reader& db, const http::Principal& who,
                                    const CourseId& course) const;
  /// For everyone and for cohorts, what is to come included: what administrators manage.
  Page<AnnouncementView> managed(const http::Principal& who, const http::Paging& paging) const;

  AnnouncementView create(const http::Principal& who, const CourseId& course, const AnnouncementDraft& draft);
  /// For everyone, or for a cohort. The caller's route has seen to it that they may.
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
  bool is_for(const storage::Reader& db, const http::Principal& who, const Announcement& announcement) const;
  Page<AnnouncementView> page_of(const storage::Reader& db, const http::Principal& who,
                                 const std::string& audience, Instant until,
                                 const http::Paging& paging) const;

  storage::Database& database_;
  const Doors& doors_;
  Belonging belonging_;
};

}  // namespace lectern::catalog
