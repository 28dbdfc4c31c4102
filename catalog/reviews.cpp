#include "catalog/reviews.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/events.h"
#include "catalog/rows.h"
#include "catalog/shelf.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kShown{"review.shown", R"sql(
  SELECT id, course_id, account_id, rating, text, reply, replied_by, replied_at, created_at, updated_at
    FROM course_review WHERE course_id = ?1 AND hidden = 0 AND id < ?2 ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kOne{"review.one", R"sql(
  SELECT id, course_id, account_id, rating, text, reply, replied_by, replied_at, created_at, updated_at
    FROM course_review WHERE id = ?1)sql"};

const storage::Query kOf{"review.of", R"sql(
  SELECT id, course_id, account_id, rating, text, reply, replied_by, replied_at, created_at, updated_at
    FROM course_review WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kHistogram{"review.histogram", R"sql(
  SELECT rating, count(*) FROM course_review WHERE course_id = ?1 AND hidden = 0 GROUP BY rating)sql"};

// Changing it takes no answer away; an administrator's word stands.
const storage::Query kPut{"review.put", R"sql(
  INSERT INTO course_review (id, course_id, account_id, rating, text, hidden, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6)
      ON CONFLICT (course_id, account_id) DO UPDATE SET rating = ?4, text = ?5, updated_at = ?6)sql"};

const storage::Query kDelete{"review.delete", R"sql(
  DELETE FROM course_review WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kReply{"review.reply", R"sql(
  UPDATE course_review SET reply = ?2, replied_by = ?3, replied_at = ?4 WHERE id = ?1 AND reply IS NULL)sql"};

const storage::Query kReport{"review.report", R"sql(
  INSERT INTO course_review_report (review_id, account_id, reason, created_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (review_id, account_id) DO UPDATE SET reason = ?3)sql"};

const storage::Query kOpenReports{"review.open_reports", R"sql(
  SELECT r.review_id, r.account_id, r.reason, r.created_at
    FROM course_review_report r INDEXED BY course_review_report_open
   WHERE r.resolved_at IS NULL AND r.review_id > ?1 ORDER BY r.review_id LIMIT ?2)sql"};

const storage::Query kResolve{"review.resolve", R"sql(
  UPDATE course_review_report SET resolved_at = ?2 WHERE review_id = ?1 AND resolved_at IS NULL)sql"};

const storage::Query kSetHidden{"review.set_hidden", R"sql(
  UPDATE course_review SET hidden = ?2 WHERE id = ?1)sql"};

const storage::Query kSetRating{"review.set_rating", R"sql(
  UPDATE course SET rating_count = ?2, rating_sum = ?3 WHERE id = ?1)sql"};

constexpr char kAfterEveryId[] = "~";

struct RawReview {
  Review review;
  std::optional<UserId> replied_by;
};

RawReview as_review(const storage::Row& row) {
  RawReview raw;
  Review& review = raw.review;
  review.id = row.get<ReviewId>(0);
  review.course = row.get<CourseId>(1);
  review.author = row.get<UserId>(2);
  review.rating = row.get<int>(3);
  review.text = row.get<std::string>(4);
  review.reply = row.get<std::optional<std::string>>(5);
  raw.replied_by = row.get<std::optional<UserId>>(6);
  review.replied_at = row.get<std::optional<Instant>>(7);
  review.created_at = row.get<Instant>(8);
  review.updated_at = row.get<Instant>(9);
  if (raw.replied_by) review.replied_by = raw.replied_by->text();
  return raw;
}

struct Stars {
  int rating;
  std::int64_t count;
};

std::array<std::int64_t, 5> histogram_of(const storage::Reader& db, const CourseId& course) {
  std::array<std::int64_t, 5> histogram{};
  const auto as_stars = [](const storage::Row& row) {
    return Stars{row.get<int>(0), row.get<std::int64_t>(1)};
  };
  for (const auto& [rating, count] : db.all(kHistogram, as_stars, course))
    histogram.at(static_cast<std::size_t>(rating - 1)) = count;
  return histogram;
}

Rating rating_of(const std::array<std::int64_t, 5>& histogram) {
  Rating rating;
  for (std::size_t at = 0; at < histogram.size(); ++at) {
    rating.count += histogram[at];
    rating.sum += histogram[at] * static_cast<std::int64_t>(at + 1);
  }
  return rating;
}

}  // namespace

CourseReviews Reviews::list(const http::Principal& who, const CourseId& course,
                            const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) { return list(db, who, course, paging); });
}

