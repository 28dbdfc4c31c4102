#include "streamer/document_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "base/error.h"
#include "base/random.h"
#include "catalog/file_type.h"
#include "storage/db/database.h"

namespace lectern::streamer {

namespace {

using nlohmann::json;

constexpr std::uint32_t kOnlyGeneration = 1;
// More revocations than this between two steps is somebody ending grants in a loop.
constexpr int kMostAttempts = 8;

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

IdBytes bytes_of(const std::string& id) {
  return id.empty() ? IdBytes{} : decode_id(id).value();
}

bool is_shown(const catalog::Document& document) {
  return catalog::shown_as(document.type) != catalog::Shown::Nowhere;
}

/// What cannot be shown can only be saved, and an attachment is there to be saved.
bool may_save(const catalog::Document& document, const WatchStanding& standing) {
  return standing.may_download || !is_shown(document) ||
         document.place == catalog::DocumentPlace::Attachment ||
         document.place == catalog::DocumentPlace::HandIn;
}

}  // namespace

// clang-format off
const http::Entry<DocumentDesk> DocumentDesk::kRoutes[] = {
    // method              path                              who                 body              lane                handler                        what it does
    {http::Method::Get, "/api/v1/documents/{id}/access", http::Who::Anyone, http::Body::None, http::Lane::Worker, &DocumentDesk::open_document, "Where a document is read or saved, for who may see its lesson", {"", "DocumentAccess"}},
};
// clang-format on

std::vector<http::Route> DocumentDesk::routes() {
  return http::bind(*this, std::span<const http::Entry<DocumentDesk>>{kRoutes});
}

DocumentAccess DocumentDesk::open(const http::Principal& principal, const catalog::DocumentId& id) {
  const auto document = require(principal, id);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    // In this order: whoever loses the right meanwhile raises the count, and nothing is issued.
    const std::uint64_t revocations = grants_.revocations();
    const WatchStanding standing = playback_.require_standing(principal, document.lesson);
    if (document.place == catalog::DocumentPlace::Former && !standing.may_manage)
      throw Error(ErrorCode::NotFound, "There is no such document.");
    const Grant wanted = wanted_grant(principal, document, standing);
    auto grant = grants_.find_reusable(wanted);
    if (!grant) grant = grants_.issue(wanted, revocations);
    if (grant) return describe(*grant, document);
  }
  throw Error(ErrorCode::Unavailable, "The document could not be opened just now. Try again.");
}

catalog::Document DocumentDesk::require(const http::Principal& principal,
                                        const catalog::DocumentId& id) const {
  auto document = database_.read([&](const storage::Reader& db) { return documents_.find(db, id); });
  if (!document || (document->place == catalog::DocumentPlace::HandIn && !hand_in_door_))
    throw Error(ErrorCode::NotFound, "There is no such document.");
  if (document->place == catalog::DocumentPlace::HandIn) hand_in_door_(principal, id);
  return std::move(*document);
}

Grant DocumentDesk::wanted_grant(const http::Principal& principal, const catalog::Document& document,
                                 const WatchStanding& standing) const {
  Grant grant;
  grant.id = new_id<GrantId>(clock_);
  grant.user = principal.user;
  grant.session = principal.session;
  grant.video = VideoId{document.id.text()};
  grant.lesson = document.lesson;
  grant.course = standing.course;
  grant.generation = kOnlyGeneration;
  grant.allowance = may_save(document, standing) ? Allowance::Document : Allowance::None;
  // Whole seconds, as tokens have them.
  grant.created_at = std::chrono::floor<std::chrono::seconds>(clock_.now());
  grant.expires_at = std::chrono::floor<std::chrono::seconds>(grant.created_at + lifetime_);
  if (standing.until) grant.expires_at = std::min(grant.expires_at, *standing.until);
  return grant;
}

DocumentAccess DocumentDesk::describe(const Grant& grant, const catalog::Document& document) const {
  const std::string token =
      tokens_.sign({bytes_of(grant.id.text()), bytes_of(grant.user.text()), bytes_of(document.id.text()),
                    kOnlyGeneration, grant.expires_at, grant.allowance});
  const std::string root = fmt::format("/v/{}/{}/{}/", token, document.id.text(), kOnlyGeneration);
  DocumentAccess access;
  access.document = document;
  if (is_shown(document)) access.view_url = root + "view";
  if (grant.allowance == Allowance::Document) access.file_url = root + "file";
  access.expires_at = grant.expires_at;
  return access;
}

http::Response DocumentDesk::open_document(const http::Request& request) {
  const auto access = open(request.principal, http::id_parameter<catalog::DocumentId>(request, "id"));
  return http::Response::json({{"filename", access.document.filename},
                               {"type", access.document.type},
                               {"shown", catalog::name_of(catalog::shown_as(access.document.type))},
                               {"size", access.document.size},
                               {"view_url", text_or_null(access.view_url)},
                               {"file_url", text_or_null(access.file_url)},
                               {"expires_at", to_rfc3339(access.expires_at)}})
      .with("Cache-Control", "no-store");
}

}  // namespace lectern::streamer
