#include "lms/assignment/peer_reviews.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "lms/assignment/allotment.h"
#include "lms/assignment/assignments.h"
#include "lms/assignment/grading.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kSetPhase{"peer.set_phase", R"sql(
  UPDATE assignment SET phase = ?2, turns_at = ?3 WHERE lesson_id = ?1)sql"};

const storage::Query kTurning{"peer.turning", R"sql(
  SELECT lesson_id FROM assignment WHERE turns_at IS NOT NULL AND turns_at <= ?1 ORDER BY turns_at LIMIT 50)sql"};

const storage::Query kGroups{"peer.groups", R"sql(
  SELECT e.account_id, min(m.group_id)
    FROM enrolment e JOIN course_group_member m ON m.enrolment_id = e.id
   WHERE e.course_id = ?1 AND e.state = 'active' AND e.role = 'student' GROUP BY e.account_id)sql"};

const storage::Query kReviews{"peer.of_lesson", R"sql(
  SELECT id, lesson_id, hand_in_id, account_id, of_self, state, coalesce(marks, '[]'), feedback, fraction
    FROM peer_review WHERE lesson_id = ?1 ORDER BY account_id, id)sql"};

const storage::Query kReviewsOf{"peer.of_hand_in", R"sql(
  SELECT id, lesson_id, hand_in_id, account_id, of_self, state, coalesce(marks, '[]'), feedback, fraction
    FROM peer_review WHERE hand_in_id = ?1 ORDER BY account_id)sql"};

const storage::Query kReviewsBy{"peer.by_person", R"sql(
  SELECT id, lesson_id, hand_in_id, account_id, of_self, state, coalesce(marks, '[]'), feedback, fraction
    FROM peer_review WHERE lesson_id = ?1 AND account_id = ?2 ORDER BY id)sql"};

const storage::Query kReview{"peer.one", R"sql(
  SELECT id, lesson_id, hand_in_id, account_id, of_self, state, coalesce(marks, '[]'), feedback, fraction
    FROM peer_review WHERE id = ?1)sql"};

const storage::Query kInsert{"peer.insert", R"sql(
  INSERT INTO peer_review (id, lesson_id, hand_in_id, account_id, of_self, state, allotted_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6)
      ON CONFLICT (hand_in_id, account_id) DO NOTHING)sql"};

const storage::Query kSetMarked{"peer.set_marked", R"sql(
  UPDATE hand_in SET state = 'marked' WHERE id = ?1 AND state = 'handed_in')sql"};

const storage::Query kSave{"peer.save", R"sql(
  UPDATE peer_review SET marks = ?2, feedback = ?3, fraction = ?4, state = ?5, done_at = ?6 WHERE id = ?1)sql"};

// Who would review an older attempt reviews the one that counts.
const storage::Query kForgetOpen{"peer.forget_open", R"sql(
  DELETE FROM peer_review
   WHERE state = 'open' AND hand_in_id IN (SELECT id FROM hand_in WHERE lesson_id = ?1 AND state = 'superseded'))sql"};

// What counts of each party now: drafts, older attempts and what was returned are not reviewed.
const storage::Query kWorks{"peer.works", R"sql(
  SELECT id, account_id FROM hand_in
   WHERE lesson_id = ?1 AND state IN ('handed_in', 'marked', 'released') ORDER BY id)sql"};

const storage::Query kIsOf{"peer.is_of", R"sql(
  SELECT 1 FROM hand_in_person WHERE hand_in_id = ?1 AND account_id = ?2)sql"};

PeerReview as_review(const storage::Row& row) {
  PeerReview review;
  review.id = row.get<PeerReviewId>(0);
  review.lesson = row.get<LessonId>(1);
  review.hand_in = row.get<HandInId>(2);
  review.user = row.get<UserId>(3);
  review.is_of_self = row.get<bool>(4);
  review.is_done = row.get<std::string>(5) == "done";
  for (const auto& one : json::parse(row.get<std::string>(6))) {
    auto& mark = review.marks.emplace_back();
    if (!one["level"].is_null()) mark.level = one["level"].get<std::size_t>();
    mark.comment = one.value("comment", "");
  }
  review.feedback = row.get<std::string>(7);
  review.fraction = row.get<std::optional<double>>(8);
  return review;
}

