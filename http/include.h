#pragma once
// `?include=outline,reviews`: one call answers what a page needs. The handler opens one snapshot and adds the
// parts that are wanted; a part that fails is named under "unavailable", and the rest answers.

#include <functional>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>

#include "http/message.h"

namespace lectern::http {

class Include {
 public:
  /// Throws Invalid for a part that is none of those known.
  Include(const Request& request, std::initializer_list<std::string_view> known);

  bool wants(std::string_view part) const { return wanted_.contains(part); }

  /// Puts what `make` answers under the part's name into `into`, if it is wanted. What the asker did wrong is
  /// thrown on; what is wrong with the server leaves the part out and says so.
  void add(nlohmann::json& into, std::string_view part, const std::function<nlohmann::json()>& make) const;

 private:
  std::string request_id_;
  std::set<std::string, std::less<>> wanted_;
};

}  // namespace lectern::http
