#pragma once
// What those who took a course say of it: stars and words, one review each, that their instructor may answer
// once. Administrators hide what does not belong there.

#include <array>
#include <optional>
#include <string>

#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/pictures.h"
#include "http/message.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

using ReviewId = Id<struct ReviewTag>;

struct Review {
  ReviewId id;
  CourseId course;
  UserId author;
  std::string author_name;
  std::optional<Picture> author_picture;
  int rating = 0;
  std::string text;
  std::optional<std::string> reply;
  std::string replied_by;  ///< By name.
  std::optional<Instant> replied_at;
  Instant created_at;
  Instant updated_at;
};

struct ReviewDraft {
  int rating = 0;
  std::string text;
};

struct CourseReviews {
  Page<Review> page;
  Rating rating;
  std::array<std::int64_t, 5> histogram{};  ///< One star first.
  std::optional<Review> mine;
  bool may_review = false;
  bool may_reply = false;
};

struct ReviewReport {
  Review review;
  std::string course_title;
  std::string reason;
  std::string reporter_name;
  Instant reported_at;
};

enum class Judgement { Hide, Keep };

constexpr std::array kJudgementTexts = {EnumText{Judgement::Hide, "hide"}, EnumText{Judgement::Keep, "keep"}};
constexpr const auto& text_table(Judgement) {
  return kJudgementTexts;
}

class Reviews {
 public:
  Reviews(storage::Database& database, const Doors& doors) : database_(database), doors_(doors) {}

  /// The newest first.
  CourseReviews list(const http::Principal& who, const CourseId& course, const http::Paging& paging) const;
  CourseReviews list(const storage::Reader& db, const http::Principal& who, const CourseId& course,
                     const http::Paging& paging) const;
  /// One's own, made or changed. Forbidden for who has not begun the course.
  Review put(const http::Principal& who, const CourseId& course, const ReviewDraft& draft);
  void remove(const http::Principal& who, const CourseId& course);
  /// By an instructor of the course. Conflict where there is an answer already.
  Review reply(const http::Principal& who, const ReviewId& id, const std::string& text);
  /// To the administrators; telling them twice changes the reason.
  void report(const http::Principal& who, const ReviewId& id, const std::string& reason);

  /// What was reported and not judged yet; for administrators.
  Page<ReviewReport> reports(const http::Paging& paging) const;
  void judge(const http::Principal& who, const ReviewId& id, Judgement judgement);

 private:
  Review require(const storage::Reader& db, const ReviewId& id) const;
  Review named(const storage::Reader& db, Review review) const;
  bool may_review(const storage::Reader& db, const OpenCourse& open) const;
  void count_again(storage::Writer& db, const CourseId& course) const;

  storage::Database& database_;
  const Doors& doors_;
};

}  // namespace lectern::catalog