struct Work {
  HandInId id;
  UserId user;  ///< One of its people.
};

Work as_work(const storage::Row& row) {
  return {row.get<HandInId>(0), row.get<UserId>(1)};
}

std::uint64_t seed_by_chance() {
  std::uint64_t seed = 0;
  for (const char byte : random_bytes(8)) seed = (seed << 8U) | static_cast<unsigned char>(byte);
  return seed;
}

void append_fact(storage::Writer& db, const char* topic, const Assignment& assignment, const UserId& user) {
  const json payload = {{"lesson_id", assignment.lesson.text()},
                        {"course_id", assignment.course.text()},
                        {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{topic, assignment.lesson.text(), payload.dump()});
}

void require_peers(const Assignment& assignment) {
  if (!assignment.rules.peer.is_on())
    throw Error(ErrorCode::Conflict, "This assignment has no peer review. Turn it on in its rules.");
}

/// Everything that one draw goes by, with the people behind the numbers.
struct Draw {
  std::vector<Work> works;
  std::vector<UserId> people;
  std::vector<Reviewer> reviewers;
  std::vector<Reviewable> reviewables;
};

Draw draw_of(const storage::Reader& db, const Assignment& assignment) {
  Draw draw;
  draw.works = db.all(kWorks, as_work, assignment.lesson);
  std::map<UserId, std::string> groups;
  const auto keep = [&](const storage::Row& row) { groups[row.get<UserId>(0)] = row.get<std::string>(1); };
  if (assignment.rules.is_by_groups) db.each(kGroups, keep, assignment.course);
  std::map<HandInId, std::size_t> places;
  std::map<UserId, std::size_t> known;
  for (std::size_t at = 0; at < draw.works.size(); ++at) {
    const auto& work = draw.works[at];
    places[work.id] = at;
    draw.reviewables.push_back({groups[work.user], 0});
    for (const auto& person : people_of(db, work.id)) {
      const auto [found, is_new] = known.emplace(person.user, draw.people.size());
      if (is_new) {
        draw.people.push_back(person.user);
        draw.reviewers.push_back({person.user.text(), groups[person.user], {}, {}});
      }
      draw.reviewers[found->second].own.push_back(at);
    }
  }
  for (const auto& review : db.all(kReviews, as_review, assignment.lesson)) {
    const auto place = places.find(review.hand_in);
    const auto person = known.find(review.user);
    if (review.is_of_self || place == places.end()) continue;
    ++draw.reviewables[place->second].got;
    if (person != known.end()) draw.reviewers[person->second].known.push_back(place->second);
  }
  return draw;
}

}  // namespace

std::int64_t PeerReviews::allot_in(storage::Writer& db, const Assignment& assignment) const {
  db.run(kForgetOpen, assignment.lesson);
  const auto draw = draw_of(db, assignment);
  std::map<UserId, std::int64_t> told;
  std::int64_t added = 0;
  const auto add = [&](const UserId& user, const HandInId& hand_in, bool is_of_self) {
    const auto id = new_id<PeerReviewId>(database_.clock());
    if (db.run(kInsert, id, assignment.lesson, hand_in, user, is_of_self, db.now()) == 0) return;
    ++added;
    if (told[user]++ == 0) append_fact(db, "assignment.review_allotted", assignment, user);
  };
  const auto allotment =
      allot(draw.reviewers, draw.reviewables, assignment.rules.peer.reviews, seed_by_chance());
  for (const auto& [who, work] : allotment) add(draw.people[who], draw.works[work].id, false);
  if (!assignment.rules.peer.asks_self) return added;
  for (std::size_t who = 0; who < draw.people.size(); ++who)
    for (const auto own : draw.reviewers[who].own) add(draw.people[who], draw.works[own].id, true);
  return added;
}

