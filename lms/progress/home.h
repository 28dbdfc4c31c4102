#pragma once
// What someone finds after signing in, in one answer from one snapshot: their courses and where they stopped,
// what they wait for, what they are invited to, what ends soon. Each is a part; other modules add theirs. A
// part that cannot be had is named, and the rest still comes.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "http/principal.h"
#include "lms/progress/positions.h"

namespace lectern::lms {

struct HomePart {
  std::string name;
  /// Unavailable where it cannot be had now.
  std::function<void(const storage::Reader& db, const http::Principal& who, nlohmann::json& content)> fill;
};

class Home {
 public:
  Home(storage::Database& database, const Positions& positions);

  void add(HomePart part) { parts_.push_back(std::move(part)); }
  /// Those named; all where none is. InvalidInput for a name that no part has.
  nlohmann::json of(const http::Principal& who, const std::vector<std::string>& include) const;

 private:
  storage::Database& database_;
  std::vector<HomePart> parts_;
};

}  // namespace lectern::lms
