#include "lms/assignment/assignment_room.h"

namespace lectern::lms {

AssignmentRoom::AssignmentRoom(storage::Database& database, const catalog::Doors& doors,
                               const catalog::Documents& documents, catalog::UploadDesk& uploads)
    : assignments_(database, doors),
      hand_ins_(database, doors, documents),
      marking_(database, doors),
      csv_(database, doors),
      peer_reviews_(database, doors),
      assignment_api_(hand_ins_, peer_reviews_),
      marking_api_({assignments_, marking_, csv_, peer_reviews_}) {
  uploads.add(hand_ins_.upload_purpose());
}

std::vector<http::Route> AssignmentRoom::routes() {
  auto routes = assignment_api_.routes();
  for (auto& route : marking_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace lectern::lms
