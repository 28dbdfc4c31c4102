#include "http/page_json.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace lectern::http {

using nlohmann::json;

json page_json(json items, const std::string& next) {
  return {{"items", std::move(items)}, {"next", next.empty() ? json(nullptr) : json(next)}};
}

}  // namespace lectern::http