void PeerReviews::turn(storage::Writer& db, const Assignment& assignment, Phase phase) const {
  auto turned = assignment;
  turned.phase = phase;
  // A date that has passed turns nothing once more.
  auto next = turns_at(assignment.rules, phase);
  if (next && *next <= db.now()) next.reset();
  db.run(kSetPhase, assignment.lesson, phase, next);
  if (phase == Phase::Reviewing) allot_in(db, turned);
  if (phase == Phase::Marked) {
    for (const auto& work : db.all(kWorks, as_work, assignment.lesson)) {
      const auto verdicts = verdicts_of(db, turned, hand_in_of(db, work.id).value(), work.user);
      // What nobody reviewed waits for who teaches.
      if (!work_fraction(turned.rules, verdicts)) continue;
      if (turned.rules.release == ReleaseRule::AtOnce) {
        release(db, turned, work.id);
      } else {
        db.run(kSetMarked, work.id);
        settle(db, turned, work.id);
      }
    }
  }
  const json payload = {{"lesson_id", assignment.lesson.text()},
                        {"course_id", assignment.course.text()},
                        {"phase", text_of(phase)}};
  outbox::append(db, outbox::NewEvent{"assignment.phase_changed", assignment.lesson.text(), payload.dump()});
}

Assignment PeerReviews::set_phase(const http::Principal& who, const LessonId& lesson, Phase phase) {
  return database_.write([&](storage::Writer& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    require_peers(assignment);
    if (assignment.phase != phase) {
      turn(db, assignment, phase);
      audit::record(db, catalog::act_of(who, "assignment.phase_set", {"lesson", lesson.text()},
                                        {{"phase", text_of(phase)}}));
    }
    return stored_assignment(db, lesson).value();
  });
}

std::int64_t PeerReviews::allot_missing(const http::Principal& who, const LessonId& lesson) {
  return database_.write([&](storage::Writer& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    require_peers(assignment);
    if (assignment.phase != Phase::Reviewing)
      throw Error(ErrorCode::Conflict, "Reviews are allotted while reviewing. Begin it first.");
    return allot_in(db, assignment);
  });
}

void PeerReviews::sweep() {
  const auto due = database_.read([&](const storage::Reader& db) {
    return db.all(
        kTurning, [](const storage::Row& row) { return row.get<LessonId>(0); }, db.now());
  });
  for (const auto& lesson : due) {
    database_.write([&](storage::Writer& db) {
      const auto assignment = stored_assignment(db, lesson);
      if (!assignment || !turns_at(assignment->rules, assignment->phase)) return;
      turn(db, *assignment, assignment->phase == Phase::HandingIn ? Phase::Reviewing : Phase::Marked);
    });
  }
}

PeerReview PeerReviews::own_review(const storage::Reader& db, const http::Principal& who,
                                   const PeerReviewId& id) const {
  auto review = db.first(kReview, as_review, id);
  if (!review || review->user != who.user) throw Error(ErrorCode::NotFound, "There is no such review.");
  doors_.lesson(db, review->lesson, who, Need::Watch);
  return std::move(*review);
}

ReviewView PeerReviews::view(const storage::Reader& db, PeerReview review) const {
  ReviewView view;
  view.assignment = stored_assignment(db, review.lesson).value();
  view.hand_in = hand_in_of(db, review.hand_in).value();
  view.files = files_of(db, review.hand_in);
  view.is_open = view.assignment.phase == Phase::Reviewing;
  view.review = std::move(review);
  return view;
}

ReviewView PeerReviews::find(const http::Principal& who, const PeerReviewId& id) const {
  return database_.read([&](const storage::Reader& db) { return view(db, own_review(db, who, id)); });
}

ReviewView PeerReviews::save(const http::Principal& who, const PeerReviewId& id, const NewReview& given) {
  return database_.write([&](storage::Writer& db) {
    const auto before = own_review(db, who, id);
    const auto assignment = stored_assignment(db, before.lesson).value();
    if (assignment.phase != Phase::Reviewing)
      throw Error(ErrorCode::Conflict, "Reviewing is over; your review stays as it was.");
    const auto points = assignment.rubric.empty() ? given.points : points_of(assignment.rubric, given.marks);
    if (points && *points > assignment.most())
      throw InvalidInput({Problem{"points", fmt::format("There are at most {} points.", assignment.most())}});
    // What was given once stays given, even while it is changed.
    const bool is_done = given.is_done || before.is_done;
    if (is_done && !points)
      throw InvalidInput(
          {assignment.rubric.empty()
               ? Problem{"points", "Give points, then your review is complete."}
               : Problem{"marks", "Choose a level for every criterion, then it is complete."}});
    const auto fraction = points ? std::optional{*points / assignment.most()} : std::nullopt;
    db.run(kSave, id, as_json(given.marks).dump(), given.feedback, fraction,
           std::string{is_done ? "done" : "open"}, is_done ? std::optional{db.now()} : std::nullopt);
    if (is_done) {
      settle(db, assignment, before.hand_in);
      if (!before.is_done) append_fact(db, "assignment.reviewed", assignment, who.user);
    }
    return view(db, own_review(db, who, id));
  });
}

