#include "lms/quiz/moodle_cloze.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "lms/quiz/quantity.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

struct GapKind {
  std::string_view theirs;
  const char* ours;
  bool matches_case = false;
};
// The letters after MULTICHOICE only say how it is drawn, and S that it is shuffled, which gaps always are.
constexpr std::array kGapKinds = {GapKind{"SHORTANSWER", "short_text"},
                                  GapKind{"SA", "short_text"},
                                  GapKind{"MW", "short_text"},
                                  GapKind{"SHORTANSWER_C", "short_text", true},
                                  GapKind{"SAC", "short_text", true},
                                  GapKind{"MWC", "short_text", true},
                                  GapKind{"NUMERICAL", "numeric"},
                                  GapKind{"NM", "numeric"},
                                  GapKind{"MULTICHOICE", "single_choice"},
                                  GapKind{"MC", "single_choice"},
                                  GapKind{"MULTICHOICE_V", "single_choice"},
                                  GapKind{"MCV", "single_choice"},
                                  GapKind{"MULTICHOICE_H", "single_choice"},
                                  GapKind{"MCH", "single_choice"},
                                  GapKind{"MULTICHOICE_S", "single_choice"},
                                  GapKind{"MCS", "single_choice"},
                                  GapKind{"MULTICHOICE_VS", "single_choice"},
                                  GapKind{"MCVS", "single_choice"},
                                  GapKind{"MULTICHOICE_HS", "single_choice"},
                                  GapKind{"MCHS", "single_choice"}};

[[noreturn]] void throw_broken(std::string_view why, std::string_view gap) {
  throw Error(ErrorCode::Invalid, fmt::format("{} It reads “{}”.", why, gap.substr(0, 80)));
}

/// Where a character stands that no backslash escapes.
std::size_t find_plain(std::string_view text, char wanted, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == wanted)
      return at;
  }
  return std::string_view::npos;
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    plain += text[at];
  }
  return std::string{trim(plain)};
}

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char letter : text) {
    if (std::string_view{"}#~/\"\\="}.find(letter) != std::string_view::npos) safe += '\\';
    safe += letter;
  }
  return safe;
}

/// "=Paris", "%50%Lyon#Not quite", "Rome": how much it earns, what is said to it, and the answer itself.
struct GapAnswer {
  double fraction = 0;
  std::string text;
  std::string feedback;
};

GapAnswer read_answer(std::string_view text, std::string_view gap) {
  GapAnswer answer;
  if (const auto hash = find_plain(text, '#', 0); hash != std::string_view::npos) {
    answer.feedback = unescaped(text.substr(hash + 1));
    text = text.substr(0, hash);
  }
  text = trim(text);
  if (text.starts_with('=')) {
    answer.fraction = 1;
    text.remove_prefix(1);
  } else if (text.starts_with('%')) {
    const auto end = text.find('%', 1);
    const auto percent =
        end == std::string_view::npos ? std::nullopt : parse_number<double>(text.substr(1, end - 1));
    if (!percent) throw_broken("An answer of a gap has no percentage that is a number.", gap);
    answer.fraction = *percent / 100;
    text.remove_prefix(end + 1);
  }
  answer.text = unescaped(text);
  return answer;
}

json number_of(const GapAnswer& answer, std::string_view gap) {
  const auto colon = answer.text.find(':');
  const auto value = parse_number<double>(trim(std::string_view{answer.text}.substr(0, colon)));
  const auto tolerance = colon == std::string::npos
                             ? std::optional{0.0}
                             : parse_number<double>(trim(std::string_view{answer.text}.substr(colon + 1)));
  if (!value || !tolerance) throw_broken("An answer of a gap is no number.", gap);
  return {{"value", *value}, {"tolerance", *tolerance}};
}

