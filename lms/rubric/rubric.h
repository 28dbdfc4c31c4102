#pragma once
// A rubric: criteria, each with levels that earn points. Whoever marks chooses one level a criterion, and may
// say something to each. Values and pure rules, for whatever is marked by people.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace lectern::lms {

struct RubricLevel {
  std::string title;
  std::string description;
  double points = 0;
};

struct RubricCriterion {
  std::string title;
  std::string description;
  std::vector<RubricLevel> levels;  ///< At least two.
};

struct Rubric {
  std::vector<RubricCriterion> criteria;

  bool empty() const { return criteria.empty(); }
};

/// What was chosen for one criterion.
struct RubricMark {
  std::optional<std::size_t> level;
  std::string comment;
};

/// Throws InvalidInput naming each place that breaks a rule, as "criteria.0.levels.1.points".
Rubric read_rubric(const nlohmann::json& object);
nlohmann::json as_json(const Rubric& rubric);

/// One mark a criterion, in their order; an empty list is nothing chosen yet. `field` names it in problems.
std::vector<RubricMark> read_marks(const nlohmann::json& list, const Rubric& rubric,
                                   const std::string& field);
nlohmann::json as_json(const std::vector<RubricMark>& marks);

/// With the best level of each criterion.
double most_points(const Rubric& rubric);
/// Nothing while a criterion has no level.
std::optional<double> points_of(const Rubric& rubric, const std::vector<RubricMark>& marks);

}  // namespace lectern::lms
