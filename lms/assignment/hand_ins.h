#pragma once
// Handing in: a draft that is saved as it is typed and keeps its files, and one act that makes it final, with
// a receipt. In a group all of it is the group's.

#include <string>
#include <vector>

#include "catalog/doors.h"
#include "catalog/upload_desk.h"
#include "lms/assignment/assignment_rows.h"

namespace lectern::lms {

/// The purpose of an upload for a draft.
inline constexpr char kHandInPurpose[] = "hand_in";

struct HandInView {
  HandIn hand_in;
  std::vector<catalog::Document> files;
  std::vector<HandInPerson> people;
  std::string marked_by;  ///< A name.
  double most_points = 0;
};

/// A review that somebody has to give.
struct ReviewTask {
  PeerReviewId id;
  bool is_of_self = false;
  bool is_done = false;
};

/// What somebody finds at the door of an assignment.
struct AssignmentEntrance {
  Assignment assignment;  ///< With the rules as they are for them.
  bool is_defined = false;
  bool is_teaching = false;
  bool has_extension = false;
  std::string group;  ///< The name of theirs; empty: they work alone.
  std::optional<HandInRefusal> refusal;
  std::string refusal_sentence;
  std::optional<HandInView> draft;
  std::vector<HandInView> handed_in;  ///< Oldest first. Marks only where they are shown.
  std::optional<double> fraction;     ///< What the gradebook has.
  bool passed = false;
  std::vector<ReviewTask> reviews;
};

class HandIns {
 public:
  HandIns(storage::Database& database, const catalog::Doors& doors, const catalog::Documents& documents)
      : database_(database), doors_(doors), documents_(documents) {}

  AssignmentEntrance entrance(const http::Principal& who, const LessonId& lesson) const;
  /// Answers the draft as it is then. Conflict where a newer text was saved, perhaps in another window.
  HandInView save(const http::Principal& who, const LessonId& lesson, std::int64_t sequence,
                  const std::string& text);
  /// Out of a draft; the file itself goes with it.
  void remove_file(const http::Principal& who, const catalog::DocumentId& file);
  /// Asking again changes nothing: whoever lost the answer gets the same receipt.
  HandInView hand_in(const http::Principal& who, const HandInId& id);
  /// One's own, or of a course that one teaches; as much of it as the asker may see.
  HandInView find(const http::Principal& who, const HandInId& id) const;

  /// What the upload desk asks.
  catalog::UploadPurpose upload_purpose();
  /// Throws NotFound for who may not read a file that was handed in.
  void check_reader(const http::Principal& who, const catalog::DocumentId& file) const;

 private:
  struct Place {
    Assignment assignment;
    AssignmentRules rules;
    Party party;
    std::vector<HandIn> handed_in;
  };
  Place place_of(const storage::Reader& db, const UserId& user, Assignment assignment) const;
  /// Where this person may hand in now; throws with a sentence otherwise.
  Place open_place(const storage::Reader& db, const http::Principal& who, const LessonId& lesson) const;
  HandIn ensure_draft(storage::Writer& db, const Place& place, const UserId& user) const;
  void add_file(storage::Writer& db, const catalog::Upload& upload, const blobs::FinishedUpload& finished);

  storage::Database& database_;
  const catalog::Doors& doors_;
  const catalog::Documents& documents_;
};

HandInView view_of(const storage::Reader& db, const catalog::Doors& doors, const Assignment& assignment,
                   HandIn hand_in);
/// Takes away what only those who teach may see yet.
void hide_marks(HandIn& hand_in);

}  // namespace lectern::lms
