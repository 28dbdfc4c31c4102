#include "lms/rubric/rubric.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kMostCriteria = 30;
constexpr std::size_t kMostLevels = 10;
constexpr double kMostPoints = 1000;
constexpr std::size_t kLongestComment = 4000;

/// The list in a field of an object, taken out of it, so that a FieldReader reads the rest.
json take_list(json& object, const char* field) {
  json list = json::array();
  if (!object.is_object() || !object.contains(field)) return list;
  list = std::move(object[field]);
  object.erase(field);
  return list;
}

/// Objects of the list in `field`, each read by its own reader; problems are named by their place.
template <typename Read>
void each_object(json list, const std::string& field, std::size_t most, std::vector<Problem>& problems,
                 Read read) {
  if (!list.is_array() || list.size() > most) {
    problems.push_back({field, "This must be a list of at most " + std::to_string(most) + "."});
    return;
  }
  for (std::size_t at = 0; at < list.size(); ++at) {
    const auto place = field + "." + std::to_string(at);
    try {
      read(list[at], place);
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({place + "." + problem.field, problem.message});
    }
  }
}

RubricLevel read_level(const json& object) {
  FieldReader fields(object);
  RubricLevel level;
  level.title = fields.text("title", {1, 200});
  level.description = fields.optional_text("description", {0, 2000}).value_or("");
  level.points = fields.number("points", 0, kMostPoints);
  fields.finish();
  return level;
}

}  // namespace

Rubric read_rubric(const json& object) {
  Rubric rubric;
  std::vector<Problem> problems;
  json rest = object;
  const auto read_criterion = [&](json& item, const std::string& place) {
    auto& criterion = rubric.criteria.emplace_back();
    const auto read = [&](const json& level, const std::string&) {
      criterion.levels.push_back(read_level(level));
    };
    each_object(take_list(item, "levels"), place + ".levels", kMostLevels, problems, read);
    if (criterion.levels.size() < 2)
      problems.push_back({place + ".levels", "A criterion needs at least two levels to choose from."});
    FieldReader fields(item);
    criterion.title = fields.text("title", {1, 200});
    criterion.description = fields.optional_text("description", {0, 2000}).value_or("");
    fields.finish();
  };
  each_object(take_list(rest, "criteria"), "criteria", kMostCriteria, problems, read_criterion);
  if (problems.empty() && !rubric.empty() && most_points(rubric) <= 0)
    problems.push_back({"criteria", "The levels must earn points, at least somewhere."});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  FieldReader(rest).finish();
  return rubric;
}

json as_json(const Rubric& rubric) {
  json criteria = json::array();
  for (const auto& criterion : rubric.criteria) {
    json levels = json::array();
    for (const auto& level : criterion.levels)
      levels.push_back(
          {{"title", level.title}, {"description", level.description}, {"points", level.points}});
    criteria.push_back(
        {{"title", criterion.title}, {"description", criterion.description}, {"levels", std::move(levels)}});
  }
  return {{"criteria", std::move(criteria)}};
}

std::vector<RubricMark> read_marks(const json& list, const Rubric& rubric, const std::string& field) {
  std::vector<RubricMark> marks;
  std::vector<Problem> problems;
  const auto read = [&](const json& object, const std::string&) {
    FieldReader fields(object);
    auto& mark = marks.emplace_back();
    const auto levels = static_cast<std::int64_t>(rubric.criteria[marks.size() - 1].levels.size());
    if (const auto level = fields.optional_integer("level", 0, levels - 1))
      mark.level = static_cast<std::size_t>(*level);
    mark.comment = fields.optional_text("comment", {0, kLongestComment}).value_or("");
    fields.finish();
  };
  each_object(list, field, rubric.criteria.size(), problems, read);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  marks.resize(rubric.criteria.size());
  return marks;
}

json as_json(const std::vector<RubricMark>& marks) {
  json list = json::array();
  for (const auto& mark : marks)
    list.push_back({{"level", mark.level ? json(*mark.level) : json(nullptr)}, {"comment", mark.comment}});
  return list;
}

double most_points(const Rubric& rubric) {
  double most = 0;
  for (const auto& criterion : rubric.criteria) {
    double best = 0;
    for (const auto& level : criterion.levels) best = std::max(best, level.points);
    most += best;
  }
  return most;
}

std::optional<double> points_of(const Rubric& rubric, const std::vector<RubricMark>& marks) {
  if (marks.size() != rubric.criteria.size()) return std::nullopt;
  double points = 0;
  for (std::size_t at = 0; at < marks.size(); ++at) {
    if (!marks[at].level) return std::nullopt;
    points += rubric.criteria[at].levels.at(*marks[at].level).points;
  }
  return points;
}

}  // namespace lectern::lms
