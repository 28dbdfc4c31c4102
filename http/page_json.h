#pragma once
// Lists as every route answers them: `{"items":[…],"next":"…"|null}`.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace lectern::http {

/// `next` is empty on the last page.
nlohmann::json page_json(nlohmann::json items, const std::string& next = {});

}  // namespace lectern::http
