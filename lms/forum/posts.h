#pragma once
// The posts of a thread: reading, answering, changing and taking away; votes, and which answer is the one.

#include <vector>

#include "catalog/page.h"
#include "http/message.h"
#include "lms/forum/writing.h"

namespace lectern::lms {

/// A post as somebody finds it.
struct PostView {
  Post post;
  Thread thread;
  Forum forum;
  Participant who;
  bool has_vote = false;  ///< Of whoever asks.
};

struct PostVersion {
  std::int64_t number = 1;
  std::string text;
  Instant written_at;
};

/// Posts of a thread in the order they were written, from wherever somebody begins to read.
struct PostPage {
  std::vector<PostView> items;
  std::string previous;  ///< Empty: nothing stands before, or it was read already.
  std::string next;      ///< Empty on the last page.
};

/// At most one of them: after the page's end, before a post, or around one.
struct PostPlace {
  http::Paging paging;
  PostId before;
  PostId around;
};

struct PostPatch {
  std::optional<std::string> text;
  std::optional<std::optional<double>> seconds;
};

enum class Mark { Set, Cleared };

class Posts {
 public:
  Posts(storage::Database& database, const ForumDoors& doors)
      : database_(database), doors_(doors), writing_(doors) {}

  /// In the order they were written; whoever shows them makes a tree of it.
  PostPage list(const http::Principal& who, const ThreadId& thread, const PostPlace& place) const;
  PostView find(const http::Principal& who, const PostId& id) const;
  /// An empty parent is the opening post.
  PostView reply(const http::Principal& who, const ThreadId& thread, const PostId& parent,
                 const PostDraft& draft);
  PostView change(const http::Principal& who, const PostId& id, const PostPatch& patch);
  /// Its place in the thread stays. A thread that nobody answered goes with its opening post.
  PostView remove(const http::Principal& who, const PostId& id);
  /// What its author took away, or who teaches hid.
  PostView restore(const http::Principal& who, const PostId& id);
  /// The oldest first, what stands there now at the end.
  std::vector<PostVersion> versions(const http::Principal& who, const PostId& id) const;

  PostView vote(const http::Principal& who, const PostId& id, Mark mark);
  /// By who asked and those who teach; a question has at most one.
  PostView accept(const http::Principal& who, const PostId& id, Mark mark);
  /// By those who teach.
  PostView endorse(const http::Principal& who, const PostId& id, Mark mark);

 private:
  PostView view(const storage::Reader& db, const OpenPost& open) const;
  PostView view(const storage::Reader& db, const http::Principal& who, const PostId& id) const;

  storage::Database& database_;
  const ForumDoors& doors_;
  Writing writing_;
};

/// Shown, deleted or hidden; a thread without anything left goes and comes with it.
void set_state(storage::Writer& db, const Post& post, PostState state);

}  // namespace lectern::lms