CourseReviews Reviews::list(const storage::Reader& db, const http::Principal& who, const CourseId& course,
                            const http::Paging& paging) const {
  const auto open = doors_.course(db, course, who, Need::See);
  CourseReviews reviews;
  reviews.histogram = histogram_of(db, course);
  reviews.rating = rating_of(reviews.histogram);
  reviews.may_review = may_review(db, open);
  reviews.may_reply = may_edit(open.course, open.viewer);
  if (const auto mine = db.first(kOf, as_review, course, who.user)) reviews.mine = named(db, mine->review);
  const auto before = paging.after.empty() ? std::string{kAfterEveryId} : paging.after;
  std::vector<Review> items;
  for (auto& raw : db.all(kShown, as_review, course, before, paging.limit + 1))
    items.push_back(named(db, std::move(raw.review)));
  reviews.page =
      as_page(std::move(items), paging.limit, [](const Review& review) { return review.id.text(); });
  return reviews;
}

Review Reviews::put(const http::Principal& who, const CourseId& course, const ReviewDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    if (!may_review(db, open))
      throw Error(ErrorCode::Forbidden, "Reviews are by those who took the course: watch some of it first.");
    db.run(kPut, new_id<ReviewId>(database_.clock()), course, who.user, draft.rating, draft.text, db.now());
    count_again(db, course);
    return named(db, db.first(kOf, as_review, course, who.user).value().review);
  });
}

void Reviews::remove(const http::Principal& who, const CourseId& course) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::See);
    if (db.run(kDelete, course, who.user) == 0)
      throw Error(ErrorCode::NotFound, "You have not reviewed this course.");
    count_again(db, course);
  });
}

Review Reviews::reply(const http::Principal& who, const ReviewId& id, const std::string& text) {
  return database_.write([&](storage::Writer& db) {
    const auto review = require(db, id);
    doors_.course(db, review.course, who, Need::Edit);
    if (db.run(kReply, id, text, who.user, db.now()) == 0)
      throw Error(ErrorCode::Conflict, "This review has an answer already.");
    return named(db, require(db, id));
  });
}

void Reviews::report(const http::Principal& who, const ReviewId& id, const std::string& reason) {
  database_.write([&](storage::Writer& db) {
    const auto review = require(db, id);
    doors_.course(db, review.course, who, Need::See);
    db.run(kReport, id, who.user, reason, db.now());
  });
}

Page<ReviewReport> Reviews::reports(const http::Paging& paging) const {
  struct Raw {
    ReviewId review;
    UserId reporter;
    std::string reason;
    Instant at;
  };
  return database_.read([&](const storage::Reader& db) {
    const auto as_raw = [](const storage::Row& row) {
      return Raw{row.get<ReviewId>(0), row.get<UserId>(1), row.get<std::string>(2), row.get<Instant>(3)};
    };
    std::vector<ReviewReport> reports;
    for (const auto& raw : db.all(kOpenReports, as_raw, paging.after, paging.limit + 1)) {
      auto review = named(db, require(db, raw.review));
      const auto course = find_course(db, review.course);
      reports.push_back({std::move(review), course ? course->title : std::string{}, raw.reason,
                         doors_.standing().name_of(db, raw.reporter), raw.at});
    }
    return as_page(std::move(reports), paging.limit,
                   [](const ReviewReport& report) { return report.review.id.text(); });
  });
}

void Reviews::judge(const http::Principal& who, const ReviewId& id, Judgement judgement) {
  database_.write([&](storage::Writer& db) {
    const auto review = require(db, id);
    db.run(kSetHidden, id, judgement == Judgement::Hide);
    db.run(kResolve, id, db.now());
    count_again(db, review.course);
    audit::record(db, act_of(who, judgement == Judgement::Hide ? "review.hidden" : "review.kept",
                             {"review", id.text()}, {{"course_id", review.course.text()}}));
  });
}

Review Reviews::require(const storage::Reader& db, const ReviewId& id) const {
  auto raw = db.first(kOne, as_review, id);
  if (!raw) throw Error(ErrorCode::NotFound, "There is no such review.");
  return std::move(raw->review);
}

Review Reviews::named(const storage::Reader& db, Review review) const {
  review.author_name = doors_.standing().name_of(db, review.author);
  review.author_picture = picture_of(db, {PictureUse::Account, review.author.text()});
  if (!review.replied_by.empty())
    review.replied_by = doors_.standing().name_of(db, UserId{review.replied_by});
  return review;
}

bool Reviews::may_review(const storage::Reader& db, const OpenCourse& open) const {
  const auto& who = open.viewer.principal;
  if (!who.is_signed_in() || may_edit(open.course, open.viewer)) return false;
  const auto membership = doors_.standing().membership(db, open.course.id, who.user);
  if (!membership || membership->role != CourseRole::Student) return false;
  return doors_.standing().has_begun(db, open.course.id, who.user);
}

void Reviews::count_again(storage::Writer& db, const CourseId& course) const {
  const auto rating = rating_of(histogram_of(db, course));
  db.run(kSetRating, course, rating.count, rating.sum);
  touch(db, course);
  const auto found = find_course(db, course);
  outbox::append(db, CourseEvent{CourseFact::Changed, course, found.value().owner});
}

}  // namespace lectern::catalog