PeerReviewId PeerReviews::take_another(const http::Principal& who, const LessonId& lesson) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    require_assignment(open);
    const auto assignment = stored_assignment(db, lesson);
    if (!assignment || assignment->phase != Phase::Reviewing)
      throw Error(ErrorCode::Conflict, "There is nothing to review just now.");
    for (const auto& mine : db.all(kReviewsBy, as_review, lesson, who.user))
      if (!mine.is_done) throw Error(ErrorCode::Conflict, "Give the reviews first that you have.");
    auto draw = draw_of(db, *assignment);
    const auto me = std::find(draw.people.begin(), draw.people.end(), who.user);
    if (me == draw.people.end())
      throw Error(ErrorCode::Forbidden, "Only those who have handed in review the work of others.");
    auto reviewer = draw.reviewers[static_cast<std::size_t>(me - draw.people.begin())];
    const auto wanted = static_cast<std::int64_t>(reviewer.known.size()) + 1;
    const auto allotment = allot({reviewer}, draw.reviewables, wanted, seed_by_chance());
    if (allotment.empty()) throw Error(ErrorCode::Conflict, "There is nothing left that you could review.");
    const auto id = new_id<PeerReviewId>(database_.clock());
    db.run(kInsert, id, lesson, draw.works[allotment.front().second].id, who.user, false, db.now());
    return id;
  });
}

ReceivedReviews PeerReviews::received(const http::Principal& who, const HandInId& id) const {
  return database_.read([&](const storage::Reader& db) {
    ReceivedReviews received;
    const auto hand_in = hand_in_of(db, id);
    const auto is_of = [](const storage::Row&) { return true; };
    if (!hand_in || hand_in->state == HandInState::Draft)
      throw Error(ErrorCode::NotFound, "There is no such hand-in.");
    const bool is_mine = db.first(kIsOf, is_of, id, who.user).has_value();
    if (!is_mine) {
      const auto open = doors_.lesson(db, hand_in->lesson, who, Need::See);
      if (!catalog::may_teach(open.course, open.viewer))
        throw Error(ErrorCode::NotFound, "There is no such hand-in.");
    }
    received.assignment = stored_assignment(db, hand_in->lesson).value();
    if (is_mine && !hand_in->shows_mark()) return received;
    for (auto& review : db.all(kReviewsOf, as_review, id))
      if (review.is_done) received.reviews.push_back(std::move(review));
    return received;
  });
}

catalog::Page<ReviewRow> PeerReviews::overview(const http::Principal& who, const LessonId& lesson,
                                               const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    const auto after = HandInId::parse(paging.after);
    const auto place = after ? hand_in_of(db, *after).value_or(HandIn{}) : HandIn{};
    std::vector<ReviewRow> rows;
    for (auto& hand_in : all_handed_in(db, lesson, place, paging.limit + 1)) {
      auto& row = rows.emplace_back();
      row.people = people_of(db, hand_in.id);
      std::vector<double> fractions;
      for (auto& review : db.all(kReviewsOf, as_review, hand_in.id)) {
        if (review.is_of_self) {
          row.of_self = review.fraction;
          continue;
        }
        ++row.asked_for;
        if (!review.is_done) continue;
        fractions.push_back(review.fraction.value_or(0));
        row.got.push_back(std::move(review));
      }
      row.combined = combined(assignment.rules.peer.combine, fractions);
      for (const auto& person : row.people)
        for (const auto& review : db.all(kReviewsBy, as_review, lesson, person.user)) {
          if (review.is_of_self) continue;
          ++row.to_give;
          row.given += review.is_done ? 1 : 0;
        }
      row.hand_in = std::move(hand_in);
    }
    return catalog::as_page(std::move(rows), paging.limit,
                            [](const ReviewRow& row) { return row.hand_in.id.text(); });
  });
}

}  // namespace lectern::lms
