// Matching, ordering, and words dragged into gaps.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "lms/quiz/definition.h"
#include "lms/quiz/draw.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::uint64_t kOtherSide = 0x5DEECE66DU;  // Answers are not shuffled as their prompts are.

std::vector<std::string> texts_of(const json& list) {
  std::vector<std::string> texts;
  for (const auto& one : list) texts.push_back(one.is_string() ? one.get<std::string>() : "");
  return texts;
}

/// Every different answer once, wrong ones included, shuffled: always, for order would give pairs away.
std::vector<std::string> shown_answers(const GivenQuestion& given) {
  std::vector<std::string> answers;
  for (const auto& pair : list_of(given.definition, "pairs"))
    answers.push_back(text_of_field(pair, "answer"));
  for (const auto& text : texts_of(list_of(given.definition, "distractors"))) answers.push_back(text);
  std::sort(answers.begin(), answers.end());
  answers.erase(std::unique(answers.begin(), answers.end()), answers.end());
  std::vector<std::string> shown;
  for (const auto at : Draw(given.seed ^ kOtherSide).order(answers.size())) shown.push_back(answers[at]);
  return shown;
}

/// Never in the right order already, where that can be helped.
std::vector<std::size_t> mixed_order(const GivenQuestion& given, std::size_t count) {
  Draw draw(given.seed);
  auto order = draw.order(count);
  while (count > 1 && order == in_order(count)) order = draw.order(count);
  return order;
}

/// The longest run of items that stand in the right order among themselves, gaps allowed.
std::size_t longest_in_order(const std::vector<std::size_t>& order) {
  std::vector<std::size_t> tails;
  for (const auto item : order) {
    const auto place = std::lower_bound(tails.begin(), tails.end(), item);
    if (place == tails.end())
      tails.push_back(item);
    else
      *place = item;
  }
  return tails.size();
}

/// The words of the bank as they are shown; each may be used once or again.
std::vector<std::size_t> word_order(const GivenQuestion& given) {
  return Draw(given.seed).order(list_of(given.definition, "words").size());
}

}  // namespace

void check_matching(DefinitionReader& reader, const json&) {
  reader.each("pairs", 2, 30, [](DefinitionReader& pair) {
    pair.text("prompt", 2000);
    pair.text("answer", 500);
  });
  reader.texts("distractors", 0, 30, 500);
  reader.optional_flag("shuffle");
}

json show_matching(const GivenQuestion& given) {
  const auto& pairs = list_of(given.definition, "pairs");
  json prompts = json::array();
  for (const auto at : shown_order(given, pairs.size()))
    prompts.push_back(text_of_field(pairs[at], "prompt"));
  return {{"prompts", std::move(prompts)}, {"answers", shown_answers(given)}};
}

Mark mark_matching(const GivenQuestion& given, const json& response) {
  const auto& pairs = list_of(given.definition, "pairs");
  const auto answers = shown_answers(given);
  const auto order = shown_order(given, pairs.size());
  const auto matches = places_in(response, "matches", pairs.size(), answers.size());
  std::vector<Verdict> verdicts;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const auto& pair = pairs[order[place]];
    Verdict verdict{text_of_field(pair, "prompt"), matches[place] ? answers[*matches[place]] : ""};
    verdict.fraction = verdict.response == text_of_field(pair, "answer") ? 1.0 : 0.0;
    verdicts.push_back(std::move(verdict));
  }
  return mean_of(std::move(verdicts));
}

json solve_matching(const GivenQuestion& given) {
  const auto& pairs = list_of(given.definition, "pairs");
  const auto answers = shown_answers(given);
  json matches = json::array();
  for (const auto at : shown_order(given, pairs.size()))
    matches.push_back(std::find(answers.begin(), answers.end(), text_of_field(pairs[at], "answer")) -
                      answers.begin());
  return {{"matches", std::move(matches)}};
}

double guess_matching(const json& definition) {
  const auto count = shown_answers({definition, 0}).size();
  return count == 0 ? 0 : 1.0 / static_cast<double>(count);
}

void check_ordering(DefinitionReader& reader, const json&) {
  reader.texts("items", 2, 30, 2000);
  reader.choice("scoring", {"places", "all_or_nothing", "longest_run", "neighbours"});
}

