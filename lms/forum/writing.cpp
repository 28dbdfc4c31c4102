#include "lms/forum/writing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "lms/forum/following.h"
#include "lms/forum/forum_rows.h"
#include "lms/forum/post_text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

constexpr std::size_t kMostWords = 1000;

const storage::Query kLastPost{"forum.last_post_by", R"sql(
  SELECT p.created_at FROM forum_post p JOIN forum_thread t ON t.id = p.thread_id
   WHERE p.author_id = ?1 AND p.created_at > ?3 AND t.forum_id = ?2 ORDER BY p.created_at DESC LIMIT 1)sql"};

const storage::Query kInsert{"forum.insert_post", R"sql(
  INSERT INTO forum_post (id, thread_id, parent_id, author_id, anonymous, state, text, lesson_id, seconds, version,
                          votes, once_key, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 'shown', ?6, ?7, ?8, 1, 0, ?9, ?10))sql"};

const storage::Query kPostedBefore{"forum.posted_before", "SELECT" POST_COLUMNS R"sql(
    FROM forum_post p WHERE p.author_id = ?1 AND p.once_key = ?2)sql"};

const storage::Query kRewrite{"forum.rewrite_post", R"sql(
  UPDATE forum_post SET text = ?2, seconds = ?3, version = version + 1, edited_at = ?4 WHERE id = ?1)sql"};

const storage::Query kKeepVersion{"forum.keep_version", R"sql(
  INSERT INTO forum_post_version (post_id, number, text, written_at) VALUES (?1, ?2, ?3, ?4))sql"};

const storage::Query kForgetWords{"forum.forget_words", R"sql(DELETE FROM forum_word WHERE post_id = ?1)sql"};

const storage::Query kAddWord{"forum.add_word", R"sql(
  INSERT INTO forum_word (course_id, word, post_id) VALUES (?1, ?2, ?3)
      ON CONFLICT (course_id, word, post_id) DO NOTHING)sql"};

const storage::Query kMention{"forum.mention", R"sql(
  INSERT INTO forum_mention (post_id, account_id) VALUES (?1, ?2)
      ON CONFLICT (post_id, account_id) DO NOTHING)sql"};

const storage::Query kCountReplies{"forum.count_replies", R"sql(
  UPDATE forum_thread
     SET replies = (SELECT count(*) FROM forum_post p
                     WHERE p.thread_id = ?1 AND p.id <> forum_thread.opening_post AND p.state = 'shown'),
         active_at = coalesce((SELECT max(p.created_at) FROM forum_post p
                                WHERE p.thread_id = ?1 AND p.state = 'shown'), active_at)
   WHERE id = ?1)sql"};

/// Where it was written, for every event of the room.
json place_of(const Thread& thread, const PostId& post, const UserId& author) {
  json payload = {{"user_id", author.text()},        {"course_id", thread.course.text()},
                  {"forum_id", thread.forum.text()}, {"thread_id", thread.id.text()},
                  {"post_id", post.text()},          {"anonymous", false}};
  if (!thread.lesson.empty()) payload["lesson_id"] = thread.lesson.text();
  return payload;
}

void append(storage::Writer& db, const char* topic, const PostId& post, const json& payload) {
  outbox::append(db, outbox::NewEvent{topic, post.text(), payload.dump()});
}

/// Who wrote what this answers, if somebody else did.
std::optional<UserId> answered_by(const storage::Reader& db, const PostId& parent, const UserId& author) {
  if (parent.empty()) return std::nullopt;
  const auto post = find_post(db, parent);
  if (!post || post->author == author) return std::nullopt;
  return post->author;
}

std::string wait_words(Milliseconds left) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
  if (seconds < 120) return fmt::format("{} {}", seconds, seconds == 1 ? "second" : "seconds");
  return fmt::format("{} minutes", (seconds + 59) / 60);
}

}  // namespace

