#include "lms/assignment/grading.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/assignment/assignment_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

const storage::Query kPeers{"grading.peers", R"sql(
  SELECT fraction FROM peer_review WHERE hand_in_id = ?1 AND of_self = 0 AND state = 'done' ORDER BY account_id)sql"};

const storage::Query kReviewing{"grading.reviewing", R"sql(
  SELECT count(*), count(done_at) FROM peer_review WHERE lesson_id = ?1 AND account_id = ?2 AND of_self = 0)sql"};

const storage::Query kSetFraction{"grading.set_fraction", R"sql(
  UPDATE hand_in SET fraction = ?2 WHERE id = ?1)sql"};

const storage::Query kRelease{"grading.release", R"sql(
  UPDATE hand_in SET state = 'released', released_at = ?2 WHERE id = ?1)sql"};

const storage::Query kGrade{"grading.grade", R"sql(
  SELECT fraction, passed FROM assignment_grade WHERE lesson_id = ?1 AND account_id = ?2)sql"};

const storage::Query kPutGrade{"grading.put_grade", R"sql(
  INSERT INTO assignment_grade (lesson_id, account_id, fraction, passed, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (lesson_id, account_id) DO UPDATE
     SET fraction = excluded.fraction, passed = excluded.passed, updated_at = excluded.updated_at)sql"};

/// The grade of one person follows what they were given last.
void publish(storage::Writer& db, const Assignment& assignment, const HandIn& hand_in, const UserId& user) {
  const auto fraction = grade_fraction(assignment.rules, verdicts_of(db, assignment, hand_in, user));
  if (!fraction) return;
  const bool passed = *fraction >= assignment.rules.pass_fraction;
  const auto as_grade = [](const storage::Row& row) {
    return std::pair{row.get<double>(0), row.get<bool>(1)};
  };
  if (db.first(kGrade, as_grade, assignment.lesson, user) == std::pair{*fraction, passed}) return;
  db.run(kPutGrade, assignment.lesson, user, *fraction, passed, db.now());
  const nlohmann::json payload = {{"lesson_id", assignment.lesson.text()},
                                  {"hand_in_id", hand_in.id.text()},
                                  {"course_id", assignment.course.text()},
                                  {"user_id", user.text()},
                                  {"fraction", *fraction},
                                  {"passed", passed}};
  outbox::append(db, outbox::NewEvent{"assignment.graded", assignment.lesson.text(), payload.dump()});
}

}  // namespace

Verdicts verdicts_of(const storage::Reader& db, const Assignment& assignment, const HandIn& hand_in,
                     const UserId& user) {
  Verdicts verdicts;
  if (hand_in.points && assignment.most() > 0) verdicts.of_teacher = *hand_in.points / assignment.most();
  verdicts.of_peers = db.all(
      kPeers, [](const storage::Row& row) { return row.get<double>(0); }, hand_in.id);
  verdicts.late = hand_in.late;
  const auto as_counts = [](const storage::Row& row) {
    return std::pair{row.get<std::int64_t>(0), row.get<std::int64_t>(1)};
  };
  const auto [asked, done] = db.first(kReviewing, as_counts, assignment.lesson, user).value();
  // Those that somebody took on beyond what was asked do not count against them.
  const auto needed = std::min(asked, assignment.rules.peer.reviews);
  if (needed > 0) verdicts.reviewing = std::min(1.0, static_cast<double>(done) / static_cast<double>(needed));
  return verdicts;
}

void settle(storage::Writer& db, const Assignment& assignment, const HandInId& id) {
  const auto hand_in = hand_in_of(db, id).value();
  db.run(kSetFraction, id,
         work_fraction(assignment.rules, verdicts_of(db, assignment, hand_in, hand_in.user)));
  if (hand_in.state != HandInState::Released) return;
  for (const auto& person : people_of(db, id)) {
    // An older one that was released counts until the newer one is.
    const auto all = handed_in_by(db, assignment.lesson, person.user);
    const HandIn* last = nullptr;
    for (const auto& one : all)
      if (one.state == HandInState::Released) last = &one;
    if (last != nullptr && last->id == id) publish(db, assignment, hand_in, person.user);
  }
}

void release(storage::Writer& db, const Assignment& assignment, const HandInId& id) {
  const auto hand_in = hand_in_of(db, id).value();
  if (!work_fraction(assignment.rules, verdicts_of(db, assignment, hand_in, hand_in.user)))
    throw Error(ErrorCode::Conflict, "This has not been marked yet. Give it points first.");
  if (hand_in.state != HandInState::Released) db.run(kRelease, id, db.now());
  settle(db, assignment, id);
}

}  // namespace lectern::lms
