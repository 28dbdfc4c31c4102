#include "catalog/archive_json.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

using nlohmann::json;

namespace {

json id_or_null(const std::string& id) {
  return id.empty() ? json(nullptr) : json(id);
}

}  // namespace

json as_json(const Archive& archive) {
  return {{"id", archive.id.text()},
          {"direction", text_of(archive.direction)},
          {"state", text_of(archive.state)},
          {"progress", archive.progress},
          {"title", archive.title},
          {"media", archive.media == Media::Included},
          {"size", archive.size},
          {"course_id", id_or_null(archive.course.text())},
          {"report", json::parse(archive.report)},
          {"error", archive.error ? json(*archive.error) : json(nullptr)},
          {"created_at", to_rfc3339(archive.created_at)},
          {"expires_at", to_rfc3339(archive.expires_at)}};
}

}  // namespace lectern::catalog
