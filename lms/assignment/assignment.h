#pragma once
// Assignments and what is handed in to them: values only.

#include <optional>
#include <string>
#include <vector>

#include "catalog/documents.h"
#include "lms/assignment/assignment_rules.h"
#include "lms/enrolment/groups.h"
#include "lms/rubric/rubric.h"

namespace lectern::lms {

using HandInId = Id<struct HandInTag>;
using PeerReviewId = Id<struct PeerReviewTag>;

struct Assignment {
  LessonId lesson;
  CourseId course;
  std::string title;
  AssignmentRules rules;
  Rubric rubric;
  Phase phase = Phase::HandingIn;

  /// That can be had.
  double most() const { return rubric.empty() ? rules.most_points : most_points(rubric); }
};

enum class HandInState {
  Draft,
  HandedIn,
  Marked,  ///< And nobody but those who teach sees it yet.
  Released,
  Returned,    ///< To be done again.
  Superseded,  ///< A newer one came before it was released.
};
constexpr std::array kHandInStateTexts = {
    EnumText{HandInState::Draft, "draft"},       EnumText{HandInState::HandedIn, "handed_in"},
    EnumText{HandInState::Marked, "marked"},     EnumText{HandInState::Released, "released"},
    EnumText{HandInState::Returned, "returned"}, EnumText{HandInState::Superseded, "superseded"}};
constexpr const auto& text_table(HandInState) {
  return kHandInStateTexts;
}

/// A comment on a place: a range of the text, or a page or a point of a file.
struct Pin {
  catalog::DocumentId file;  ///< Empty: of the text.
  std::int64_t from = 0;     ///< In UTF-16 units, as browsers count.
  std::int64_t to = 0;
  std::optional<std::int64_t> page;
  std::optional<double> x;  ///< Shares of the width and the height.
  std::optional<double> y;
  std::string comment;
};

struct HandIn {
  HandInId id;
  LessonId lesson;
  std::string owner;  ///< The group's id or the person's.
  UserId user;        ///< Who began it; who handed it in.
  GroupId group;
  std::int64_t number = 1;
  HandInState state = HandInState::Draft;
  std::string text;
  std::int64_t sequence = 0;
  Instant saved_at;
  std::optional<Instant> handed_in_at;
  std::string digest;
  Milliseconds late{};
  std::optional<double> points;
  std::vector<RubricMark> marks;
  std::string feedback;
  std::vector<Pin> pins;
  std::optional<double> fraction;  ///< Of the work, lateness included.
  UserId marked_by;
  std::optional<Instant> marked_at;
  std::optional<Instant> released_at;

  /// Whether those whose work it is see what was said of it.
  bool shows_mark() const { return state == HandInState::Released || state == HandInState::Returned; }
};

struct HandInPerson {
  UserId user;
  std::string name;
  std::string email;
};

/// Throws InvalidInput naming each place that breaks a rule.
std::vector<Pin> read_pins(const nlohmann::json& list);
nlohmann::json as_json(const std::vector<Pin>& pins);

}  // namespace lectern::lms
