#pragma once
// Everything of assignments, wired: writing them, handing in, marking, peer review, and their routes.

#include <vector>

#include "lms/assignment/assignment_api.h"
#include "lms/assignment/marking_api.h"

namespace lectern::lms {

class AssignmentRoom {
 public:
  AssignmentRoom(storage::Database& database, const catalog::Doors& doors,
                 const catalog::Documents& documents, catalog::UploadDesk& uploads);
  AssignmentRoom(const AssignmentRoom&) = delete;
  AssignmentRoom& operator=(const AssignmentRoom&) = delete;

  std::vector<http::Route> routes();
  /// Begins and ends peer reviews whose date has come.
  void sweep() { peer_reviews_.sweep(); }
  /// Throws NotFound for who may not read a file that was handed in.
  void check_reader(const http::Principal& who, const catalog::DocumentId& file) const {
    hand_ins_.check_reader(who, file);
  }

 private:
  Assignments assignments_;
  HandIns hand_ins_;
  Marking marking_;
  MarkCsv csv_;
  PeerReviews peer_reviews_;
  AssignmentApi assignment_api_;
  MarkingApi marking_api_;
};

}  // namespace lectern::lms
