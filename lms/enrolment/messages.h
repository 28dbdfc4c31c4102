#pragma once
// What those who teach a course write to people whom they chose on its roster: it stands in the product until
// it was read, and goes out by mail. The author is always named. How much one person may send in an hour is
// bounded.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "http/message.h"
#include "lms/enrolment/enrolment.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using MessageId = Id<struct CourseMessageTag>;

struct CourseMessage {
  MessageId id;
  CourseId course;
  std::string course_title;
  UserId author;
  std::string author_name;
  std::string subject;
  std::string body;  ///< Markdown.
  Instant sent_at;
  std::int64_t people = 0;
  std::int64_t read_by = 0;  ///< For those who teach.
  bool is_read = false;      ///< By the asker.
};

struct MessageDraft {
  std::vector<EnrolmentId> people;
  std::string subject;
  std::string body;
  std::string once_key = {};  ///< The same from the same author again is the same message.
};

class Messages {
 public:
  Messages(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// For those who teach the course. Throws RateLimited (as http::Refusal) after too many in an hour.
  CourseMessage send(const http::Principal& who, const CourseId& course, const MessageDraft& draft);
  /// What was sent in a course, the newest first, for those who teach it.
  catalog::Page<CourseMessage> of_course(const http::Principal& who, const CourseId& course,
                                         const http::Paging& paging) const;
  /// What was written to the asker, the newest first.
  catalog::Page<CourseMessage> mine(const http::Principal& who, const http::Paging& paging) const;
  void mark_read(const http::Principal& who, const MessageId& id);

 private:
  void insert(storage::Writer& db, const CourseMessage& message, const MessageDraft& draft) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// What somebody has not read yet, the newest first.
std::vector<CourseMessage> unread_messages(const storage::Reader& db, const UserId& user, int limit);
std::optional<CourseMessage> find_message(const storage::Reader& db, const MessageId& id);
/// People whom a message has not been mailed to yet.
std::vector<UserId> untold_people(const storage::Reader& db, const MessageId& id, int limit);
void mark_told(storage::Writer& db, const MessageId& id, const UserId& user);

}  // namespace lectern::lms
