#include "lms/quiz/item_analysis.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lectern::lms {

namespace {

using Column = std::vector<double>;

double mean_of(const Column& values) {
  return values.empty()
             ? 0
             : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// C(x, y) with S - 1 below; the variance where both are the same.
double covariance(const Column& x, const Column& y) {
  const double mean_x = mean_of(x);
  const double mean_y = mean_of(y);
  double sum = 0;
  for (std::size_t at = 0; at < x.size(); ++at) sum += (x[at] - mean_x) * (y[at] - mean_y);
  return sum / static_cast<double>(x.size() - 1);
}

/// C_max(x, y): what the covariance would be if both put people in the same order.
double greatest_covariance(Column x, Column y) {
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  return covariance(x, y);
}

/// The sum of the powers of how far each is from the mean, m2, m3 and m4 with S below.
double central_moment(const Column& values, int power) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += std::pow(value - mean, power);
  return sum / static_cast<double>(values.size());
}

double median_of(Column values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

struct Columns {
  std::vector<Column> items;  ///< x_p
  Column totals;              ///< X
};

Columns columns_of(const PointsTable& table) {
  Columns columns{std::vector<Column>(table.most.size()), {}};
  for (const auto& row : table.points) {
    for (std::size_t item = 0; item < table.most.size(); ++item) columns.items[item].push_back(row[item]);
    columns.totals.push_back(std::accumulate(row.begin(), row.end(), 0.0));
  }
  return columns;
}

/// X_p: everybody's total without this question.
Column rest_of(const Columns& columns, std::size_t item) {
  Column rest = columns.totals;
  for (std::size_t person = 0; person < rest.size(); ++person) rest[person] -= columns.items[item][person];
  return rest;
}

constexpr double kAlike = 1e-12;

ItemFacts facts_of(const Columns& columns, const PointsTable& table, std::size_t item) {
  ItemFacts facts;
  const double most = table.most[item];
  const double all = std::accumulate(table.most.begin(), table.most.end(), 0.0);
  const auto& x = columns.items[item];
  if (most > 0) facts.facility = 100 * mean_of(x) / most;
  if (all > 0) facts.intended_weight = 100 * most / all;
  if (x.size() < 2 || most <= 0) return facts;
  const double variance = covariance(x, x);
  facts.standard_deviation = 100 * std::sqrt(variance) / most;
  const auto rest = rest_of(columns, item);
  const double together = covariance(x, rest);
  const double rest_variance = covariance(rest, rest);
  if (variance > kAlike && rest_variance > kAlike)
    facts.discrimination_index = 100 * together / std::sqrt(variance * rest_variance);
  const double greatest = greatest_covariance(x, rest);
  if (greatest > kAlike) facts.discrimination_efficiency = 100 * together / greatest;
  return facts;
}

/// EQW: 100 √C(x_p, X) / Σ √C(x_q, X). A question that works against the total has no such root.
void fill_effective_weights(const Columns& columns, QuizFacts& facts) {
  double sum = 0;
  for (const auto& x : columns.items) sum += std::sqrt(std::max(0.0, covariance(x, columns.totals)));
  if (sum <= kAlike) return;
  for (std::size_t item = 0; item < columns.items.size(); ++item) {
    const double together = covariance(columns.items[item], columns.totals);
    if (together >= 0) facts.items[item].effective_weight = 100 * std::sqrt(together) / sum;
  }
}

/// Skewness and kurtosis by the k-statistics, and the consistency of the whole.
void fill_quiz(const Columns& columns, QuizFacts& facts) {
  const auto people = static_cast<double>(columns.totals.size());
  const double variance = covariance(columns.totals, columns.totals);
  facts.standard_deviation = std::sqrt(variance);
  if (variance <= kAlike) return;
  const double m2 = central_moment(columns.totals, 2);
  if (people > 2) {
    const double k3 = people * people * central_moment(columns.totals, 3) / ((people - 1) * (people - 2));
    facts.skewness = k3 / std::pow(variance, 1.5);
  }
  if (people > 3) {
    const double m4 = central_moment(columns.totals, 4);
    const double k4 = people * people * ((people + 1) * m4 - 3 * (people - 1) * m2 * m2) /
                      ((people - 1) * (people - 2) * (people - 3));
    facts.kurtosis = k4 / (variance * variance);
  }
  const auto items = static_cast<double>(columns.items.size());
  if (items < 2) return;
  double of_items = 0;
  for (const auto& x : columns.items) of_items += covariance(x, x);
  facts.internal_consistency = 100 * items / (items - 1) * (1 - of_items / variance);
  if (*facts.internal_consistency > 100) return;
  facts.error_ratio = 100 * std::sqrt(1 - *facts.internal_consistency / 100);
  facts.standard_error = *facts.error_ratio / 100 * *facts.standard_deviation;
}

}  // namespace

QuizFacts analyse(const PointsTable& table) {
  const auto columns = columns_of(table);
  QuizFacts facts;
  facts.people = static_cast<std::int64_t>(columns.totals.size());
  facts.mean = mean_of(columns.totals);
  facts.median = median_of(columns.totals);
  for (std::size_t item = 0; item < table.most.size(); ++item)
    facts.items.push_back(facts_of(columns, table, item));
  if (facts.people < 2) return facts;
  fill_effective_weights(columns, facts);
  fill_quiz(columns, facts);
  return facts;
}

}  // namespace lectern::lms
