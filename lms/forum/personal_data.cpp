#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kPosts{"personal_data.posts", R"sql(
  SELECT t.title, p.text, p.state, p.seconds, p.created_at, p.edited_at
    FROM forum_post p JOIN forum_thread t ON t.id = p.thread_id WHERE p.author_id = ?1 LIMIT 50000)sql"};

const storage::Query kThreads{"personal_data.threads", R"sql(
  SELECT title, kind, created_at FROM forum_thread WHERE author_id = ?1 LIMIT 50000)sql"};

const storage::Query kDrafts{"personal_data.drafts", R"sql(
  SELECT place, content, updated_at FROM forum_draft WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kVotes{"personal_data.votes", R"sql(
  SELECT post_id FROM forum_vote WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kFollowed{"personal_data.followed", R"sql(
  SELECT scope, target_id, level, created_at FROM forum_subscription WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kReadThreads{"personal_data.read_threads", R"sql(
  SELECT t.title, r.read_at
    FROM forum_read r JOIN forum_thread t ON t.id = r.thread_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kReadForums{"personal_data.read_forums", R"sql(
  SELECT c.title, r.read_at
    FROM forum_course_read r JOIN course c ON c.id = r.course_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPostReports{"personal_data.post_reports", R"sql(
  SELECT reason, created_at FROM forum_report WHERE account_id = ?1 LIMIT 50000)sql"};

// What others answered stays readable; only what its author had taken back of it goes.
const storage::Query kForgetVersions{"personal_data.forget_post_versions", R"sql(
  DELETE FROM forum_post_version WHERE post_id IN (SELECT id FROM forum_post WHERE author_id = ?1))sql"};

const storage::Query kForgetDeleted{"personal_data.forget_deleted_posts", R"sql(
  UPDATE forum_post SET text = '' WHERE author_id = ?1 AND state = 'deleted')sql"};

const storage::Query kForgetDrafts{"personal_data.forget_drafts", R"sql(
  DELETE FROM forum_draft WHERE account_id = ?1)sql"};

const storage::Query kForgetFollowed{"personal_data.forget_followed", R"sql(
  DELETE FROM forum_subscription WHERE account_id = ?1)sql"};

const storage::Query kForgetReadThreads{"personal_data.forget_read_threads", R"sql(
  DELETE FROM forum_read WHERE account_id = ?1)sql"};

const storage::Query kForgetReadForums{"personal_data.forget_read_forums", R"sql(
  DELETE FROM forum_course_read WHERE account_id = ?1)sql"};

const storage::Query kForgetPostReports{"personal_data.forget_post_reports", R"sql(
  DELETE FROM forum_report WHERE account_id = ?1)sql"};

constexpr PersonalColumn kReportColumns[] = {{"reason"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kReadColumns[] = {{"title"}, {"read_at", Kind::Time}};
constexpr PersonalColumn kPostColumns[] = {{"thread"},
                                           {"text"},
                                           {"state"},
                                           {"seconds", Kind::Number},
                                           {"created_at", Kind::Time},
                                           {"edited_at", Kind::Time}};
constexpr PersonalColumn kThreadColumns[] = {{"title"}, {"kind"}, {"created_at", Kind::Time}};
constexpr PersonalColumn kDraftColumns[] = {{"place"}, {"content"}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kVoteColumns[] = {{"post"}};
constexpr PersonalColumn kFollowedColumns[] = {{"what"}, {"id"}, {"level"}, {"since", Kind::Time}};

const PersonalTable kTables[] = {
    {"threads", kThreads, kThreadColumns},
    {"posts", kPosts, kPostColumns, {&kForgetVersions, &kForgetDeleted}},
    {"drafts_of_posts", kDrafts, kDraftColumns, {&kForgetDrafts}},
    {"votes_for_posts", kVotes, kVoteColumns},
    {"followed_threads", kFollowed, kFollowedColumns, {&kForgetFollowed}},
    {"read_threads", kReadThreads, kReadColumns, {&kForgetReadThreads}},
    {"read_forums", kReadForums, kReadColumns, {&kForgetReadForums}},
    {"reports_of_posts", kPostReports, kReportColumns, {&kForgetPostReports}},
};

}  // namespace

std::vector<storage::PersonalData> forum_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
