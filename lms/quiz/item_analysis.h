#pragma once
// What the results say of the quiz and of each question, by the definitions that Moodle documents
// (docs.moodle.org/dev, "Quiz statistics calculations"; names and symbols are those of that page). Pure.

#include <cstdint>
#include <optional>
#include <vector>

namespace lectern::lms {

/// The points that each person has for each question, and the most that each could earn.
struct PointsTable {
  std::vector<std::vector<double>> points;  ///< [person][question]
  std::vector<double> most;                 ///< [question]
};

/// Percentages. Absent where it cannot be computed: too few people, or everybody alike.
struct ItemFacts {
  double facility = 0;                         ///< F: the mean, as a share of what can be earned.
  std::optional<double> standard_deviation;    ///< SD of the marks, as a share of what can be earned.
  double intended_weight = 0;                  ///< IQW
  std::optional<double> effective_weight;      ///< EQW: the share that it really has in how totals differ.
  std::optional<double> discrimination_index;  ///< DI: its correlation with the rest of the quiz.
  std::optional<double>
      discrimination_efficiency;  ///< DE: its covariance as a share of the greatest possible.
};

struct QuizFacts {
  std::int64_t people = 0;
  double mean = 0;  ///< In points, like the next two.
  double median = 0;
  std::optional<double> standard_deviation;
  std::optional<double> skewness;
  std::optional<double> kurtosis;
  std::optional<double> internal_consistency;  ///< CIC: Cronbach's alpha, a percentage.
  std::optional<double> error_ratio;           ///< ER, a percentage.
  std::optional<double> standard_error;        ///< SE, in points.
  std::vector<ItemFacts> items;
};

QuizFacts analyse(const PointsTable& table);

}  // namespace lectern::lms
