#include "lms/quiz/quiz_json.h"

#include <nlohmann/json.hpp>

#include "lms/quiz/question_type.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

template <typename AnId>
json id_or_null(const AnId& id) {
  return id.empty() ? json(nullptr) : json(id.text());
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json parsed_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json::parse(text);
}

json hints_of(const Answer& answer, const json& definition) {
  json taken = json::array();
  const auto hints = definition.value("hints", json::array());
  for (std::size_t at = 0; at < hints.size() && at < static_cast<std::size_t>(answer.hints); ++at)
    taken.push_back(hints[at]["text"]);
  json next = nullptr;
  if (static_cast<std::size_t>(answer.hints) < hints.size())
    next = hints[static_cast<std::size_t>(answer.hints)].value("cost", 0.0);
  return {{"taken", std::move(taken)}, {"next_cost", std::move(next)}};
}

/// What came of an answer, as far as it is shown.
json outcome_of(const Answer& answer, const json& definition, const AttemptView& view) {
  const GivenQuestion given{definition, answer.seed};
  json outcome{{"fraction", nullptr}, {"points", nullptr},   {"comment", nullptr},
               {"verdicts", nullptr}, {"feedback", nullptr}, {"solution", nullptr}};
  if (view.shows_points) {
    outcome["fraction"] = value_or_null(answer.fraction);
    if (answer.fraction) outcome["points"] = *answer.fraction * answer.points;
  }
  if (view.shows_feedback) {
    outcome["comment"] = answer.comment;
    outcome["rubric"] = parsed_or_null(answer.rubric);
    outcome["feedback"] = definition.value("feedback", "");
    json verdicts = json::array();
    for (const auto& verdict :
         question_type(answer.type).mark(given, parsed_or_null(answer.response)).verdicts)
      verdicts.push_back({{"part", verdict.part},
                          {"response", verdict.response},
                          {"fraction", verdict.fraction},
                          {"feedback", verdict.feedback}});
    outcome["verdicts"] = std::move(verdicts);
  }
  if (view.shows_solutions) outcome["solution"] = question_type(answer.type).solve(given);
  return outcome;
}

json as_json(const Answer& answer, const AttemptView& view) {
  const auto definition = json::parse(answer.definition);
  json question{{"slot", answer.slot},
                {"page", answer.page},
                {"section", answer.section},
                {"points", answer.points},
                {"shown", show_question(answer.type, {definition, answer.seed})},
                {"sequence", answer.sequence},
                {"response", parsed_or_null(answer.response)},
                {"certainty", value_or_null(answer.certainty)},
                {"flagged", answer.is_flagged},
                {"hints", hints_of(answer, definition)},
                {"files", files_json(answer.files)},
                {"late_files", answer.late_files}};
  if (view.attempt.is_over()) question["outcome"] = outcome_of(answer, definition, view);
  if (view.is_teaching) {
    question["name"] = answer.name;
    question["question_id"] = answer.question.text();
    question["notes"] = definition.value("notes", "");
  }
  return question;
}

}  // namespace

json as_json(const EssayFile& file) {
  return {{"id", file.id.text()}, {"filename", file.filename}, {"size", file.size}};
}

json files_json(const std::vector<EssayFile>& files) {
  json list = json::array();
  for (const auto& file : files) list.push_back(as_json(file));
  return list;
}

json as_json(const Question& question) {
  json shown{{"id", question.id.text()},
             {"course_id", question.course.text()},
             {"category_id", id_or_null(question.category)},
             {"name", question.name},
             {"type", question.type},
             {"version", question.version},
             {"tags", question.tags},
             {"used_in", question.used_in},
             {"archived", question.is_archived},
             {"updated_at", to_rfc3339(question.updated_at)}};
  if (!question.definition.empty()) shown["definition"] = json::parse(question.definition);
  return shown;
}

json as_json(const Quiz& quiz) {
  json slots = json::array();
  for (const auto& slot : quiz.slots)
    slots.push_back({{"page", slot.page},
                     {"section", slot.section},
                     {"question_id", id_or_null(slot.question)},
                     {"category_id", id_or_null(slot.category)},
                     {"tag", slot.tag},
                     {"points", slot.points}});
  return {{"lesson_id", quiz.lesson.text()}, {"course_id", quiz.course.text()}, {"title", quiz.title},
          {"rules", as_json(quiz.rules)},    {"slots", std::move(slots)},       {"attempts", quiz.attempts}};
}

json as_json(const NamedOverride& override) {
  return {{"whom", text_of(override.whom)},
          {"id", override.id},
          {"name", override.name},
          {"opens_at", time_or_null(override.rules.opens_at)},
          {"closes_at", time_or_null(override.rules.closes_at)},
          {"time_limit_seconds", value_or_null(override.rules.time_limit_seconds)},
          {"attempts", value_or_null(override.rules.attempts)}};
}

json as_json(const Attempt& attempt) {
  return {{"id", attempt.id.text()},
          {"lesson_id", attempt.lesson.text()},
          {"user_id", attempt.user.text()},
          {"number", attempt.number},
          {"preview", attempt.is_preview},
          {"state", text_of(attempt.state)},
          {"started_at", to_rfc3339(attempt.started_at)},
          {"due_at", time_or_null(attempt.due_at)},
          {"submitted_at", time_or_null(attempt.submitted_at)},
          {"points", value_or_null(attempt.points)},
          {"most_points", attempt.most_points},
          {"fraction", value_or_null(attempt.fraction())}};
}

json as_json(const QuizEntrance& entrance) {
  json attempts = json::array();
  for (const auto& attempt : entrance.attempts) attempts.push_back(as_json(attempt));
  auto rules = as_json(entrance.rules);
  rules["password"] = entrance.rules.password.empty() ? "" : "required";
  rules.erase("networks");
  return {{"lesson_id", entrance.lesson.text()},
          {"course_id", entrance.course.text()},
          {"title", entrance.title},
          {"rules", std::move(rules)},
          {"questions", entrance.questions},
          {"most_points", entrance.most_points},
          {"attempts", std::move(attempts)},
          {"refusal", entrance.refusal ? json(text_of(*entrance.refusal)) : json(nullptr)},
          {"refusal_sentence", entrance.refusal_sentence},
          {"fraction", value_or_null(entrance.fraction)},
          {"passed", entrance.passed},
          {"teaching", entrance.is_teaching}};
}

json as_json(const AttemptView& view, Instant now) {
  auto attempt = as_json(view.attempt);
  if (!view.shows_points) {
    attempt["points"] = nullptr;
    attempt["fraction"] = nullptr;
  }
  attempt["course_id"] = view.course.text();
  attempt["title"] = view.title;
  attempt["person"] = view.person;
  attempt["now"] = to_rfc3339(now);
  attempt["certainty"] = view.rules.asks_certainty;
  attempt["sequential"] = view.rules.is_sequential;
  attempt["page"] = view.attempt.page;
  attempt["pages"] = view.pages;
  attempt["pass_fraction"] = view.rules.pass_fraction;
  attempt["teaching"] = view.is_teaching;
  attempt["shows"] = {
      {"points", view.shows_points}, {"feedback", view.shows_feedback}, {"solutions", view.shows_solutions}};
  json questions = json::array();
  for (const auto& answer : view.answers) questions.push_back(as_json(answer, view));
  attempt["questions"] = std::move(questions);
  return attempt;
}

}  // namespace lectern::lms
