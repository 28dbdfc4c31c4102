#include "lms/enrolment/messages.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "http/refusal.h"
#include "lms/enrolment/places.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

// The columns of a message, in the order of as_message(); behind them what only some queries know.
#define MESSAGE_COLUMNS \
  "m.id, m.course_id, c.title, m.author_id, a.name, m.subject, m.body, m.sent_at, m.people"
#define MESSAGE_TABLES \
  " FROM course_message m JOIN course c ON c.id = m.course_id JOIN account a ON a.id = m.author_id"
#define RECEIVED_TABLES                                                           \
  " FROM course_message_recipient r JOIN course_message m ON m.id = r.message_id" \
  " JOIN course c ON c.id = m.course_id JOIN account a ON a.id = m.author_id WHERE r.account_id = ?1"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kOne{"message.one",
                          "SELECT " MESSAGE_COLUMNS ", 0, 0" MESSAGE_TABLES " WHERE m.id = ?1"};

const storage::Query kOnce{"message.once", "SELECT " MESSAGE_COLUMNS ", 0, 0" MESSAGE_TABLES
                                           " WHERE m.author_id = ?1 AND m.once_key = ?2"};

// ?2 the place to go on from, ?3 limit
const storage::Query kOfCourse{"message.of_course",
                               "SELECT " MESSAGE_COLUMNS
                               ", 0, (SELECT count(*) FROM course_message_recipient r WHERE r.message_id = "
                               "m.id AND r.read_at IS NOT NULL)" MESSAGE_TABLES
                               " WHERE m.course_id = ?1 AND m.id < ?2 ORDER BY m.id DESC LIMIT ?3"};

const storage::Query kMine{"message.mine",
                           "SELECT " MESSAGE_COLUMNS ", r.read_at IS NOT NULL, 0" RECEIVED_TABLES
                           " AND r.message_id < ?2 ORDER BY r.message_id DESC LIMIT ?3"};

const storage::Query kUnread{"message.unread", "SELECT " MESSAGE_COLUMNS ", 0, 0" RECEIVED_TABLES
                                               " AND r.read_at IS NULL ORDER BY r.message_id DESC LIMIT ?2"};

