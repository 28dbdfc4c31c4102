#pragma once
// Peer review: phases, who reviews what, giving a review without knowing whose work it is, and what those who
// teach see of it all.

#include <optional>
#include <string>
#include <vector>

#include "catalog/page.h"
#include "lms/assignment/hand_ins.h"

namespace lectern::lms {

struct PeerReview {
  PeerReviewId id;
  LessonId lesson;
  HandInId hand_in;
  UserId user;
  bool is_of_self = false;
  bool is_done = false;
  std::vector<RubricMark> marks;
  std::string feedback;
  std::optional<double> fraction;
};

/// As its reviewer sees it: nobody's name.
struct ReviewView {
  PeerReview review;
  Assignment assignment;
  HandIn hand_in;
  std::vector<catalog::Document> files;
  bool is_open = false;  ///< May be changed still.
};

struct ReceivedReviews {
  Assignment assignment;
  std::vector<PeerReview> reviews;
};

struct NewReview {
  std::vector<RubricMark> marks;
  std::optional<double> points;  ///< Without a rubric.
  std::string feedback;
  bool is_done = false;
};

/// One hand-in and what its people have given and got.
struct ReviewRow {
  HandIn hand_in;
  std::vector<HandInPerson> people;
  std::int64_t asked_for = 0;   ///< Reviews of it that were allotted.
  std::vector<PeerReview> got;  ///< Those that are done, one's own apart.
  std::optional<double> of_self;
  std::int64_t to_give = 0;
  std::int64_t given = 0;
  std::optional<double> combined;
};

class PeerReviews {
 public:
  PeerReviews(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// By hand, for those who teach. Going back keeps what was given.
  Assignment set_phase(const http::Principal& who, const LessonId& lesson, Phase phase);
  /// Reviewers for work that came late or whose reviewers left. Answers how many reviews were added.
  std::int64_t allot_missing(const http::Principal& who, const LessonId& lesson);
  /// Begins and ends reviewing where its date has come.
  void sweep();

  ReviewView find(const http::Principal& who, const PeerReviewId& id) const;
  ReviewView save(const http::Principal& who, const PeerReviewId& id, const NewReview& review);
  /// One more, for who has given theirs: of the work that has got least.
  PeerReviewId take_another(const http::Principal& who, const LessonId& lesson);
  /// What one's own hand-in got; only where its marks are shown. Without names.
  ReceivedReviews received(const http::Principal& who, const HandInId& id) const;
  catalog::Page<ReviewRow> overview(const http::Principal& who, const LessonId& lesson,
                                    const http::Paging& paging) const;

 private:
  void turn(storage::Writer& db, const Assignment& assignment, Phase phase) const;
  std::int64_t allot_in(storage::Writer& db, const Assignment& assignment) const;
  PeerReview own_review(const storage::Reader& db, const http::Principal& who, const PeerReviewId& id) const;
  ReviewView view(const storage::Reader& db, PeerReview review) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
