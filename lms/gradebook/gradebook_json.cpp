#include "lms/gradebook/gradebook_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lms/gradebook/points.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

json points_or_null(const std::optional<std::int64_t>& points) {
  return points ? json(points_number(*points)) : json(nullptr);
}

/// Ten-thousandths as a percentage.
json percent_or_null(const std::optional<std::int64_t>& share) {
  return share ? json(static_cast<double>(*share) / 100) : json(nullptr);
}

json as_json(const GradeCategory& category) {
  return {{"id", category.id.text()},
          {"name", category.name},
          {"weight", category.weight},
          {"drop_lowest", category.drop_lowest}};
}

json as_json(const GradeItem& item) {
  return {{"id", item.id.text()},
          {"category_id", text_or_null(item.category.text())},
          {"lesson_id", text_or_null(item.lesson.text())},
          {"name", item.name},
          {"most", points_number(item.most)},
          {"extra_credit", item.is_extra},
          {"hidden_until", time_or_null(item.hidden_until)},
          {"due_at", time_or_null(item.due_at)}};
}

std::vector<Letter> scale_of(const Gradebook& book) {
  return parse_scale(book.scale).value_or(std::vector<Letter>{});
}

/// For each letter above what one has: the share of everything that is still open that it takes.
json goals_of(const Report& report) {
  json goals = json::array();
  std::vector<std::size_t> open;
  Earned earned;
  for (std::size_t i = 0; i < report.grades.size(); ++i) {
    const auto& grade = report.grades[i];
    earned.push_back(grade.value());
    if (!grade.value() && !grade.is_excused && !report.book.items[i].is_extra) open.push_back(i);
  }
  if (open.empty()) return goals;
  for (const auto& letter : scale_of(report.book))
    goals.push_back(
        {{"letter", letter.name},
         {"least", letter.least},
         {"needed", percent_or_null(share_needed(report.book.scheme(), earned, open, letter.least * 100))}});
  return goals;
}

}  // namespace

json as_json(const Gradebook& book) {
  json categories = json::array();
  for (const auto& category : book.categories) categories.push_back(as_json(category));
  json items = json::array();
  for (const auto& item : book.items) items.push_back(as_json(item));
  return {{"weighting", text_of(book.weighting)},
          {"scale", book.scale},
          {"categories", std::move(categories)},
          {"items", std::move(items)}};
}

json as_json(const GradeRow& row, const Gradebook& book) {
  json grades = json::array();
  json overridden = json::array();
  json excused = json::array();
  for (std::size_t i = 0; i < row.grades.size(); ++i) {
    grades.push_back(points_or_null(row.grades[i].value()));
    if (row.grades[i].override) overridden.push_back(i);
    if (row.grades[i].is_excused) excused.push_back(i);
  }
  return {{"user", {{"id", row.user.text()}, {"name", row.name}, {"email", row.email}}},
          {"grades", std::move(grades)},
          {"overridden", std::move(overridden)},
          {"excused", std::move(excused)},
          {"total", percent_or_null(row.total)},
          {"letter", letter_of(scale_of(book), row.total)}};
}

json as_json(const GradeChange& change) {
  return {{"by", text_or_null(change.by_name)},
          {"value", points_or_null(change.override)},
          {"excused", change.is_excused},
          {"reason", change.reason},
          {"at", to_rfc3339(change.at)}};
}

json as_json(const Report& report) {
  json items = json::array();
  for (std::size_t i = 0; i < report.book.items.size(); ++i) {
    auto item = as_json(report.book.items[i]);
    item["value"] = points_or_null(report.grades[i].value());
    item["excused"] = report.grades[i].is_excused;
    item["hidden"] = static_cast<bool>(report.hidden[i]);
    items.push_back(std::move(item));
  }
  auto body = as_json(report.book);
  body["items"] = std::move(items);
  body["total"] = percent_or_null(report.total);
  body["letter"] = letter_of(scale_of(report.book), report.total);
  body["goals"] = goals_of(report);
  return body;
}

json as_json(const std::vector<GradeImportLine>& lines, GradeImportRun run) {
  json changes = json::array();
  json problems = json::array();
  for (const auto& line : lines) {
    if (line.problem.empty())
      changes.push_back({{"line", line.line},
                         {"email", line.email},
                         {"item", line.item},
                         {"before", line.before},
                         {"after", line.after}});
    else
      problems.push_back(
          {{"line", line.line}, {"email", line.email}, {"item", line.item}, {"problem", line.problem}});
  }
  const bool is_done = run == GradeImportRun::Real && problems.empty();
  return {{"done", is_done}, {"changes", std::move(changes)}, {"problems", std::move(problems)}};
}

}  // namespace lectern::lms