const storage::Query kInsert{"message.insert", R"sql(
  INSERT INTO course_message (id, course_id, author_id, subject, body, people, once_key, sent_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql"};

const storage::Query kAddressee{"message.addressee", R"sql(
  INSERT INTO course_message_recipient (account_id, message_id) VALUES (?1, ?2)
      ON CONFLICT (account_id, message_id) DO NOTHING)sql"};

const storage::Query kSentLately{"message.sent_lately", R"sql(
  SELECT count(*), coalesce(sum(people), 0) FROM course_message WHERE author_id = ?1 AND sent_at > ?2)sql"};

const storage::Query kMarkRead{"message.mark_read", R"sql(
  UPDATE course_message_recipient SET read_at = coalesce(read_at, ?3) WHERE account_id = ?1 AND message_id = ?2)sql"};

const storage::Query kUntold{"message.untold", R"sql(
  SELECT account_id FROM course_message_recipient WHERE message_id = ?1 AND told_at IS NULL LIMIT ?2)sql"};

const storage::Query kMarkTold{"message.mark_told", R"sql(
  UPDATE course_message_recipient SET told_at = ?3 WHERE account_id = ?1 AND message_id = ?2)sql"};

// In an hour, of one author: enough for a large course, too little for a mailing list.
constexpr std::int64_t kMostMessages = 30;
constexpr std::int64_t kMostLetters = 5'000;
constexpr Milliseconds kWindow = std::chrono::hours{1};

CourseMessage as_message(const storage::Row& row) {
  CourseMessage message;
  message.id = row.get<MessageId>(0);
  message.course = row.get<CourseId>(1);
  message.course_title = row.get<std::string>(2);
  message.author = row.get<UserId>(3);
  message.author_name = row.get<std::string>(4);
  message.subject = row.get<std::string>(5);
  message.body = row.get<std::string>(6);
  message.sent_at = row.get<Instant>(7);
  message.people = row.get<std::int64_t>(8);
  message.is_read = row.get<bool>(9);
  message.read_by = row.get<std::int64_t>(10);
  return message;
}

MessageId place_of(const http::Paging& paging) {
  return MessageId{paging.after.empty() ? "~" : paging.after};
}

catalog::Page<CourseMessage> page_of(std::vector<CourseMessage> items, const http::Paging& paging) {
  return catalog::as_page(std::move(items), paging.limit,
                          [](const CourseMessage& message) { return message.id.text(); });
}

void require_teacher(const catalog::OpenCourse& open) {
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may write to the people in it.");
}

void require_moderation(const storage::Reader& db, const UserId& author, std::int64_t people) {
  const auto as_pair = [](const storage::Row& row) {
    return std::pair{row.get<std::int64_t>(0), row.get<std::int64_t>(1)};
  };
  const auto [messages, letters] = db.first(kSentLately, as_pair, author, db.now() - kWindow)
                                       .value_or(std::pair{std::int64_t{0}, std::int64_t{0}});
  if (messages < kMostMessages && letters + people <= kMostLetters) return;
  http::Headers headers;
  headers.set("Retry-After", "600");
  throw http::Refusal(
      Error(ErrorCode::RateLimited,
            "You have written to very many people within an hour. Go on in a while, or announce it to "
            "the whole course."),
      429, std::move(headers));
}

}  // namespace

CourseMessage Messages::send(const http::Principal& who, const CourseId& course, const MessageDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    require_teacher(doors_.course(db, course, who, Need::See));
    if (!draft.once_key.empty())
      if (auto known = db.first(kOnce, as_message, who.user, draft.once_key)) return std::move(*known);
    const auto people = static_cast<std::int64_t>(draft.people.size());
    require_moderation(db, who.user, people);
    CourseMessage message;
    message.id = new_id<MessageId>(database_.clock());
    message.course = course;
    message.author = who.user;
    message.people = people;
    insert(db, message, draft);
    const nlohmann::json payload = {{"message_id", message.id.text()}, {"course_id", course.text()}};
    outbox::append(db, outbox::NewEvent{"message.sent", message.id.text(), payload.dump()});
    audit::record(db, catalog::act_of(who, "message.sent", {"course", course.text()},
                                      {{"message_id", message.id.text()}, {"people", people}}));
    return find_message(db, message.id).value();
  });
}

void Messages::insert(storage::Writer& db, const CourseMessage& message, const MessageDraft& draft) const {
  const auto once = draft.once_key.empty() ? std::nullopt : std::optional{draft.once_key};
  db.run(kInsert, message.id, message.course, message.author, draft.subject, draft.body, message.people, once,
         db.now());
  for (const auto& id : draft.people) {
    const auto enrolment = find_enrolment(db, id);
    if (!enrolment || enrolment->course != message.course)
      throw Error(ErrorCode::NotFound,
                  "Somebody whom you chose is not in this course any more. Choose again.");
    db.run(kAddressee, enrolment->user, message.id);
  }
}

catalog::Page<CourseMessage> Messages::of_course(const http::Principal& who, const CourseId& course,
                                                 const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    require_teacher(doors_.course(db, course, who, Need::See));
    return page_of(db.all(kOfCourse, as_message, course, place_of(paging), paging.limit + 1), paging);
  });
}

catalog::Page<CourseMessage> Messages::mine(const http::Principal& who, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    return page_of(db.all(kMine, as_message, who.user, place_of(paging), paging.limit + 1), paging);
  });
}

void Messages::mark_read(const http::Principal& who, const MessageId& id) {
  database_.write([&](storage::Writer& db) {
    if (db.run(kMarkRead, who.user, id, db.now()) == 0)
      throw Error(ErrorCode::NotFound, "There is no such message.");
  });
}

std::vector<CourseMessage> unread_messages(const storage::Reader& db, const UserId& user, int limit) {
  return db.all(kUnread, as_message, user, limit);
}

std::optional<CourseMessage> find_message(const storage::Reader& db, const MessageId& id) {
  return db.first(kOne, as_message, id);
}

std::vector<UserId> untold_people(const storage::Reader& db, const MessageId& id, int limit) {
  return db.all(
      kUntold, [](const storage::Row& row) { return row.get<UserId>(0); }, id, limit);
}

void mark_told(storage::Writer& db, const MessageId& id, const UserId& user) {
  db.run(kMarkTold, user, id, db.now());
}

}  // namespace lectern::lms
