#pragma once
// Videos: the versions of a lesson's source, and their way from uploading through probing and playable to
// ready, or to failed. An older version plays on until a newer one is playable, and goes once the newer one
// is ready; its source is kept for a while. Functions that take a Writer join the caller's transaction; every
// change reaches `lessons/{id}` after its commit.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "catalog/video.h"
#include "http/live.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::catalog {

/// What became of a change.
enum class Change {
  Made,
  Gone,  ///< The version was deleted or replaced meanwhile: whoever works on it may stop.
};

class Videos {
 public:
  Videos(storage::Database& database, http::Live& live, const Clock& clock)
      : database_(database), live_(live), clock_(clock) {}

  // For the transcoder.

  std::optional<VideoSource> source_of(const storage::Reader& db, const VideoId& video,
                                       std::int64_t generation) const;
  /// Begins, or begins again after a crash: what is playable already stays playable.
  Change mark_probing(storage::Writer& db, const VideoId& video, std::int64_t generation);
  Change record_facts(storage::Writer& db, const VideoId& video, std::int64_t generation,
                      const MediaFacts& facts);
  /// The same sentence twice is one note.
  Change add_note(storage::Writer& db, const VideoId& video, std::int64_t generation,
                  const std::string& sentence);
  Change mark_playable(storage::Writer& db, const VideoId& video, std::int64_t generation);
  /// Also sends older versions to the janitor.
  Change mark_ready(storage::Writer& db, const VideoId& video, std::int64_t generation);
  /// `sentence` is for the instructor.
  Change mark_failed(storage::Writer& db, const VideoId& video, std::int64_t generation,
                     const std::string& sentence);
  /// Call as often as you like: kept in memory, told to pages a few times a second, stored every few seconds.
  /// Opens transactions of its own.
  Change progress(const VideoId& video, std::int64_t generation, const VideoProgress& progress);

  // For the rest of the server.

  std::optional<VideoView> find_view(const storage::Reader& db, const LessonId& lesson) const;
  /// The newest version that plays.
  std::optional<VideoVersion> find_playable(const storage::Reader& db, const LessonId& lesson) const;
  /// The lesson's video, made if there was none.
  VideoId ensure(storage::Writer& db, const LessonId& lesson);
  /// The next generation of the source's lesson, and the job that transcodes it.
  std::int64_t add_version(storage::Writer& db, const VideoSource& source);
  /// Begins a new version from the source that an earlier one had. Gone where it was kept no longer.
  std::int64_t restore_source(storage::Writer& db, const LessonId& lesson, std::int64_t generation);
  /// Replaced sources of before then are not kept any more; the janitor finds their files.
  void forget_sources_before(storage::Writer& db, Instant then);
  /// Sends all versions to the janitor, and removes the video.
  void remove(storage::Writer& db, const LessonId& lesson);

  /// Bytes received so far by the upload in hand; tells pages sparsely.
  void receiving(const LessonId& lesson, std::int64_t received, std::int64_t size);
  /// Tells the lesson's topic what the video is now.
  void announce(const LessonId& lesson) const;
  /// Announces what other transactions changed.
  outbox::Consumer consumer();

 private:
  struct Moving {
    LessonId lesson;
    VideoProgress progress;
    Instant told_at;
    Instant stored_at;
  };
  struct Receiving {
    double fraction = 0;
    Instant told_at;
  };
  using Version = std::pair<VideoId, std::int64_t>;
  struct InHand {
    std::map<Version, Moving> moving;
    std::map<LessonId, Receiving> receiving;
  };

  Change move(storage::Writer& db, const VideoId& video, std::int64_t generation, VideoState to,
              const std::optional<std::string>& error);
  void drop(storage::Writer& db, const VideoVersion& version, Milliseconds after);
  std::vector<VideoVersion> versions_of(const storage::Reader& db, const LessonId& lesson) const;
  VideoView view_of(const storage::Reader& db, const VideoVersion& version) const;
  std::optional<VideoView> uploading_view(const storage::Reader& db, const LessonId& lesson) const;

  storage::Database& database_;
  http::Live& live_;
  const Clock& clock_;
  Guarded<InHand> in_hand_;
};

}  // namespace lectern::catalog
