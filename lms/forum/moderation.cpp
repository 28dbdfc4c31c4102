#include "lms/forum/moderation.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/acting.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

const storage::Query kReport{"forum.report", R"sql(
  INSERT INTO forum_report (post_id, account_id, course_id, reason, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (post_id, account_id) DO UPDATE SET reason = ?4, resolved_at = NULL)sql"};

const storage::Query kReported{"forum.reported", R"sql(
  SELECT DISTINCT post_id FROM forum_report
   WHERE course_id = ?1 AND resolved_at IS NULL AND post_id > ?2 ORDER BY post_id LIMIT ?3)sql"};

const storage::Query kReportsOf{"forum.reports_of", R"sql(
  SELECT reason, account_id, created_at FROM forum_report
   WHERE post_id = ?1 AND resolved_at IS NULL ORDER BY created_at LIMIT 50)sql"};

const storage::Query kResolve{"forum.resolve", R"sql(
  UPDATE forum_report SET resolved_at = ?2 WHERE post_id = ?1 AND resolved_at IS NULL)sql"};

PostReport as_report(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<UserId>(1), row.get<Instant>(2)};
}

}  // namespace

void Moderation::report(const http::Principal& who, const PostId& id, const std::string& reason) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    if (open.post.author == who.user)
      throw Error(ErrorCode::Conflict, "This is your own post. You can change or delete it.");
    db.run(kReport, id, who.user, open.thread.course, reason, db.now());
    const nlohmann::json payload = {{"course_id", open.thread.course.text()},
                                    {"thread_id", open.thread.id.text()},
                                    {"post_id", id.text()},
                                    {"user_id", who.user.text()}};
    outbox::append(db, outbox::NewEvent{"forum.reported", id.text(), payload.dump()});
  });
}

catalog::Page<ReportedPost> Moderation::queue(const http::Principal& who, const CourseId& course,
                                              const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    require_staff(doors_.course(db, who, course).who);
    const auto as_id = [](const storage::Row& row) { return row.get<PostId>(0); };
    std::vector<ReportedPost> reported;
    for (const auto& id : db.all(kReported, as_id, course, paging.after, paging.limit + 1)) {
      auto open = doors_.post(db, who, id);
      PostView view{std::move(open.post), std::move(open.thread), std::move(open.forum), std::move(open.who),
                    false};
      reported.push_back({std::move(view), db.all(kReportsOf, as_report, id)});
    }
    return catalog::as_page(std::move(reported), paging.limit,
                            [](const ReportedPost& one) { return one.view.post.id.text(); });
  });
}

PostView Moderation::judge(const http::Principal& who, const PostId& id, Verdict verdict) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.post(db, who, id);
    require_staff(open.who);
    if (open.post.state == PostState::Deleted)
      throw Error(ErrorCode::Conflict, "Its author deleted this post already.");
    set_state(db, open.post, verdict == Verdict::Hide ? PostState::Hidden : PostState::Shown);
    db.run(kResolve, id, db.now());
    audit::record(db, catalog::act_of(who, verdict == Verdict::Hide ? "forum.post_hidden" : "forum.post_kept",
                                      {"post", id.text()},
                                      {{"course_id", open.thread.course.text()},
                                       {"thread_id", open.thread.id.text()},
                                       {"author_id", open.post.author.text()}}));
    auto again = doors_.post(db, who, id);
    return PostView{std::move(again.post), std::move(again.thread), std::move(again.forum),
                    std::move(again.who), false};
  });
}

}  // namespace lectern::lms
