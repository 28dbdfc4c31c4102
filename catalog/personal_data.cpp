#include "catalog/personal_data.h"

#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kCourses{"personal_data.courses", R"sql(
  SELECT id, title, summary, created_at FROM course WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kProgrammes{"personal_data.programmes", R"sql(
  SELECT p.title, m.joined_at
    FROM programme_member m JOIN programme p ON p.id = m.programme_id WHERE m.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kOwnProgrammes{"personal_data.own_programmes", R"sql(
  SELECT id, title, created_at FROM programme WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kReviews{"personal_data.reviews", R"sql(
  SELECT c.title, r.rating, r.text, r.created_at, r.updated_at
    FROM course_review r JOIN course c ON c.id = r.course_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAnswers{"personal_data.answers", R"sql(
  SELECT c.title, r.reply, r.replied_at
    FROM course_review r JOIN course c ON c.id = r.course_id WHERE r.replied_by = ?1 LIMIT 50000)sql"};

const storage::Query kReports{"personal_data.reports", R"sql(
  SELECT reason, created_at FROM course_review_report WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAnnouncements{"personal_data.announcements", R"sql(
  SELECT title, body, created_at FROM announcement WHERE author_id = ?1 LIMIT 50000)sql"};

const storage::Query kRead{"personal_data.read_announcements", R"sql(
  SELECT a.title, r.read_at
    FROM announcement_read r JOIN announcement a ON a.id = r.announcement_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kChanges{"personal_data.changes", R"sql(
  SELECT subject, subject_id, created_at FROM content_version WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kUploads{"personal_data.uploads", R"sql(
  SELECT filename, size, created_at FROM upload WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kArchives{"personal_data.archives", R"sql(
  SELECT direction, title, created_at FROM course_archive WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPictures{"personal_data.pictures", R"sql(
  SELECT owner_use, key, alt, created_at
    FROM picture WHERE owner_use IN ('account', 'text') AND owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kSounds{"personal_data.sounds", R"sql(
  SELECT key, title, created_at FROM sound WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kLeaveProgrammes{"personal_data.leave_programmes", R"sql(
  DELETE FROM programme_member WHERE account_id = ?1)sql"};

const storage::Query kForgetReports{"personal_data.forget_reports", R"sql(
  DELETE FROM course_review_report WHERE account_id = ?1)sql"};

const storage::Query kForgetRead{"personal_data.forget_read", R"sql(
  DELETE FROM announcement_read WHERE account_id = ?1)sql"};

// Their files have no row from then on, and go with the next sweep.
const storage::Query kForgetArchives{"personal_data.forget_archives", R"sql(
  DELETE FROM course_archive WHERE account_id = ?1)sql"};

// Those in texts stay where they stand.
const storage::Query kForgetPicture{"personal_data.forget_picture", R"sql(
  DELETE FROM picture WHERE owner_use = 'account' AND owner_id = ?1)sql"};

constexpr PersonalColumn kCourseColumns[] = {{"id"}, {"title"}, {"summary"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kProgrammeColumns[] = {{"title"}, {"joined_at", Kind::Time}};
constexpr PersonalColumn kOwnProgrammeColumns[] = {{"id"}, {"title"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kReviewColumns[] = {
    {"course"}, {"rating", Kind::Number}, {"text"}, {"created_at", Kind::Time}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kAnswerColumns[] = {{"course"}, {"reply"}, {"replied_at", Kind::Time}};
constexpr PersonalColumn kReportColumns[] = {{"reason"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kAnnouncementColumns[] = {{"title"}, {"text"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kReadColumns[] = {{"title"}, {"read_at", Kind::Time}};
constexpr PersonalColumn kChangeColumns[] = {{"kind"}, {"id"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kUploadColumns[] = {
    {"filename"}, {"size", Kind::Number}, {"created_at", Kind::Time}};
constexpr PersonalColumn kArchiveColumns[] = {{"direction"}, {"title"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kPictureColumns[] = {{"use"}, {"key"}, {"alt"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kSoundColumns[] = {{"key"}, {"title"}, {"created_at", Kind::Time}};

// Without an eraser: courses stay for those who take them.
const PersonalTable kTables[] = {
    {"courses", kCourses, kCourseColumns},
    {"programmes", kProgrammes, kProgrammeColumns, {&kLeaveProgrammes}},
    {"own_programmes", kOwnProgrammes, kOwnProgrammeColumns},
    {"reviews", kReviews, kReviewColumns},
    {"answers_to_reviews", kAnswers, kAnswerColumns},
    {"reports_of_reviews", kReports, kReportColumns, {&kForgetReports}},
    {"announcements", kAnnouncements, kAnnouncementColumns},
    {"read_announcements", kRead, kReadColumns, {&kForgetRead}},
    {"changes", kChanges, kChangeColumns},
    {"uploads", kUploads, kUploadColumns},
    {"archives", kArchives, kArchiveColumns, {&kForgetArchives}},
    {"pictures", kPictures, kPictureColumns, {&kForgetPicture}},
    {"sounds", kSounds, kSoundColumns},
};

}  // namespace

std::vector<storage::PersonalData> personal_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::catalog
