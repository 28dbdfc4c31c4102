// Everybody at once: 500 students answer and hand in a timed quiz at its deadline.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/random.h"
#include "lms/quiz/attempts.h"
#include "lms/quiz/quizzes.h"
#include "storage/db/query.h"
#include "tests/support/test_appliance.h"

namespace lectern::testing {
namespace {

using nlohmann::json;
using Stopwatch = std::chrono::steady_clock;

constexpr int kStudents = 500;
constexpr int kQuestions = 10;
/// As many as the server's worker lane has on two cores.
constexpr int kThreads = 4;

// Five hundred passwords would take longer to hash than the quiz takes.
const storage::Query kAddAccount{"test.add_account", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?2, 'A student', 'student', '', 'en', 'UTC', 0, ?3))sql"};

class Crowd : public ::testing::Test {
 protected:
  Crowd() {
    const auto& teacher = appliance_.person(As::Teacher).principal;
    catalog::LessonDraft draft;
    draft.title = "Final";
    draft.kind = catalog::LessonKind::Quiz;
    lesson_ = appliance_.lessons.add(teacher, made_.section, draft).lesson.id;
    std::vector<lms::QuizSlot> slots;
    for (int number = 0; number < kQuestions; ++number) {
      lms::QuestionDraft question;
      question.name = "Sum " + std::to_string(number);
      question.type = "numeric";
      question.definition = json{{"stem", "2 + 2?"}, {"answers", {{{"value", 4}}}}}.dump();
      lms::QuizSlot slot;
      slot.question = bank_.create(teacher, made_.course, question).id;
      slots.push_back(slot);
    }
    lms::QuizRules rules;
    rules.time_limit_seconds = 600;
    quizzes_.write(teacher, lesson_, rules, slots);
    for (int number = 0; number < kStudents; ++number) join(number);
  }

  void join(int number) {
    http::Principal who;
    who.user = UserId{new_id_text(appliance_.clock.now())};
    const auto email = "student" + std::to_string(number) + "@example.org";
    appliance_.database.write(
        [&](storage::Writer& db) { db.run(kAddAccount, who.user, email, appliance_.clock.now()); });
    appliance_.enrolments.enrol(who, made_.course);
    attempts_of_.push_back(attempts_.start(who, lesson_, "").attempt.id);
    students_.push_back(who);
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(catalog::Visibility::Public);
  lms::QuestionBank bank_{appliance_.database, appliance_.doors};
  lms::Quizzes quizzes_{appliance_.database, appliance_.doors};
  lms::Attempts attempts_{appliance_.database, appliance_.doors};
  LessonId lesson_;
  std::vector<http::Principal> students_;
  std::vector<lms::AttemptId> attempts_of_;
};

TEST_F(Crowd, NobodysAnswerIsLostWhenAllHandInAtTheDeadline) {
  appliance_.clock.advance(std::chrono::seconds{599});
  std::atomic<int> next = 0;
  std::vector<std::vector<double>> milliseconds(kThreads);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      for (int at = next++; at < kStudents; at = next++) {
        const auto student = static_cast<std::size_t>(at);
        for (int slot = 1; slot <= kQuestions; slot += 3) {
          const auto began = Stopwatch::now();
          attempts_.save(students_[student], attempts_of_[student], slot, {1, R"({"text":"4"})", {}, false});
          milliseconds[static_cast<std::size_t>(thread)].push_back(
              std::chrono::duration<double, std::milli>(Stopwatch::now() - began).count());
        }
        // Half of them hand in; for the others the server does.
        if (at % 2 == 0) attempts_.submit(students_[student], attempts_of_[student]);
      }
    });
  for (auto& thread : threads) thread.join();
  appliance_.clock.advance(std::chrono::seconds{10});
  for (int round = 0; round < 5; ++round) attempts_.sweep();

  int whole = 0;
  for (std::size_t student = 0; student < students_.size(); ++student) {
    const auto attempt = attempts_.find(students_[student], attempts_of_[student]).attempt;
    whole += attempt.state == lms::AttemptState::Graded && attempt.points == 4.0 ? 1 : 0;
  }
  EXPECT_EQ(whole, kStudents);

  std::vector<double> all;
  for (const auto& some : milliseconds) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  const double p99 = all[all.size() * 99 / 100];
  std::cout << all.size() << " answers saved, median " << all[all.size() / 2] << " ms, p99 " << p99
            << " ms\n";
  RecordProperty("p99_milliseconds", std::to_string(p99));
}

}  // namespace
}  // namespace lectern::testing
