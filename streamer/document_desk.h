#pragma once
// Opening a document of a lesson: through the same gate, grants and tokens as watching, and ended as they
// are. In an address the document's id stands where a video's would, with generation 1: a document never
// changes.

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/documents.h"
#include "http/route.h"
#include "streamer/grants.h"
#include "streamer/playback.h"
#include "streamer/playback_token.h"

namespace lectern::streamer {

struct DocumentAccess {
  catalog::Document document;
  std::string view_url;  ///< Empty where no browser shows it.
  std::string file_url;  ///< Empty where it may be read but not saved.
  Instant expires_at;
};

/// Who may read what was handed in; throws for everybody else. Declared here, answered by who keeps hand-ins.
using HandInDoor = std::function<void(const http::Principal&, const catalog::DocumentId&)>;

class DocumentDesk {
 public:
  DocumentDesk(storage::Database& database, const catalog::Documents& documents, PlaybackDesk& playback,
               Grants& grants, const PlaybackTokens& tokens, Milliseconds lifetime, const Clock& clock)
      : database_(database),
        documents_(documents),
        playback_(playback),
        grants_(grants),
        tokens_(tokens),
        lifetime_(lifetime),
        clock_(clock) {}

  /// While the server is wired. Until then nobody reads a hand-in.
  void ask_for_hand_ins(HandInDoor door) { hand_in_door_ = std::move(door); }

  /// Throws for who may not watch the lesson.
  DocumentAccess open(const http::Principal& principal, const catalog::DocumentId& id);

  std::vector<http::Route> routes();

 private:
  static const http::Entry<DocumentDesk> kRoutes[];
  http::Response open_document(const http::Request& request);
  catalog::Document require(const http::Principal& principal, const catalog::DocumentId& id) const;
  Grant wanted_grant(const http::Principal& principal, const catalog::Document& document,
                     const WatchStanding& standing) const;
  DocumentAccess describe(const Grant& grant, const catalog::Document& document) const;

  storage::Database& database_;
  const catalog::Documents& documents_;
  PlaybackDesk& playback_;
  Grants& grants_;
  const PlaybackTokens& tokens_;
  Milliseconds lifetime_;
  const Clock& clock_;
  HandInDoor hand_in_door_;
};

}  // namespace lectern::streamer
