#include "lms/progress/lesson_rules.h"

#include "base/error.h"
#include "catalog/events.h"
#include "lms/progress/completions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::LessonKind;
using catalog::Need;

const storage::Query kFind{"lesson_rule.find", R"sql(
  SELECT l.kind, r.completes_by, r.share, r.in_order
    FROM lesson l LEFT JOIN lesson_rule r ON r.lesson_id = l.id WHERE l.id = ?1)sql"};

const storage::Query kStore{"lesson_rule.store", R"sql(
  INSERT INTO lesson_rule (lesson_id, completes_by, share, in_order) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (lesson_id) DO UPDATE
     SET completes_by = excluded.completes_by, share = excluded.share, in_order = excluded.in_order)sql"};

const storage::Query kWatchers{"lesson_rule.watchers", R"sql(
  SELECT account_id, watched FROM lesson_watch WHERE lesson_id = ?1)sql"};

struct Watcher {
  UserId user;
  Milliseconds watched{};
};

void check(const catalog::Lesson& lesson, const LessonRule& rule) {
  std::vector<Problem> problems;
  if (rule.by == CompletesBy::Watching && !is_played(lesson.kind))
    problems.push_back({"completes_by", "Only a video or a recording can be completed by watching it."});
  const bool asks_work = rule.by == CompletesBy::HandIn || rule.by == CompletesBy::Passing;
  if (asks_work && lesson.kind != LessonKind::Assignment)
    problems.push_back({"completes_by", "Only an assignment can be completed by what is handed in."});
  if (rule.in_order && !is_played(lesson.kind))
    problems.push_back({"in_order", "Only a video or a recording can be watched in order."});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

LessonRule usual_rule(LessonKind kind) {
  switch (kind) {
    case LessonKind::Video:
    case LessonKind::Audio:
      return {.by = CompletesBy::Watching};
    case LessonKind::Quiz:
      return {.by = CompletesBy::Quiz};
    case LessonKind::Forum:
      return {.by = CompletesBy::Posting};
    case LessonKind::Assignment:
      return {.by = CompletesBy::HandIn};
    case LessonKind::Document:
    case LessonKind::Page:
    case LessonKind::Link:
      break;
  }
  return {.by = CompletesBy::Learner};
}

std::optional<LessonRule> find_rule(const storage::Reader& db, const LessonId& lesson) {
  const auto as_rule = [](const storage::Row& row) {
    if (row.is_null(1)) return usual_rule(row.get<LessonKind>(0));
    return LessonRule{row.get<CompletesBy>(1), row.get<std::int64_t>(2), row.get<bool>(3)};
  };
  return db.first(kFind, as_rule, lesson);
}

LessonRule LessonRules::of(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::See);
    return find_rule(db, lesson).value();
  });
}

LessonRule LessonRules::change(const http::Principal& who, const LessonId& lesson,
                               const LessonRulePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    auto rule = find_rule(db, lesson).value();
    rule.by = patch.by.value_or(rule.by);
    rule.share = patch.share.value_or(rule.share);
    rule.in_order = patch.in_order.value_or(rule.in_order);
    check(open.lesson, rule);
    db.run(kStore, lesson, rule.by, rule.share, rule.in_order);
    outbox::append(
        db, catalog::as_event(catalog::LessonEvent{catalog::LessonFact::Changed, lesson, open.course.id}));
    const auto as_watcher = [](const storage::Row& row) {
      return Watcher{row.get<UserId>(0), row.get<Milliseconds>(1)};
    };
    for (const auto& watcher : db.all(kWatchers, as_watcher, lesson))
      Completions::watched(db, open.course.id, lesson, watcher.user, watcher.watched);
    return rule;
  });
}

}  // namespace lectern::lms
