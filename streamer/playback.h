#pragma once
// Beginning to watch: the viewer's standing is asked, a grant is found or issued, and the answer names the
// addresses of the lecture as far as it is made.

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/videos.h"
#include "http/principal.h"
#include "streamer/gate.h"
#include "streamer/grants.h"
#include "streamer/packages.h"
#include "streamer/playback_token.h"

namespace lectern::streamer {

struct PlaybackOptions {
  /// A lecture is never renewed while it is watched, so an address outlives any sitting: this long, or
  /// `times_the_duration` where that is longer. It can be ended at any moment.
  Milliseconds lifetime = std::chrono::hours{12};
  int times_the_duration = 4;
};

struct CaptionAddress {
  std::string language;
  std::string label;
  std::string url;
};

struct ViewAddress {
  std::string name;
  std::string master_url;
};

struct Chapter {
  double start_seconds = 0;
  double end_seconds = 0;
  std::string title;
};

struct Playback {
  bool is_early = false;  ///< Still being made: the playlists grow.
  std::string master_url;
  std::string poster_url;  ///< Empty where there is none; so are the three below.
  std::string storyboard_url;
  std::string download_url;
  std::string original_url;
  std::vector<CaptionAddress> captions;
  std::vector<Chapter> chapters;
  std::vector<ViewAddress> views;
  double duration_seconds = 0;
  double resume_seconds = 0;
  std::optional<double> reach_seconds;  ///< Set where the lesson is watched in order.
  std::string title;
  Instant expires_at;
};

class PlaybackDesk {
 public:
  PlaybackDesk(storage::Database& database, const catalog::Videos& videos, Gate& gate, Grants& grants,
               Packages& packages, const PlaybackTokens& tokens, const PlaybackOptions& options,
               const Clock& clock);

  /// Throws for who may not watch, and Conflict while there is nothing to watch.
  Playback open(const http::Principal& principal, const LessonId& lesson);
  /// Throws unless the answer is Allowed.
  WatchStanding require_standing(const http::Principal& principal, const LessonId& lesson);
  /// May change while the server runs, for what is opened from then on. Any thread.
  void set_lifetime(Milliseconds lifetime) { lifetime_ = lifetime; }

 private:
  struct Subject {
    catalog::VideoVersion version;
    PackageKey key;
    std::shared_ptr<const transcoder::PackageContents> contents;
  };

  Subject require_subject(const LessonId& lesson);
  Grant wanted_grant(const http::Principal& principal, const LessonId& lesson, const Subject& subject,
                     const WatchStanding& standing) const;
  Playback describe(const Grant& grant, const Subject& subject, const WatchStanding& standing);
  bool exists(const PackageKey& key, MediaObject object, TrackName track = {});

  storage::Database& database_;
  const catalog::Videos& videos_;
  Gate& gate_;
  Grants& grants_;
  Packages& packages_;
  const PlaybackTokens& tokens_;
  PlaybackOptions options_;
  std::atomic<Milliseconds> lifetime_;
  const Clock& clock_;
};

}  // namespace lectern::streamer
