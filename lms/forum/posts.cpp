#include "lms/forum/posts.h"

#include <algorithm>
#include <iterator>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "lms/forum/drafts.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kList{"posts.list", "SELECT" POST_COLUMNS R"sql(,
         EXISTS (SELECT 1 FROM forum_vote v WHERE v.post_id = p.id AND v.account_id = ?4)
    FROM forum_post p WHERE p.thread_id = ?1 AND p.id > ?2 ORDER BY p.id LIMIT ?3)sql"};

const storage::Query kEarlier{"posts.earlier", "SELECT" POST_COLUMNS R"sql(,
         EXISTS (SELECT 1 FROM forum_vote v WHERE v.post_id = p.id AND v.account_id = ?4)
    FROM forum_post p WHERE p.thread_id = ?1 AND p.id < ?2 ORDER BY p.id DESC LIMIT ?3)sql"};

const storage::Query kHasVote{"posts.has_vote", R"sql(
  SELECT 1 FROM forum_vote WHERE post_id = ?1 AND account_id = ?2)sql"};

const storage::Query kVersions{"posts.versions", R"sql(
  SELECT number, text, written_at FROM forum_post_version WHERE post_id = ?1 ORDER BY number LIMIT 500)sql"};

const storage::Query kSetState{"posts.set_state", R"sql(
  UPDATE forum_post SET state = ?2 WHERE id = ?1)sql"};

// Only an opening post that is alone takes its thread along, and only such a thread comes back with it.
const storage::Query kFollowOpening{"posts.follow_opening", R"sql(
  UPDATE forum_thread SET state = ?3, pinned = 0
   WHERE id = ?1 AND opening_post = ?2 AND replies = 0 AND state IN ('open', 'removed'))sql"};

const storage::Query kGiveVote{"posts.give_vote", R"sql(
  INSERT INTO forum_vote (post_id, account_id) VALUES (?1, ?2) ON CONFLICT (post_id, account_id) DO NOTHING)sql"};

const storage::Query kTakeVote{"posts.take_vote", R"sql(
  DELETE FROM forum_vote WHERE post_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCountVotes{"posts.count_votes", R"sql(
  UPDATE forum_post SET votes = (SELECT count(*) FROM forum_vote WHERE post_id = ?1) WHERE id = ?1)sql"};

const storage::Query kCountThreadVotes{"posts.count_thread_votes", R"sql(
  UPDATE forum_thread SET votes = (SELECT count(*) FROM forum_vote WHERE post_id = ?2)
   WHERE id = ?1 AND opening_post = ?2)sql"};

const storage::Query kAccept{"posts.accept", R"sql(
  UPDATE forum_thread SET accepted_post = ?2 WHERE id = ?1)sql"};

const storage::Query kEndorse{"posts.endorse", R"sql(
  UPDATE forum_post SET endorsed_by = ?2 WHERE id = ?1)sql"};

void require_answer(const OpenPost& open) {
  if (open.post.parent.empty())
    throw Error(ErrorCode::Conflict, "This is the question itself. Choose one of its answers.");
  if (open.post.state != PostState::Shown)
    throw Error(ErrorCode::Conflict, "This post is no longer shown. Choose another answer.");
}

/// What a post answers: one of the same thread that is still there to be read, or was.
PostId parent_in(const storage::Reader& db, const Thread& thread, const PostId& parent) {
  if (parent.empty()) return thread.opening;
  const auto post = find_post(db, parent);
  if (!post || post->thread != thread.id)
    throw InvalidInput({Problem{"parent_id", "There is no such post in this thread."}});
  return parent;
}

}  // namespace

void set_state(storage::Writer& db, const Post& post, PostState state) {
  db.run(kSetState, post.id, state);
  count_replies(db, post.thread);
  db.run(kFollowOpening, post.thread, post.id,
         state == PostState::Shown ? ThreadState::Open : ThreadState::Removed);
  touch(db, require_thread(db, post.thread));
}

PostPage Posts::list(const http::Principal& who, const ThreadId& thread, const PostPlace& place) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.thread(db, who, thread);
    const auto as_view = [&](const storage::Row& row) {
      return PostView{as_post(row), open.thread, open.forum, open.who, row.get<bool>(kPostColumns)};
    };
    const auto id_of = [](const PostView& view) { return view.post.id.text(); };
    const auto earlier = [&](const PostId& than, int most) {
      auto page = catalog::as_page(db.all(kEarlier, as_view, thread, than, most + 1, who.user), most, id_of);
      std::reverse(page.items.begin(), page.items.end());
      return page;
    };
    const auto later = [&](const std::string& than, int most) {
      return catalog::as_page(db.all(kList, as_view, thread, than, most + 1, who.user), most, id_of);
    };
    const int limit = place.paging.limit;
    if (!place.before.empty()) {
      auto page = earlier(place.before, limit);
      return PostPage{std::move(page.items), page.next, {}};
    }
    if (place.around.empty()) {
      auto page = later(place.paging.after, limit);
      return PostPage{std::move(page.items), {}, page.next};
    }
    const int half = std::max(1, limit / 2);
    auto before = earlier(place.around, half);
    auto from = later(before.items.empty() ? std::string{} : id_of(before.items.back()), half);
    std::move(from.items.begin(), from.items.end(), std::back_inserter(before.items));
    return PostPage{std::move(before.items), before.next, from.next};
  });
}