/// Of what stands between the braces.
json read_gap(std::string_view gap) {
  const auto first = gap.find(':');
  const auto second = gap.find(':', first + 1);
  const auto name = gap.substr(first + 1, second - first - 1);
  const auto* kind = std::find_if(kGapKinds.begin(), kGapKinds.end(),
                                  [&](const GapKind& one) { return one.theirs == name; });
  if (kind == kGapKinds.end()) throw_broken("A gap is of a kind that cannot be read.", gap);
  json read{{"kind", kind->ours}};
  if (kind->matches_case) read["match_case"] = true;
  if (const auto weight = parse_number<double>(trim(gap.substr(0, first))); weight && *weight > 0)
    read["weight"] = *weight;
  auto& answers = read[read["kind"] == "single_choice" ? "options" : "answers"] = json::array();
  for (std::size_t at = second + 1; at <= gap.size();) {
    const auto end = std::min(find_plain(gap, '~', at), gap.size());
    const auto answer = read_answer(gap.substr(at, end - at), gap);
    at = end + 1;
    if (read["kind"] == "numeric" && answer.text == "*") continue;
    json one = read["kind"] == "numeric" ? number_of(answer, gap) : json{{"text", answer.text}};
    one["fraction"] = answer.fraction;
    if (!answer.feedback.empty()) one["feedback"] = answer.feedback;
    answers.push_back(std::move(one));
  }
  return read;
}

/// "{1:NM:" or "{:MC:" begins a gap; any other brace is text.
bool begins_gap(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  if (at >= text.size() || text[at] != ':') return false;
  const auto name_end = text.find(':', at + 1);
  if (name_end == std::string_view::npos) return false;
  const auto name = text.substr(at + 1, name_end - at - 1);
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
    return letter == '_' || (letter >= 'A' && letter <= 'Z');
  });
}

std::string write_answer(const json& answer, const std::string& text) {
  const double fraction = answer.value("fraction", 1.0);
  auto written = fraction == 1   ? std::string{"="}
                 : fraction == 0 ? std::string{}
                                 : fmt::format("%{}%", write_number(fraction * 100));
  written += text;
  const auto feedback = answer.value("feedback", "");
  return feedback.empty() ? written : written + "#" + escaped(feedback);
}

std::string write_gap(const json& gap) {
  const auto kind = gap.value("kind", "short_text");
  const bool is_numeric = kind == "numeric";
  const bool is_choice = kind == "single_choice";
  const char* name = is_numeric                       ? "NUMERICAL"
                     : is_choice                      ? "MULTICHOICE"
                     : gap.value("match_case", false) ? "SHORTANSWER_C"
                                                      : "SHORTANSWER";
  std::string answers;
  for (const auto& answer : gap.value(is_choice ? "options" : "answers", json::array())) {
    const double least = answer.value("least", 0.0);
    const double most = answer.value("most", 0.0);
    const bool is_range = is_numeric && !answer.contains("value");
    const auto number = write_number(is_range ? (least + most) / 2 : answer.value("value", 0.0));
    const auto tolerance = write_number(is_range ? (most - least) / 2 : answer.value("tolerance", 0.0));
    answers +=
        (answers.empty() ? "" : "~") +
        write_answer(answer, is_numeric ? number + ":" + tolerance : escaped(answer.value("text", "")));
  }
  return fmt::format("{{{}:{}:{}}}", write_number(gap.value("weight", 1.0)), name, answers);
}

}  // namespace

json read_moodle_cloze(std::string_view text) {
  std::string stem;
  json gaps = json::array();
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{' || !begins_gap(text.substr(at))) {
      stem += text[at++];
      continue;
    }
    const auto end = find_plain(text, '}', at);
    if (end == std::string_view::npos) throw_broken("A gap has no end.", text.substr(at));
    gaps.push_back(read_gap(text.substr(at + 1, end - at - 1)));
    stem += fmt::format("[[{}]]", gaps.size());
    at = end + 1;
  }
  return {{"stem", std::move(stem)}, {"gaps", std::move(gaps)}};
}

std::string write_moodle_cloze(const json& definition) {
  auto text = definition.value("stem", "");
  const auto gaps = definition.value("gaps", json::array());
  for (std::size_t number = 1; number <= gaps.size(); ++number) {
    const auto mark = fmt::format("[[{}]]", number);
    if (const auto at = text.find(mark); at != std::string::npos)
      text.replace(at, mark.size(), write_gap(gaps[number - 1]));
  }
  return text;
}

}  // namespace lectern::lms
