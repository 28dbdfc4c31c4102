#pragma once
// The server without sockets, media and threads of its own: a real database that is copied from a template,
// real blobs in a scratch folder, a clock that stands still, jobs and events on demand. Four people are there
// from the start.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/destinations.h"
#include "catalog/announcements_api.h"
#include "catalog/catalog_api.h"
#include "catalog/course_feed.h"
#include "catalog/courses.h"
#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/janitor.h"
#include "catalog/lessons.h"
#include "catalog/lessons_api.h"
#include "catalog/programmes_api.h"
#include "catalog/reviews_api.h"
#include "catalog/upload_desk.h"
#include "catalog/uploads_api.h"
#include "catalog/video_retry_api.h"
#include "catalog/videos.h"
#include "http/pipeline.h"
#include "lms/admin/audit_api.h"
#include "lms/admin/jobs_api.h"
#include "lms/admin/users_api.h"
#include "lms/assignment/assignment_room.h"
#include "lms/calendar/calendar_room.h"
#include "lms/certificates/certificate_room.h"
#include "lms/enrolment/enrolment_room.h"
#include "lms/enrolment/standing.h"
#include "lms/forum/forum_room.h"
#include "lms/gradebook/gradebook_api.h"
#include "lms/identity/accounts_room.h"
#include "lms/mail/mail_api.h"
#include "lms/notes/notes_api.h"
#include "lms/progress/progress_room.h"
#include "lms/quiz/quiz_room.h"
#include "lms/reports/reports_api.h"
#include "storage/blobs/local_blob_store.h"
#include "storage/blobs/uploads.h"
#include "storage/db/database.h"
#include "storage/jobs/job.h"
#include "storage/outbox/event.h"
#include "tests/support/recording_live.h"
#include "tests/support/scratch_folder.h"

namespace lectern::testing {

enum class As { Nobody, Student, OtherStudent, Teacher, OtherTeacher, Admin };

inline constexpr char kPassword[] = "correct horse";

struct Person {
  UserId id;
  std::string email;
  std::string cookie;  ///< The whole header.
  std::string csrf_token;
  std::string access_token;
  std::string refresh_token;
  http::Principal principal;
};

/// Whatever a test says was sent, at the beginning of time.
struct PlainDeliveries final : lms::Deliveries {
  lms::Delivered to(const UserId&, const LessonId&) override { return sent; }
  void extend(const UserId&, const LessonId&, Milliseconds reach) override { reached = reach; }
  lms::Delivered sent{{{0, 86'400'000}}, Instant{}};
  std::optional<Milliseconds> reached;
};

/// Keeps what was to be drawn.
struct RecordingPrinter final : lms::CertificatePrinter {
  std::string print(const lms::PrintOrder& order) override {
    last = order;
    return order.format == lms::SheetFormat::Pdf ? "%PDF" : "PNG";
  }
  lms::PrintOrder last;
};

struct ApplianceOptions {
  catalog::UploadLimits limits{};
  std::uint64_t keep_free = 0;
  lms::SignUpPolicy policy{};
};

class TestAppliance {
 public:
  explicit TestAppliance(const ApplianceOptions& options = {});
  ~TestAppliance();

  const Person& person(As as) const;
  http::Response answer(http::Request request) const { return pipeline_->answer(std::move(request)); }

  /// Hands out events and runs the jobs that catalog itself handles, until nothing is due.
  void run_until_idle();

  /// A draft or published course of the Teacher with one section and one lesson.
  struct Course {
    CourseId course;
    SectionId section;
    LessonId lesson;
  };
  Course make_course(catalog::Visibility visibility);

  std::int64_t last_event() const;
  std::vector<outbox::Event> events_after(std::int64_t sequence) const;
  std::vector<jobs::Job> queued_jobs() const;

  ScratchFolder folder;
  FakeClock clock;
  RecordingLive live;
  storage::Database database;
  blobs::LocalBlobStore blobs;
  blobs::Uploads uploads;
  lms::CourseStanding standing;
  catalog::Doors doors;
  catalog::Videos videos;
  catalog::Courses courses;
  catalog::Categories categories;
  catalog::Trash trash;
  catalog::Documents documents;
  catalog::Versions versions;
  catalog::Lessons lessons;
  catalog::Outlines outlines;
  catalog::UploadDesk desk;
  catalog::Reviews reviews;
  catalog::Announcements announcements;
  catalog::CourseFeed course_feed;
  catalog::Janitor janitor;
  Destinations destinations;
  lms::Mailer mailer;
  lms::Identity identity;
  lms::AccountsRoom accounts;
  lms::Roles roles;
  lms::Users users;
  lms::NoSales sales;
  lms::EnrolmentRoom enrolment;
  lms::Enrolments& enrolments = enrolment.enrolments();
  catalog::Programmes programmes;
  PlainDeliveries deliveries;
  lms::ProgressRoom progress;
  lms::GradebookApi gradebook;
  lms::NotesApi notes;
  lms::Positions& positions = progress.positions;
  lms::QuizRoom quizzes;
  RecordingPrinter printer;
  lms::CertificateRoom certificates;
  lms::ReportsApi reports{database, doors};
  lms::CalendarRoom calendar{database, {"Lectern", "https://lectures.example.org"}};
  lms::AssignmentRoom assignments;
  lms::ForumRoom forums;
  catalog::CoursePage course_page;

 private:
  catalog::CatalogApi catalog_api_;
  catalog::LessonsApi lessons_api_;
  catalog::ReviewsApi reviews_api_;
  catalog::AnnouncementsApi announcements_api_;
  catalog::ProgrammesApi programmes_api_;
  catalog::UploadsApi uploads_api_;
  lms::MailApi mail_api_;
  lms::AuditApi audit_api_;
  lms::UsersApi users_api_;
  lms::JobsApi jobs_api_;
  catalog::VideoRetryApi video_retry_api_;
  std::unique_ptr<http::Pipeline> pipeline_;
};

}  // namespace lectern::testing
