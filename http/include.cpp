#include "http/include.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "http/problem_json.h"

namespace lectern::http {

Include::Include(const Request& request, const std::vector<std::string>& known, Unasked unasked)
    : request_id_(request.request_id) {
  const auto asked = request.find_query("include");
  if (!asked || asked->empty()) {
    if (unasked == Unasked::Everything) wanted_.insert(known.begin(), known.end());
    return;
  }
  for (const std::string_view part : split(*asked, ',')) {
    if (std::find(known.begin(), known.end(), part) == known.end())
      throw InvalidInput(
          std::vector<Problem>{{"include", fmt::format("Must be any of {}.", fmt::join(known, ", "))}});
    wanted_.emplace(part);
  }
}

void Include::add(nlohmann::json& into, std::string_view part,
                  const std::function<nlohmann::json()>& make) const {
  if (!wants(part)) return;
  try {
    into[std::string{part}] = make();
    return;
  } catch (const Error& error) {
    if (status_of(error.code()) < 500) throw;
    log::error("part.failed", {{"request", request_id_}, {"part", part}, {"error", error.what()}});
  } catch (const std::exception& error) {
    log::error("part.failed", {{"request", request_id_}, {"part", part}, {"error", error.what()}});
  }
  into["unavailable"].push_back(part);
}

}  // namespace lectern::http
