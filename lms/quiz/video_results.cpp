#include "lms/quiz/video_results.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/quiz/question_type.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kAnswers{"video_results.answers", R"sql(
  SELECT account_id, number, version, seed, response, fraction
    FROM video_answer WHERE moment_id = ?1 ORDER BY account_id, number LIMIT 100000)sql"};

/// Counts one question's answers, person after person.
class Counting {
 public:
  Counting(const storage::Reader& db, VideoItemReport& report) : db_(db), report_(report) {}

  void add(const storage::Row& row) {
    const double fraction = row.get<double>(5);
    ++report_.tries;
    if (row.get<std::int64_t>(1) == 1) {
      end_person();
      ++report_.people;
      report_.right_at_first += is_right(fraction) ? 1 : 0;
      sum_first_ += fraction;
      count_response(row.get<std::int64_t>(2), row.get<std::uint64_t>(3), row.get<std::string>(4));
    }
    last_ = fraction;
  }

  void finish() {
    end_person();
    if (report_.people > 0) report_.mean_first = sum_first_ / static_cast<double>(report_.people);
  }

 private:
  void end_person() {
    if (last_ && is_right(*last_)) ++report_.right_at_last;
    last_.reset();
  }

  void count_response(std::int64_t version, std::uint64_t seed, const std::string& response) {
    auto& definition = definitions_[version];
    if (definition.is_null())
      definition = json::parse(question_at(db_, report_.moment.question, version)->definition);
    const auto marked = question_type(report_.type).mark({definition, seed}, json::parse(response));
    for (const auto& verdict : marked.verdicts) ++report_.responses[verdict.part][verdict.response];
  }

  const storage::Reader& db_;
  VideoItemReport& report_;
  std::map<std::int64_t, json> definitions_;
  std::optional<double> last_;
  double sum_first_ = 0;
};

VideoPerson person_of(const UserId& user, const VideoQuiz& quiz, const VideoTries& tries) {
  VideoPerson person;
  person.user = user;
  person.fraction = video_fraction(quiz.rules, quiz.moments, tries);
  person.passed = person.fraction.value_or(0) >= quiz.rules.pass_fraction;
  for (const auto& moment : quiz.moments) {
    const auto found = tries.find(moment.id);
    person.answered += found == tries.end() ? 0 : 1;
    person.by_moment.push_back(found == tries.end() ? std::nullopt
                                                    : final_fraction(quiz.rules.method, found->second));
  }
  return person;
}

}  // namespace

VideoQuiz VideoResults::teachable(const storage::Reader& db, const http::Principal& who,
                                  const LessonId& lesson) const {
  const auto open = doors_.lesson(db, lesson, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see its results.");
  auto quiz = stored_video_quiz(db, lesson).value_or(VideoQuiz{});
  quiz.course = open.course.id;
  return quiz;
}

std::vector<VideoItemReport> VideoResults::report(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    std::vector<VideoItemReport> items;
    for (const auto& moment : teachable(db, who, lesson).moments) {
      const auto question = question_at(db, moment.question, 0).value();
      auto& item = items.emplace_back();
      item.moment = moment;
      item.name = question.name;
      item.type = question.type;
      Counting counting(db, item);
      db.each(
          kAnswers, [&](const storage::Row& row) { counting.add(row); }, moment.id);
      counting.finish();
    }
    return items;
  });
}

catalog::Page<VideoPerson> VideoResults::people(const http::Principal& who, const LessonId& lesson,
                                                const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto quiz = teachable(db, who, lesson);
    const auto everybody = all_video_tries(db, lesson);
    std::vector<VideoPerson> people;
    for (auto one = everybody.upper_bound(UserId{paging.after}); one != everybody.end(); ++one) {
      if (people.size() > static_cast<std::size_t>(paging.limit)) break;
      people.push_back(person_of(one->first, quiz, one->second));
      people.back().name = doors_.standing().name_of(db, one->first);
    }
    return catalog::as_page(std::move(people), paging.limit,
                            [](const VideoPerson& person) { return person.user.text(); });
  });
}

}  // namespace lectern::lms
