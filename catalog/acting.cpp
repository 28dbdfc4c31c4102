#include "catalog/acting.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

audit::Act act_of(const http::Principal& who, std::string action, audit::Object object,
                  const nlohmann::json& details) {
  return {who.user, std::move(action), std::move(object), details.dump(), who.address, who.request_id};
}

audit::Act act_of(const http::Principal& who, std::string action, audit::Object object) {
  return act_of(who, std::move(action), std::move(object), nlohmann::json::object());
}

}  // namespace lectern::catalog
