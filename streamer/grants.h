#pragma once
// Who may watch what until when. The table in memory is what every media request is held against; SQLite
// keeps it over a restart. Ending a grant is ending it at the very next request: tokens stay valid texts, but
// nothing stands behind them any more.
//
// A request costs one look-up under a mutex that is never held over a disk or a query. What was delivered is
// gathered in memory and written every few seconds in one transaction.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/ids.h"
#include "streamer/playback_token.h"

namespace lectern::storage {
class Database;
}

namespace lectern::streamer {

struct Grant {
  GrantId id;
  UserId user;        ///< Empty: shared by all who are not signed in.
  SessionId session;  ///< Empty likewise.
  VideoId video;
  LessonId lesson;
  CourseId course;
  std::uint32_t generation = 0;
  Allowance allowance = Allowance::None;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> revoked_at;
  std::optional<Instant> last_seen_at;
  std::uint64_t requests = 0;
  std::uint64_t bytes = 0;
  std::vector<std::uint64_t> delivered;  ///< One bit a segment, of whichever track.
  std::optional<std::uint32_t> reach;    ///< The last segment that may be fetched. Absent: all.
};

std::uint64_t count_delivered(const Grant& grant);

/// Which grants: all that is set must be equal.
struct GrantFilter {
  std::optional<UserId> user = std::nullopt;
  std::optional<SessionId> session = std::nullopt;
  std::optional<VideoId> video = std::nullopt;
  std::optional<LessonId> lesson = std::nullopt;
  std::optional<CourseId> course = std::nullopt;
};

enum class Admission {
  Admitted,
  Expired,
  Ended,   ///< Revoked, or nothing is known of it.
  TooFar,  ///< Has not been reached yet, in a lesson that is watched in order.
};

class Grants {
 public:
  Grants(storage::Database& database, const Clock& clock);

  /// Reads what was alive when the server stopped. Before the first request.
  void load();

  // --- Every media request; memory only
  // -----------------------------------------------------------------------

  Admission admit(const PlaybackClaims& claims);
  /// The same for a segment, by its number.
  Admission admit(const PlaybackClaims& claims, std::uint32_t segment);
  void record(const IdBytes& grant, std::uint64_t bytes);
  void record_segment(const IdBytes& grant, std::uint64_t bytes, std::uint32_t segment);

  // --- Playback begins
  // ----------------------------------------------------------------------------------------

  /// Changes with every revocation. Read before the viewer's standing is asked for, and handed to issue().
  std::uint64_t revocations() const;
  /// A grant of the same session, video, generation and allowance with more than half its life before it.
  std::optional<Grant> find_reusable(const Grant& wanted) const;
  /// Nothing where something was revoked since `revocations` was read: the standing may be out of date, so it
  /// has to be asked again.
  std::optional<Grant> issue(Grant grant, std::uint64_t revocations);

  // --- Ending
  // -------------------------------------------------------------------------------------------------

  /// At once, then stored. Returns how many ended. Leaving a course is {user, course}, signing out {session},
  /// unpublishing {course}, deleting or replacing {video} or {lesson}.
  std::size_t revoke(const GrantFilter& filter);
  /// Whether there was such a grant.
  bool revoke(const GrantId& id);

  // --- Looking and housekeeping
  // -------------------------------------------------------------------------------

  std::optional<Grant> find(const GrantId& id) const;
  /// All that somebody has had of a lesson and that is not forgotten, ended ones among them.
  std::vector<Grant> of_viewer(const UserId& user, const LessonId& lesson) const;
  /// A viewer has come so far in this version. Never back, and nothing for a grant that reaches everything.
  void extend(const GrantId& id, std::uint32_t reach);
  /// Newest first, with those that were ended before their time.
  std::vector<Grant> of_lesson(const LessonId& lesson) const;
  std::vector<Grant> living(const GrantFilter& filter) const;
  /// Stores what was delivered since the last call, in one transaction. Every 5 s, and when stopping.
  void flush();
  /// Forgets the expired, in memory at once and in the database after a while. Every hour.
  void sweep();

 private:
  struct IdHash {
    std::size_t operator()(const IdBytes& id) const noexcept;
  };
  struct Entry {
    Grant grant;
    bool touched = false;  ///< Delivered something that is not stored yet.
  };
  struct Table {
    std::unordered_map<IdBytes, Entry, IdHash> entries;
    std::unordered_map<std::string, IdBytes> by_viewer;  ///< The newest for each session and video.
    std::unordered_map<std::string, std::vector<IdBytes>> by_lesson;  ///< Of each person and lesson.
    std::uint64_t revocations = 0;
  };

  static void put(Table& table, const IdBytes& key, Grant grant);

  storage::Database& database_;
  const Clock& clock_;
  Guarded<Table> table_;
};

}  // namespace lectern::streamer
