#include "lms/quiz/video_questions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "lms/quiz/question_type.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kRules{"video_quiz.rules", R"sql(
  SELECT l.course_id, z.method, z.pass_fraction
    FROM video_quiz z JOIN lesson l ON l.id = z.lesson_id WHERE z.lesson_id = ?1)sql"};

const storage::Query kMoments{"video_moment.of_lesson", R"sql(
  SELECT id, at, question_id, required, tries, rewind_to, points
    FROM video_moment WHERE lesson_id = ?1 ORDER BY at, id)sql"};

const storage::Query kLessonOf{"video_moment.lesson", R"sql(
  SELECT lesson_id FROM video_moment WHERE id = ?1)sql"};

const storage::Query kPutRules{"video_quiz.put", R"sql(
  INSERT INTO video_quiz (lesson_id, method, pass_fraction, updated_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (lesson_id) DO UPDATE
     SET method = excluded.method, pass_fraction = excluded.pass_fraction, updated_at = excluded.updated_at)sql"};

const storage::Query kInsert{"video_moment.insert", R"sql(
  INSERT INTO video_moment (id, lesson_id, at, question_id, required, tries, rewind_to, points, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql"};

const storage::Query kUpdate{"video_moment.update", R"sql(
  UPDATE video_moment SET at = ?2, required = ?3, tries = ?4, rewind_to = ?5, points = ?6 WHERE id = ?1)sql"};

const storage::Query kRemove{"video_moment.remove", R"sql(
  DELETE FROM video_moment WHERE id = ?1)sql"};

const storage::Query kTriesOf{"video_answer.of_person", R"sql(
  SELECT a.moment_id, a.fraction
    FROM video_moment m JOIN video_answer a ON a.moment_id = m.id AND a.account_id = ?2
   WHERE m.lesson_id = ?1 ORDER BY a.moment_id, a.number)sql"};

const storage::Query kAllTries{"video_answer.of_lesson", R"sql(
  SELECT a.account_id, a.moment_id, a.fraction
    FROM video_moment m JOIN video_answer a ON a.moment_id = m.id
   WHERE m.lesson_id = ?1 ORDER BY a.moment_id, a.account_id, a.number LIMIT 500000)sql"};

const storage::Query kLast{"video_answer.last", R"sql(
  SELECT number, version, seed, response, fraction
    FROM video_answer WHERE moment_id = ?1 AND account_id = ?2 ORDER BY number DESC LIMIT 1)sql"};

const storage::Query kAnswer{"video_answer.insert", R"sql(
  INSERT INTO video_answer (moment_id, account_id, number, version, seed, response, fraction, answered_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql"};

constexpr std::size_t kLongestResponse = 20'000;

VideoMoment as_moment(const storage::Row& row) {
  return {row.get<VideoMomentId>(0), row.get<Milliseconds>(1), row.get<QuestionId>(2),
          row.get<bool>(3),          row.get<std::int64_t>(4), row.get<std::optional<Milliseconds>>(5),
          row.get<double>(6)};
}

VideoAnswer as_answer(const storage::Row& row) {
  return {row.get<std::int64_t>(0), row.get<std::int64_t>(1), row.get<std::uint64_t>(2),
          row.get<std::string>(3), row.get<double>(4)};
}

[[noreturn]] void throw_no_moment() {
  throw Error(ErrorCode::NotFound, "There is no such question in a recording.");
}

VideoTries tries_of(const storage::Reader& db, const LessonId& lesson, const UserId& user) {
  VideoTries tries;
  db.each(
      kTriesOf,
      [&](const storage::Row& row) { tries[row.get<VideoMomentId>(0)].push_back(row.get<double>(1)); },
      lesson, user);
  return tries;
}

void require_recording(const catalog::OpenLesson& open) {
  if (open.lesson.kind != catalog::LessonKind::Video && open.lesson.kind != catalog::LessonKind::Audio)
    throw Error(ErrorCode::Conflict, "Only a recording can stop and ask; this lesson is none.");
}

/// What the person finds there next: the question as its next try shows it, or as the last one did.
AskedMoment asked(const storage::Reader& db, const VideoMoment& moment, const std::vector<double>& fractions,
                  const UserId& user) {
  AskedMoment asked;
  asked.moment = moment;
  asked.may_try = may_try(moment, fractions);
  asked.is_settled = is_settled(moment, fractions);
  asked.next_number = static_cast<std::int64_t>(fractions.size()) + 1;
  asked.last = db.first(kLast, as_answer, moment.id, user);
  if (asked.last) asked.last_definition = question_at(db, moment.question, asked.last->version)->definition;
  const bool is_over = !asked.may_try && asked.last;
  const auto question = question_at(db, moment.question, is_over ? asked.last->version : 0).value();
  asked.type = question.type;
  asked.version = question.version;
  asked.definition = question.definition;
  asked.seed = is_over ? asked.last->seed : video_seed(moment.id, user, asked.next_number);
  return asked;
}

void tell_grade(storage::Writer& db, const LessonId& lesson, const CourseId& course, const UserId& user,
                double fraction, const VideoRules& rules) {
  const json payload = {{"lesson_id", lesson.text()},
                        {"course_id", course.text()},
                        {"user_id", user.text()},
                        {"fraction", fraction},
                        {"passed", fraction >= rules.pass_fraction}};
  outbox::append(db, outbox::NewEvent{"quiz.graded", lesson.text(), payload.dump()});
}

void check_moments(const storage::Reader& db, const CourseId& course,
                   const std::vector<VideoMoment>& moments) {
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < moments.size(); ++at) {
    const auto& moment = moments[at];
    const auto field = [&](const char* name) { return "moments." + std::to_string(at) + "." + name; };
    const auto question = question_at(db, moment.question, 0);
    const bool is_ours =
        question && (question->course == course ||
                     (!question->category.empty() && may_draw_from(db, course, question->category)));
    if (!is_ours)
      problems.push_back({field("question_id"), "This course has no such question."});
    else if (question->type == "essay")
      problems.push_back({field("question_id"), "An essay is marked by a person: ask it in a quiz."});
    if (moment.rewind_to && *moment.rewind_to >= moment.at)
      problems.push_back({field("rewind_seconds"), "This must be before the question comes."});
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

/// A moment keeps what was answered there for as long as it asks the same question.
void store_moments(storage::Writer& db, const LessonId& lesson, const std::vector<VideoMoment>& before,
                   const std::vector<VideoMoment>& moments) {
  const auto same = [](const VideoMoment& a, const VideoMoment& b) {
    return a.id == b.id && a.question == b.question;
  };
  for (const auto& old : before)
    if (std::none_of(moments.begin(), moments.end(), [&](const auto& one) { return same(one, old); }))
      db.run(kRemove, old.id);
  for (const auto& moment : moments) {
    const bool is_known =
        std::any_of(before.begin(), before.end(), [&](const auto& old) { return same(moment, old); });
    // What gives no marks gives no points.
    const bool is_marked = question_at(db, moment.question, 0)->type != "information";
    const double points = is_marked ? moment.points : 0;
    if (is_known)
      db.run(kUpdate, moment.id, moment.at, moment.is_required, moment.tries, moment.rewind_to, points);
    else
      db.run(kInsert, VideoMomentId{new_id_text(db.now())}, lesson, moment.at, moment.question,
             moment.is_required, moment.tries, moment.rewind_to, points, db.now());
  }
}

}  // namespace

void store_video_quiz(storage::Writer& db, const LessonId& lesson, const VideoRules& rules,
                      const std::vector<VideoMoment>& moments) {
  const auto before = db.all(kMoments, as_moment, lesson);
  db.run(kPutRules, lesson, rules.method, rules.pass_fraction, db.now());
  store_moments(db, lesson, before, moments);
}

std::optional<VideoQuiz> stored_video_quiz(const storage::Reader& db, const LessonId& lesson) {
  const auto as_quiz = [](const storage::Row& row) {
    VideoQuiz quiz;
    quiz.course = row.get<CourseId>(0);
    quiz.rules = {row.get<GradingMethod>(1), row.get<double>(2)};
    return quiz;
  };
  auto quiz = db.first(kRules, as_quiz, lesson);
  if (quiz) quiz->moments = db.all(kMoments, as_moment, lesson);
  return quiz;
}

void tell_video_changes(storage::Writer& db, const LessonId& lesson, const VideoQuiz& before,
                        const std::map<UserId, VideoTries>& tries_before) {
  const auto after = stored_video_quiz(db, lesson).value();
  const auto tries = all_video_tries(db, lesson);
  static const VideoTries kNone;
  for (const auto& [user, old_tries] : tries_before) {
    const auto found = tries.find(user);
    const auto was = video_fraction(before.rules, before.moments, old_tries);
    const auto is = video_fraction(after.rules, after.moments, found == tries.end() ? kNone : found->second);
    const bool same_bar = before.rules.pass_fraction == after.rules.pass_fraction;
    if (is && (is != was || !same_bar)) tell_grade(db, lesson, after.course, user, *is, after.rules);
  }
}

std::map<UserId, VideoTries> all_video_tries(const storage::Reader& db, const LessonId& lesson) {
  std::map<UserId, VideoTries> tries;
  db.each(
      kAllTries,
      [&](const storage::Row& row) {
        tries[row.get<UserId>(0)][row.get<VideoMomentId>(1)].push_back(row.get<double>(2));
      },
      lesson);
  return tries;
}

std::optional<Milliseconds> video_stop(const storage::Reader& db, const LessonId& lesson,
                                       const UserId& user) {
  return first_stop(db.all(kMoments, as_moment, lesson), tries_of(db, lesson, user));
}

AskedVideo VideoQuestions::ask(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    AskedVideo video;
    video.is_teaching = catalog::may_teach(open.course, open.viewer);
    const auto quiz = stored_video_quiz(db, lesson);
    if (!quiz) return video;
    auto tries = tries_of(db, lesson, who.user);
    for (const auto& moment : quiz->moments)
      video.moments.push_back(asked(db, moment, tries[moment.id], who.user));
    video.fraction = video_fraction(quiz->rules, quiz->moments, tries);
    video.passed = video.fraction.value_or(0) >= quiz->rules.pass_fraction;
    return video;
  });
}

AskedMoment VideoQuestions::answer(const http::Principal& who, const VideoMomentId& id,
                                   const GivenVideoAnswer& given) {
  if (given.response.size() > kLongestResponse)
    throw InvalidInput({Problem{"response", "This answer is too long to be kept."}});
  return database_.write([&](storage::Writer& db) {
    const auto lesson = db.first(
        kLessonOf, [](const storage::Row& row) { return row.get<LessonId>(0); }, id);
    if (!lesson) throw_no_moment();
    const auto open = doors_.lesson(db, *lesson, who, Need::Watch);
    const auto quiz = stored_video_quiz(db, *lesson).value();
    const auto moment = *std::find_if(quiz.moments.begin(), quiz.moments.end(),
                                      [&](const VideoMoment& one) { return one.id == id; });
    auto tries = tries_of(db, *lesson, who.user);
    auto& fractions = tries[id];
    const auto before = asked(db, moment, fractions, who.user);
    if (before.last && before.last->number == given.number && before.last->response == given.response)
      return before;  // Sent again: it had arrived.
    if (!before.may_try) throw Error(ErrorCode::Conflict, "You have answered this question already.");
    if (given.number != before.next_number || given.version != before.version)
      throw Error(ErrorCode::Conflict,
                  "This question has changed, or was answered in another window; answer it as it is now.");
    const auto definition = json::parse(before.definition);
    const auto response = json::parse(given.response);
    const bool is_read = before.type == "information";
    const double fraction =
        is_read ? 1
                : question_type(before.type).mark({definition, before.seed}, response).fraction.value_or(0);
    fractions.push_back(fraction);
    if (catalog::may_teach(open.course, open.viewer)) {  // Trying it out counts nowhere.
      auto tried = before;
      tried.last = VideoAnswer{given.number, given.version, before.seed, given.response, fraction};
      tried.last_definition = before.definition;
      tried.may_try = may_try(moment, fractions);
      tried.is_settled = is_settled(moment, fractions);
      return tried;
    }
    db.run(kAnswer, id, who.user, given.number, given.version, before.seed, given.response, fraction,
           db.now());
    if (const auto whole = video_fraction(quiz.rules, quiz.moments, tries); whole && moment.points > 0)
      tell_grade(db, *lesson, quiz.course, who.user, *whole, quiz.rules);
    return asked(db, moment, fractions, who.user);
  });
}

VideoQuiz VideoQuestions::find(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_recording(open);
    auto quiz = stored_video_quiz(db, lesson).value_or(VideoQuiz{});
    quiz.course = open.course.id;
    for (const auto& moment : quiz.moments) {
      auto question = question_at(db, moment.question, 0).value();
      question.definition.clear();
      quiz.questions.emplace(moment.question, std::move(question));
    }
    return quiz;
  });
}

VideoQuiz VideoQuestions::write(const http::Principal& who, const LessonId& lesson, const VideoRules& rules,
                                std::vector<VideoMoment> moments) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    require_recording(open);
    check_moments(db, open.course.id, moments);
    const auto before = stored_video_quiz(db, lesson).value_or(VideoQuiz{});
    const auto tries = all_video_tries(db, lesson);
    store_video_quiz(db, lesson, rules, moments);
    tell_video_changes(db, lesson, before, tries);
  });
  return find(who, lesson);
}

}  // namespace lectern::lms