json show_ordering(const GivenQuestion& given) {
  const auto items = texts_of(list_of(given.definition, "items"));
  json shown = json::array();
  for (const auto at : mixed_order(given, items.size())) shown.push_back(items[at]);
  return {{"items", std::move(shown)}};
}

Mark mark_ordering(const GivenQuestion& given, const json& response) {
  const auto items = texts_of(list_of(given.definition, "items"));
  const auto count = items.size();
  const auto mixed = mixed_order(given, count);
  std::vector<std::size_t> order;
  std::vector<bool> seen(count, false);
  for (const auto& place : places_in(response, "order", count, count)) {
    if (!place || seen[*place]) return {0.0, {}};  // Not every item exactly once.
    seen[*place] = true;
    order.push_back(mixed[*place]);
  }
  std::vector<Verdict> verdicts;
  std::size_t in_place = 0;
  std::size_t followed = 0;
  for (std::size_t place = 0; place < count; ++place) {
    const bool is_right = order[place] == place;
    in_place += is_right ? 1U : 0U;
    followed += place > 0 && order[place] == order[place - 1] + 1 ? 1U : 0U;
    verdicts.push_back({std::to_string(place + 1), items[order[place]], is_right ? 1.0 : 0.0});
  }
  const auto share = [](std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  const auto scoring = text_of_field(given.definition, "scoring");
  double fraction = share(in_place, count);
  if (scoring == "all_or_nothing") fraction = in_place == count ? 1.0 : 0.0;
  if (scoring == "neighbours") fraction = share(followed, count - 1);
  // A run of one is there in any order, and earns nothing.
  if (scoring == "longest_run") fraction = share(longest_in_order(order) - 1, count - 1);
  return {fraction, std::move(verdicts)};
}

json solve_ordering(const GivenQuestion& given) {
  const auto mixed = mixed_order(given, list_of(given.definition, "items").size());
  json order = json::array();
  for (std::size_t item = 0; item < mixed.size(); ++item)
    order.push_back(std::find(mixed.begin(), mixed.end(), item) - mixed.begin());
  return {{"order", std::move(order)}};
}

void check_drag_words(DefinitionReader& reader, const json& definition) {
  reader.texts("words", 2, 60, 500);
  const auto words = list_of(definition, "words").size();
  const auto* gaps = reader.list("gaps", 1, 40);
  const auto stem = text_of_field(definition, "stem");
  for (std::size_t gap = 0; gaps != nullptr && gap < gaps->size(); ++gap) {
    const auto field = "gaps." + std::to_string(gap);
    const auto& word = (*gaps)[gap];
    if (!word.is_number_unsigned() || word.get<std::uint64_t>() >= words)
      reader.add_problem(field, "This must be the place of a word in the list, from 0.");
    if (stem.find("[[" + std::to_string(gap + 1) + "]]") == std::string::npos)
      reader.add_problem(field,
                         "The text has no place for this gap: write [[" + std::to_string(gap + 1) + "]].");
  }
}

json show_drag_words(const GivenQuestion& given) {
  const auto words = texts_of(list_of(given.definition, "words"));
  json shown = json::array();
  for (const auto at : word_order(given)) shown.push_back(words[at]);
  return {{"words", std::move(shown)}, {"gaps", list_of(given.definition, "gaps").size()}};
}

Mark mark_drag_words(const GivenQuestion& given, const json& response) {
  const auto words = texts_of(list_of(given.definition, "words"));
  const auto order = word_order(given);
  const auto& gaps = list_of(given.definition, "gaps");
  const auto placed = places_in(response, "gaps", gaps.size(), words.size());
  std::vector<Verdict> verdicts;
  for (std::size_t gap = 0; gap < gaps.size(); ++gap) {
    Verdict verdict{std::to_string(gap + 1), placed[gap] ? words[order[*placed[gap]]] : ""};
    // The same word twice in the list is the same word.
    verdict.fraction = verdict.response == words[gaps[gap].get<std::size_t>()] ? 1.0 : 0.0;
    verdicts.push_back(std::move(verdict));
  }
  return mean_of(std::move(verdicts));
}

json solve_drag_words(const GivenQuestion& given) {
  const auto order = word_order(given);
  json gaps = json::array();
  for (const auto& word : list_of(given.definition, "gaps"))
    gaps.push_back(std::find(order.begin(), order.end(), word.get<std::size_t>()) - order.begin());
  return {{"gaps", std::move(gaps)}};
}

}  // namespace lectern::lms