std::optional<Post> posted_before(const storage::Reader& db, const UserId& author,
                                  const std::string& once_key) {
  if (once_key.empty()) return std::nullopt;
  return db.first(
      kPostedBefore, [](const storage::Row& row) { return as_post(row); }, author, once_key);
}

std::optional<Instant> waits_until(const storage::Reader& db, const Forum& forum, const Participant& who) {
  if (forum.slow_mode.count() == 0) return std::nullopt;
  const auto as_instant = [](const storage::Row& row) { return row.get<Instant>(0); };
  const auto last = db.first(kLastPost, as_instant, who.user, forum.id, db.now() - forum.slow_mode);
  return waits_until(forum, who, last, db.now());
}

void count_replies(storage::Writer& db, const ThreadId& thread) {
  db.run(kCountReplies, thread);
}

void Writing::check(const storage::Reader& db, const OpenForum& open, const PostDraft& draft) const {
  if (draft.is_anonymous && open.forum.anonymity != Anonymity::Allowed)
    throw Error(ErrorCode::Conflict, "Nobody is anonymous in this forum. Post under your name.");
  if (const auto until = waits_until(db, open.forum, open.who))
    throw Error(ErrorCode::RateLimited, "This forum is in slow mode. You can post again in " +
                                            wait_words(*until - db.now()) + "; your draft is kept.");
}

void Writing::insert(storage::Writer& db, const OpenThread& open, const PostId& id, const PostId& parent,
                     const PostDraft& draft) const {
  const auto& thread = open.thread;
  const auto& author = open.who.user;
  // A moment is one of a lesson: without one there is nothing to point at.
  static constexpr std::optional<double> kNowhere;
  const auto& seconds = thread.lesson.empty() ? kNowhere : draft.seconds;
  const auto key = draft.once_key.empty() ? std::nullopt : std::optional{draft.once_key};
  db.run(kInsert, id, thread.id, parent, author, draft.is_anonymous, draft.text, thread.lesson, seconds, key,
         db.now());
  index(db, thread, id, draft.text);
  count_replies(db, thread.id);
  follow_by_writing(db, author, thread);
  mark_read(db, author, thread.id, db.now());
  auto payload = place_of(thread, id, author);
  payload["anonymous"] = draft.is_anonymous;
  append(db, "forum.posted", id, payload);
  if (const auto whom = answered_by(db, parent, author)) {
    payload["to_user_id"] = whom->text();
    append(db, "forum.replied", id, payload);
  }
  mention(db, open, id, draft.text);
  touch(db, thread);
}

void Writing::rewrite(storage::Writer& db, const OpenPost& open, const std::string& text,
                      std::optional<double> seconds) const {
  const auto& post = open.post;
  if (post.text != text)
    db.run(kKeepVersion, post.id, post.version, post.text, post.edited_at.value_or(post.created_at));
  db.run(kRewrite, post.id, text, post.lesson.empty() ? std::nullopt : seconds, db.now());
  index(db, open.thread, post.id, text);
  mention(db, {open.thread, open.forum, open.who}, post.id, text);
  touch(db, open.thread);
}

void Writing::index(storage::Writer& db, const Thread& thread, const PostId& post, const std::string& text) {
  db.run(kForgetWords, post);
  const auto all = post == thread.opening ? thread.title + "\n" + text : text;
  for (const auto& word : words_of(all, kMostWords)) db.run(kAddWord, thread.course, word, post);
}

void Writing::mention(storage::Writer& db, const OpenThread& open, const PostId& post,
                      const std::string& text) const {
  for (const auto& user : mentioned_in(text)) {
    const auto reader = doors_.participant(db, {.user = user}, open.thread.course);
    if (!reader || user == open.who.user || !may_see(open.forum, *reader)) continue;
    if (db.run(kMention, post, user) == 0) continue;
    auto payload = place_of(open.thread, post, open.who.user);
    payload["to_user_id"] = user.text();
    append(db, "forum.mentioned", post, payload);
  }
}

}  // namespace lectern::lms
