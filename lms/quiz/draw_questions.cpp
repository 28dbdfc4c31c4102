#include "lms/quiz/draw_questions.h"

#include <algorithm>

#include "base/error.h"
#include "lms/quiz/draw.h"

namespace lectern::lms {

namespace {

QuestionId draw_one(const storage::Reader& db, const Quiz& quiz, const QuizSlot& slot,
                    const std::vector<QuestionId>& taken, Draw& draw) {
  auto candidates = drawable(db, quiz.course, slot.category, slot.tag);
  std::erase_if(candidates, [&](const QuestionId& id) {
    return std::find(taken.begin(), taken.end(), id) != taken.end();
  });
  if (candidates.empty())
    throw Error(ErrorCode::Conflict,
                "The bank has too few questions for this quiz; tell who teaches the course.");
  return candidates[draw.below(candidates.size())];
}

/// Pages and headings stay where they are; the questions below each heading change places.
void shuffle_within_sections(std::vector<Answer>& answers, Draw& draw) {
  const auto before = answers;
  for (std::size_t from = 0; from < answers.size();) {
    std::size_t to = from + 1;
    while (to < answers.size() && answers[to].section.empty()) ++to;
    const auto order = draw.order(to - from);
    for (std::size_t at = from; at < to; ++at) {
      answers[at] = before[from + order[at - from]];
      answers[at].page = before[at].page;
      answers[at].section = before[at].section;
    }
    from = to;
  }
}

}  // namespace

std::vector<Answer> draw_questions(const storage::Reader& db, const Quiz& quiz, const QuizRules& rules,
                                   std::uint64_t seed) {
  Draw draw(seed);
  std::vector<Answer> answers;
  std::vector<QuestionId> taken;
  for (const auto& slot : quiz.slots)
    if (!slot.question.empty()) taken.push_back(slot.question);
  for (const auto& slot : quiz.slots) {
    Answer answer;
    answer.quiz_slot = slot.slot;
    answer.page = slot.page;
    answer.section = slot.section;
    answer.question = slot.question.empty() ? draw_one(db, quiz, slot, taken, draw) : slot.question;
    taken.push_back(answer.question);
    const auto question = question_at(db, answer.question, 0).value();
    answer.version = question.version;
    answer.points = question.type == "information" ? 0 : slot.points;
    answer.seed = draw.next() >> 1U;  // A column holds 63 bits.
    answers.push_back(std::move(answer));
  }
  if (rules.shuffles_questions) shuffle_within_sections(answers, draw);
  for (std::size_t at = 0; at < answers.size(); ++at) answers[at].slot = static_cast<std::int64_t>(at + 1);
  return answers;
}

}  // namespace lectern::lms
