#pragma once
// What the API says of assignments and hand-ins. Whoever may not know a name does not get it here.

#include <nlohmann/json_fwd.hpp>

#include "lms/assignment/marking.h"
#include "lms/assignment/peer_reviews.h"

namespace lectern::lms {

nlohmann::json definition_json(const Assignment& assignment);
nlohmann::json as_json(const AssignmentEntrance& entrance);
enum class Names { Shown, Hidden };
nlohmann::json as_json(const HandInView& view, Names names = Names::Shown);
nlohmann::json as_json(const MarkView& view);
nlohmann::json as_json(const ReviewView& view);
/// Without who gave it.
nlohmann::json as_json(const PeerReview& review, const Assignment& assignment);
nlohmann::json as_json(const ReviewRow& row, const Assignment& assignment);

}  // namespace lectern::lms