PostView Posts::find(const http::Principal& who, const PostId& id) const {
  return database_.read([&](const storage::Reader& db) { return view(db, who, id); });
}

PostView Posts::reply(const http::Principal& who, const ThreadId& thread, const PostId& parent,
                      const PostDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.thread(db, who, thread);
    if (!may_reply(open.forum, open.thread, open.who))
      throw Error(ErrorCode::Forbidden, open.thread.is_locked
                                            ? "This thread is locked: nobody can answer any more."
                                            : "You cannot answer in this thread.");
    if (const auto before = posted_before(db, who.user, draft.once_key)) return view(db, who, before->id);
    writing_.check(db, {open.forum, open.who}, draft);
    const auto answered = parent_in(db, open.thread, parent);
    const auto id = new_id<PostId>(database_.clock());
    writing_.insert(db, open, id, answered, draft);
    forget_draft(db, who.user, open.thread.course, "post-" + answered.text());
    return view(db, who, id);
  });
}

PostView Posts::change(const http::Principal& who, const PostId& id, const PostPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    if (!may_change(open.thread, open.post, open.who) || open.post.state != PostState::Shown)
      throw Error(ErrorCode::Forbidden, "Only its author may change a post, and not in a locked thread.");
    writing_.rewrite(db, open, patch.text.value_or(open.post.text),
                     patch.seconds.value_or(open.post.seconds));
    forget_draft(db, who.user, open.thread.course, "edit-" + id.text());
    return view(db, who, id);
  });
}

PostView Posts::remove(const http::Principal& who, const PostId& id) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    if (!may_change(open.thread, open.post, open.who))
      throw Error(ErrorCode::Forbidden, "Only its author may delete a post, and not in a locked thread.");
    set_state(db, open.post, PostState::Deleted);
    auto removed = open;
    removed.post = require_post(db, id);
    removed.thread = require_thread(db, open.thread.id);
    return view(db, removed);
  });
}

PostView Posts::restore(const http::Principal& who, const PostId& id) {
  return database_.write([&](storage::Writer& db) {
    const auto post = require_post(db, id);
    const auto thread = require_thread(db, post.thread);
    const auto forum = find_forum(db, thread.forum).value();
    const auto reader = doors_.participant(db, who, thread.course);
    if (!reader || !may_see(forum, *reader)) throw Error(ErrorCode::NotFound, "There is no such post.");
    const bool is_own = post.author == who.user && post.state == PostState::Deleted;
    const bool is_judged = reader->is_staff && post.state == PostState::Hidden;
    if (reader->is_closed || (!is_own && !is_judged))
      throw Error(ErrorCode::Forbidden, "Only who took a post away may bring it back.");
    set_state(db, post, PostState::Shown);
    return view(db, who, id);
  });
}

std::vector<PostVersion> Posts::versions(const http::Principal& who, const PostId& id) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.post(db, who, id);
    if (!may_read(open.post, open.who)) throw Error(ErrorCode::NotFound, "This post is no longer shown.");
    const auto as_version = [](const storage::Row& row) {
      return PostVersion{row.get<std::int64_t>(0), row.get<std::string>(1), row.get<Instant>(2)};
    };
    auto versions = db.all(kVersions, as_version, id);
    versions.push_back(
        {open.post.version, open.post.text, open.post.edited_at.value_or(open.post.created_at)});
    return versions;
  });
}

PostView Posts::vote(const http::Principal& who, const PostId& id, Mark mark) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    if (!may_vote(open.post, open.who))
      throw Error(ErrorCode::Forbidden, "You can vote for posts of others, while they are shown.");
    db.run(mark == Mark::Set ? kGiveVote : kTakeVote, id, who.user);
    db.run(kCountVotes, id);
    db.run(kCountThreadVotes, open.thread.id, id);
    touch(db, open.thread);
    return view(db, who, id);
  });
}

PostView Posts::accept(const http::Principal& who, const PostId& id, Mark mark) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    if (!may_accept(open.thread, open.who))
      throw Error(ErrorCode::Forbidden,
                  "Only who asked this question and those who teach may accept an answer.");
    require_answer(open);
    if (mark == Mark::Set || open.thread.accepted == id)
      db.run(kAccept, open.thread.id, mark == Mark::Set ? id : PostId{});
    touch(db, open.thread);
    return view(db, who, id);
  });
}

PostView Posts::endorse(const http::Principal& who, const PostId& id, Mark mark) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    require_staff(open.who);
    require_answer(open);
    db.run(kEndorse, id, mark == Mark::Set ? who.user : UserId{});
    touch(db, open.thread);
    return view(db, who, id);
  });
}

PostView Posts::view(const storage::Reader& db, const OpenPost& open) const {
  const auto as_flag = [](const storage::Row& row) { return row.get<bool>(0); };
  const bool has_vote = db.first(kHasVote, as_flag, open.post.id, open.who.user).has_value();
  return {open.post, open.thread, open.forum, open.who, has_vote};
}

PostView Posts::view(const storage::Reader& db, const http::Principal& who, const PostId& id) const {
  return view(db, doors_.post(db, who, id));
}

}  // namespace lectern::lms
