#include "catalog/picture_json.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

using nlohmann::json;

json as_json(const Picture& picture) {
  json urls = json::object();
  for (const auto& size : sizes_of(picture.use)) urls[size] = picture.url(size);
  return {{"alt", picture.alt}, {"urls", std::move(urls)}};
}

json as_json(const std::optional<Picture>& picture) {
  return picture ? as_json(*picture) : json(nullptr);
}

}  // namespace lectern::catalog
