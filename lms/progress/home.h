#pragma once
// What someone finds after signing in, in one answer from one snapshot: their courses and where they stopped,
// what they wait for, what they are invited to, what ends soon. Each is a part; other modules add theirs. A
// part that cannot be had is named, and the rest still comes.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "http/include.h"
#include "lms/progress/positions.h"

namespace lectern::lms {

struct HomePart {
  std::string name;
  std::function<void(const storage::Reader& db, const http::Principal& who, nlohmann::json& content)> fill;
};

class Home {
 public:
  Home(storage::Database& database, const Positions& positions);

  void add(HomePart part) { parts_.push_back(std::move(part)); }
  /// The parts that `?include=` names; all where it names none.
  nlohmann::json of(const http::Request& request) const;

 private:
  storage::Database& database_;
  std::vector<HomePart> parts_;
};

}  // namespace lectern::lms
