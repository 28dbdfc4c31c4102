#pragma once
// Putting words into a thread, and changing them: the row, what it is found by, whom it mentions, who is
// told. Joins the caller's transaction, which has passed the doors.
//
// Events: forum.posted, once for each post; forum.replied, to whose post it answers; forum.mentioned, once
// for each person it mentions and who may read it.

#include "lms/forum/forum_doors.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::lms {

class Writing {
 public:
  explicit Writing(const ForumDoors& doors) : doors_(doors) {}

  /// Throws RateLimited where slow mode says so, and Conflict where nobody may be anonymous here.
  void check(const storage::Reader& db, const OpenForum& open, const PostDraft& draft) const;
  /// `parent` is empty for the one that opens the thread. The thread's row is there.
  void insert(storage::Writer& db, const OpenThread& open, const PostId& id, const PostId& parent,
              const PostDraft& draft) const;
  /// What stood there is kept.
  void rewrite(storage::Writer& db, const OpenPost& open, const std::string& text,
               std::optional<double> seconds) const;
  /// The title is found with the opening post.
  static void index(storage::Writer& db, const Thread& thread, const PostId& post, const std::string& text);

 private:
  void mention(storage::Writer& db, const OpenThread& open, const PostId& post,
               const std::string& text) const;

  const ForumDoors& doors_;
};

/// What its author has posted under this key already.
std::optional<Post> posted_before(const storage::Reader& db, const UserId& author,
                                  const std::string& once_key);
/// When slow mode lets them write in this forum again.
std::optional<Instant> waits_until(const storage::Reader& db, const Forum& forum, const Participant& who);
/// How many posts answer the opening one, and the last of them, counted again.
void count_replies(storage::Writer& db, const ThreadId& thread);

}  // namespace lectern::lms
