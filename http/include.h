#pragma once
// `?include=outline,reviews`: one call answers what a page needs. The handler opens one snapshot and adds the
// parts that are wanted; a part that fails is named under "unavailable", and the rest answers.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace lectern::http {

class Include {
 public:
  /// What is meant where nothing is named.
  enum class Unasked { Nothing, Everything };

  /// Throws Invalid for a part that is none of those known.
  Include(const Request& request, const std::vector<std::string>& known, Unasked unasked = Unasked::Nothing);

  bool wants(std::string_view part) const { return wanted_.contains(part); }

  /// Puts what `make` answers under the part's name into `into`, if it is wanted. What the asker did wrong is
  /// thrown on; what is wrong with the server leaves the part out and says so.
  void add(nlohmann::json& into, std::string_view part, const std::function<nlohmann::json()>& make) const;

 private:
  std::string request_id_;
  std::set<std::string, std::less<>> wanted_;
};

}  // namespace lectern::http
