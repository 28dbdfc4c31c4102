#include "lms/assignment/marking.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/assignment/assignments.h"
#include "lms/assignment/grading.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kCount{"marking.count", R"sql(
  SELECT count(*) FROM hand_in WHERE lesson_id = ?1 AND state = ?2)sql"};

const storage::Query kCountMissing{"marking.count_missing", R"sql(
  SELECT count(*) FROM enrolment e
   WHERE e.course_id = ?2 AND e.state = 'active' AND e.role = 'student'
     AND NOT EXISTS (SELECT 1 FROM hand_in_person p WHERE p.lesson_id = ?1 AND p.account_id = e.account_id))sql"};

const storage::Query kMissing{"marking.missing", R"sql(
  SELECT e.id, a.id, a.name, a.email,
         EXISTS (SELECT 1 FROM hand_in h WHERE h.lesson_id = ?1 AND h.owner_id = e.account_id AND h.state = 'draft')
    FROM enrolment e JOIN account a ON a.id = e.account_id
   WHERE e.course_id = ?2 AND (e.sort_name, e.id) > (?3, ?4) AND e.role = 'student' AND e.state = 'active'
     AND NOT EXISTS (SELECT 1 FROM hand_in_person p WHERE p.lesson_id = ?1 AND p.account_id = e.account_id)
   ORDER BY e.sort_name, e.id LIMIT ?5)sql"};

const storage::Query kCursor{"marking.cursor", R"sql(
  SELECT sort_name FROM enrolment WHERE id = ?1 AND course_id = ?2)sql"};

const storage::Query kMark{"marking.mark", R"sql(
  UPDATE hand_in SET points = ?2, marks = ?3, feedback = ?4, pins = ?5, marked_by = ?6, marked_at = ?7 WHERE id = ?1)sql"};

const storage::Query kSetState{"marking.set_state", R"sql(
  UPDATE hand_in SET state = ?2 WHERE id = ?1)sql"};

const storage::Query kMarked{"marking.marked", R"sql(
  SELECT id FROM hand_in WHERE lesson_id = ?1 AND state = 'marked' ORDER BY handed_in_at, id)sql"};

constexpr std::size_t kLongestFeedback = 100'000;

[[noreturn]] void throw_no_hand_in() {
  throw Error(ErrorCode::NotFound, "There is no such hand-in.");
}

HandIn require_hand_in(const storage::Reader& db, const HandInId& id) {
  auto hand_in = hand_in_of(db, id);
  if (!hand_in || hand_in->state == HandInState::Draft) throw_no_hand_in();
  return std::move(*hand_in);
}

/// Whoever does not teach the course hears of no hand-in in it.
Assignment assignment_of(const storage::Reader& db, const catalog::Doors& doors, const http::Principal& who,
                         const HandIn& hand_in) {
  const auto open = doors.lesson(db, hand_in.lesson, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer)) throw_no_hand_in();
  return stored_assignment(db, hand_in.lesson).value();
}

HandIn place_after(const storage::Reader& db, const std::string& after) {
  const auto id = HandInId::parse(after);
  return id ? hand_in_of(db, *id).value_or(HandIn{}) : HandIn{};
}

bool has_levels(const std::vector<RubricMark>& marks) {
  for (const auto& mark : marks)
    if (mark.level || !mark.comment.empty()) return true;
  return false;
}

void tell_returned(storage::Writer& db, const Assignment& assignment, const HandInId& id) {
  for (const auto& person : people_of(db, id)) {
    const nlohmann::json payload = {{"lesson_id", assignment.lesson.text()},
                                    {"hand_in_id", id.text()},
                                    {"course_id", assignment.course.text()},
                                    {"user_id", person.user.text()}};
    outbox::append(db, outbox::NewEvent{"assignment.returned", assignment.lesson.text(), payload.dump()});
  }
}

}  // namespace

bool hides_names(const Assignment& assignment, const HandIn& hand_in) {
  return assignment.rules.is_anonymous && hand_in.state != HandInState::Released;
}

MarkView Marking::mark_view(const storage::Reader& db, const Assignment& assignment, HandIn hand_in) const {
  MarkView mark;
  mark.assignment = assignment;
  mark.hides_names = hides_names(assignment, hand_in);
  mark.verdicts = verdicts_of(db, assignment, hand_in, hand_in.user);
  for (auto& one : handed_in_by(db, assignment.lesson, hand_in.user))
    if (one.handed_in_at < hand_in.handed_in_at) mark.earlier.push_back(std::move(one));
  mark.hand_in = view_of(db, doors_, assignment, std::move(hand_in));
  return mark;
}

Assignment Marking::find(const http::Principal& who, const LessonId& lesson) const {
  return database_.read(
      [&](const storage::Reader& db) { return teachable_assignment(db, doors_, who, lesson); });
}

HandInCounts Marking::counts(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    const auto in = [&](HandInState state) { return db.first(kCount, as_count, lesson, state).value_or(0); };
    return HandInCounts{in(HandInState::HandedIn), in(HandInState::Marked), in(HandInState::Released),
                        in(HandInState::Returned),
                        db.first(kCountMissing, as_count, lesson, assignment.course).value_or(0)};
  });
}

