// Marking again what was answered within a recording, by questions that were mended since.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/quiz/question_type.h"
#include "lms/quiz/video_results.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

const storage::Query kAnswers{"video_regrading.answers", R"sql(
  SELECT account_id, number, version, seed, response, fraction
    FROM video_answer WHERE moment_id = ?1 AND version < ?2 ORDER BY account_id, number LIMIT 100000)sql"};

const storage::Query kNewVersion{"video_regrading.new_version", R"sql(
  UPDATE video_answer SET version = ?4, fraction = ?5 WHERE moment_id = ?1 AND account_id = ?2 AND number = ?3)sql"};

/// Marks one question's answers again.
class Remarking {
 public:
  Remarking(const storage::Reader& db, const VideoMoment& moment)
      : db_(db), moment_(moment), question_(question_at(db, moment.question, 0).value()) {
    definition_ = json::parse(question_.definition);
  }

  std::vector<VideoRegraded> changes() {
    std::vector<VideoRegraded> changes;
    if (question_.type == "information") return changes;  // Read is read.
    const auto mark = [&](const storage::Row& row) {
      if (!still_fits(row.get<std::int64_t>(2))) return;
      VideoRegraded change;
      change.moment = moment_.id;
      change.at = moment_.at;
      change.user = row.get<UserId>(0);
      change.number = row.get<std::int64_t>(1);
      change.version = question_.version;
      const GivenQuestion given{definition_, row.get<std::uint64_t>(3)};
      change.fraction = question_type(question_.type)
                            .mark(given, json::parse(row.get<std::string>(4)))
                            .fraction.value_or(0);
      change.before = row.get<double>(5) * moment_.points;
      change.after = change.fraction * moment_.points;
      changes.push_back(std::move(change));
    };
    db_.each(kAnswers, mark, moment_.id, question_.version);
    return changes;
  }

 private:
  /// Whether what was answered to that version means the same now.
  bool still_fits(std::int64_t version) {
    const auto [found, is_new] = fits_.try_emplace(version, false);
    if (is_new)
      found->second = has_same_shape(
          question_.type, json::parse(question_at(db_, moment_.question, version)->definition), definition_);
    return found->second;
  }

  const storage::Reader& db_;
  const VideoMoment& moment_;
  Question question_;
  json definition_;
  std::map<std::int64_t, bool> fits_;
};

}  // namespace

std::vector<VideoRegraded> VideoResults::regrade(const http::Principal& who, const LessonId& lesson,
                                                 RegradeMode mode) {
  const auto remarked = [&](const storage::Reader& db) {
    std::vector<VideoRegraded> all;
    for (const auto& moment : teachable(db, who, lesson).moments)
      for (auto& change : Remarking(db, moment).changes()) all.push_back(std::move(change));
    return all;
  };
  std::vector<VideoRegraded> changes;
  if (mode == RegradeMode::Preview) {
    changes = database_.read(remarked);
  } else {
    changes = database_.write([&](storage::Writer& db) {
      auto all = remarked(db);
      const auto before = all_video_tries(db, lesson);
      for (const auto& change : all)
        db.run(kNewVersion, change.moment, change.user, change.number, change.version, change.fraction);
      if (!all.empty()) tell_video_changes(db, lesson, stored_video_quiz(db, lesson).value(), before);
      return all;
    });
  }
  std::erase_if(changes, [](const VideoRegraded& change) { return change.before == change.after; });
  database_.read([&](const storage::Reader& db) {
    for (auto& change : changes) change.person = doors_.standing().name_of(db, change.user);
  });
  return changes;
}

}  // namespace lectern::lms