catalog::Page<HandInView> Marking::list(const http::Principal& who, const LessonId& lesson,
                                        std::optional<HandInState> state, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    const auto after = place_after(db, paging.after);
    auto found = state ? hand_ins_in_state(db, lesson, *state, after, paging.limit + 1)
                       : all_handed_in(db, lesson, after, paging.limit + 1);
    std::vector<HandInView> views;
    views.reserve(found.size());
    for (auto& hand_in : found) views.push_back(view_of(db, doors_, assignment, std::move(hand_in)));
    return catalog::as_page(std::move(views), paging.limit,
                            [](const HandInView& one) { return one.hand_in.id.text(); });
  });
}

catalog::Page<MissingPerson> Marking::missing(const http::Principal& who, const LessonId& lesson,
                                              const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    const auto as_name = [](const storage::Row& row) { return row.get<std::string>(0); };
    const auto as_person = [](const storage::Row& row) {
      return MissingPerson{row.get<std::string>(0), row.get<UserId>(1), row.get<std::string>(2),
                           row.get<std::string>(3), row.get<bool>(4)};
    };
    const auto name = db.first(kCursor, as_name, paging.after, assignment.course).value_or("");
    auto people = db.all(kMissing, as_person, lesson, assignment.course, name,
                         name.empty() ? std::string{} : paging.after, paging.limit + 1);
    return catalog::as_page(std::move(people), paging.limit,
                            [](const MissingPerson& person) { return person.enrolment; });
  });
}

MarkView Marking::open(const http::Principal& who, const HandInId& id) const {
  return database_.read([&](const storage::Reader& db) {
    auto hand_in = require_hand_in(db, id);
    const auto assignment = assignment_of(db, doors_, who, hand_in);
    return mark_view(db, assignment, std::move(hand_in));
  });
}

std::optional<HandInId> Marking::next(const http::Principal& who, const LessonId& lesson,
                                      const HandInId& after) const {
  return database_.read([&](const storage::Reader& db) -> std::optional<HandInId> {
    teachable_assignment(db, doors_, who, lesson);
    for (const auto& place : {place_after(db, after.text()), HandIn{}}) {
      const auto found = hand_ins_in_state(db, lesson, HandInState::HandedIn, place, 1);
      if (!found.empty()) return found.front().id;
    }
    return std::nullopt;
  });
}

void Marking::store(storage::Writer& db, const Assignment& assignment, const HandIn& hand_in,
                    const NewMark& mark, const UserId& by) {
  const auto points = mark.points                 ? mark.points
                      : assignment.rubric.empty() ? std::nullopt
                                                  : points_of(assignment.rubric, mark.marks);
  if (points && *points > assignment.most())
    throw InvalidInput({Problem{"points", fmt::format("There are at most {} points.", assignment.most())}});
  if (mark.then == MarkThen::Finish && !points && !assignment.rules.peer.is_on())
    throw InvalidInput({assignment.rubric.empty()
                            ? Problem{"points", "Give it points, then it is marked."}
                            : Problem{"marks", "Choose a level for every criterion, then it is marked."}});
  db.run(kMark, hand_in.id, points,
         has_levels(mark.marks) ? std::optional{as_json(mark.marks).dump()} : std::optional<std::string>{},
         mark.feedback, as_json(mark.pins).dump(), by, db.now());
  if (mark.then == MarkThen::Return) {
    db.run(kSetState, hand_in.id, HandInState::Returned);
    tell_returned(db, assignment, hand_in.id);
  } else if (mark.then == MarkThen::Finish && hand_in.state != HandInState::Released) {
    db.run(kSetState, hand_in.id, HandInState::Marked);
    // With peer review, marks are shown when its last phase begins.
    const bool is_shown = assignment.rules.release == ReleaseRule::AtOnce &&
                          (!assignment.rules.peer.is_on() || assignment.phase == Phase::Marked);
    if (is_shown) return release(db, assignment, hand_in.id);
  }
  settle(db, assignment, hand_in.id);
}

MarkView Marking::mark(const http::Principal& who, const HandInId& id, const NewMark& mark) {
  if (mark.feedback.size() > kLongestFeedback)
    throw InvalidInput({Problem{"feedback", "This is too long to be kept."}});
  return database_.write([&](storage::Writer& db) {
    const auto hand_in = require_hand_in(db, id);
    const auto assignment = assignment_of(db, doors_, who, hand_in);
    if (hand_in.state == HandInState::Superseded)
      throw Error(ErrorCode::Conflict, "A newer attempt was handed in. Mark that one.");
    store(db, assignment, hand_in, mark, who.user);
    return mark_view(db, assignment, hand_in_of(db, id).value());
  });
}

std::int64_t Marking::release_all(const http::Principal& who, const LessonId& lesson) {
  return database_.write([&](storage::Writer& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    const auto as_id = [](const storage::Row& row) { return row.get<HandInId>(0); };
    const auto marked = db.all(kMarked, as_id, lesson);
    for (const auto& id : marked) release(db, assignment, id);
    return static_cast<std::int64_t>(marked.size());
  });
}

}  // namespace lectern::lms
