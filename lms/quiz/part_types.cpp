// Cloze, whose gaps are small questions of other kinds, and places on a picture.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "lms/quiz/definition.h"
#include "lms/quiz/draw.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

const std::vector<std::string_view> kGapKinds = {"short_text", "numeric", "single_choice"};

const QuestionType& kind_of(const json& gap) {
  const auto kind = text_of_field(gap, "kind");
  return question_type(kind.empty() ? kGapKinds.front() : std::string_view{kind});
}

/// Each gap shuffles by a seed of its own.
GivenQuestion gap_at(const GivenQuestion& given, std::size_t at) {
  return {list_of(given.definition, "gaps")[at], Draw(given.seed + at).next()};
}

const json& response_at(const json& response, std::size_t at) {
  static const json kNone;
  const auto& responses = list_of(response, "gaps");
  return at < responses.size() ? responses[at] : kNone;
}

void read_point(DefinitionReader& reader, const char* x, const char* y) {
  reader.number(x, 0, 1);
  reader.number(y, 0, 1);
}

struct Point {
  double x = 0;
  double y = 0;
};

/// Even-odd rule: how often a ray to the right crosses the outline.
bool is_inside(const Point& point, const json& corners) {
  bool inside = false;
  for (std::size_t at = 0, before = corners.size() - 1; at < corners.size(); before = at++) {
    const Point a{corners[at].value("x", 0.0), corners[at].value("y", 0.0)};
    const Point b{corners[before].value("x", 0.0), corners[before].value("y", 0.0)};
    if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

bool is_in_area(const Point& point, const json& area, double aspect) {
  const auto shape = text_of_field(area, "shape");
  if (shape == "polygon") return is_inside(point, list_of(area, "corners"));
  const double x = area.value("x", 0.0);
  const double y = area.value("y", 0.0);
  if (shape == "circle")  // The radius is a share of the width.
    return std::hypot(point.x - x, (point.y - y) / aspect) <= area.value("radius", 0.0);
  return point.x >= x && point.x <= x + area.value("width", 0.0) && point.y >= y &&
         point.y <= y + area.value("height", 0.0);
}

void check_area(DefinitionReader& area) {
  const auto shape = area.choice("shape", {"rectangle", "circle", "polygon"});
  area.optional_number("fraction", -1, 1);
  area.optional_text("feedback", 5000);
  area.optional_text("name", 200);
  if (shape == "polygon") {
    area.each("corners", 3, 60, [](DefinitionReader& corner) { read_point(corner, "x", "y"); });
    return;
  }
  read_point(area, "x", "y");
  if (shape == "circle")
    area.number("radius", 0.001, 1);
  else
    read_point(area, "width", "height");
}

}  // namespace

void check_cloze(DefinitionReader& reader, const json& definition) {
  const auto stem = text_of_field(definition, "stem");
  const auto& gaps = list_of(definition, "gaps");
  std::size_t at = 0;
  reader.each("gaps", 1, 40, [&](DefinitionReader& gap) {
    const auto kind = gap.choice("kind", kGapKinds);
    gap.optional_number("weight", 0.01, 100);
    question_type(kind).check(gap, gaps[at]);
    ++at;
    if (stem.find("[[" + std::to_string(at) + "]]") == std::string::npos)
      gap.add_problem("kind", "The text has no place for this gap: write [[" + std::to_string(at) + "]].");
  });
}

json show_cloze(const GivenQuestion& given) {
  json gaps = json::array();
  for (std::size_t at = 0; at < list_of(given.definition, "gaps").size(); ++at) {
    const auto gap = gap_at(given, at);
    auto shown = kind_of(gap.definition).show(gap);
    shown["kind"] = kind_of(gap.definition).name;
    gaps.push_back(std::move(shown));
  }
  return {{"gaps", std::move(gaps)}};
}

Mark mark_cloze(const GivenQuestion& given, const json& response) {
  Mark mark{0.0, {}};
  double sum = 0;
  double weights = 0;
  for (std::size_t at = 0; at < list_of(given.definition, "gaps").size(); ++at) {
    const auto gap = gap_at(given, at);
    const double weight = gap.definition.value("weight", 1.0);
    const auto part = kind_of(gap.definition).mark(gap, response_at(response, at));
    sum += weight * part.fraction.value_or(0);
    weights += weight;
    Verdict verdict{std::to_string(at + 1), "", part.fraction.value_or(0)};
    if (!part.verdicts.empty()) {
      verdict.response = part.verdicts.front().response;
      verdict.feedback = part.verdicts.front().feedback;
    }
    mark.verdicts.push_back(std::move(verdict));
  }
  if (weights > 0) mark.fraction = sum / weights;
  return mark;
}

json solve_cloze(const GivenQuestion& given) {
  json gaps = json::array();
  for (std::size_t at = 0; at < list_of(given.definition, "gaps").size(); ++at) {
    const auto gap = gap_at(given, at);
    gaps.push_back(kind_of(gap.definition).solve(gap));
  }
  return {{"gaps", std::move(gaps)}};
}

void check_hotspot(DefinitionReader& reader, const json&) {
  reader.text("picture", 300);
  reader.text("picture_text", 1000);
  reader.number("aspect", 0.01, 100);
  reader.each("areas", 1, 30, check_area);
}

json show_hotspot(const GivenQuestion& given) {
  return {{"picture", text_of_field(given.definition, "picture")},
          {"picture_text", text_of_field(given.definition, "picture_text")}};
}

Mark mark_hotspot(const GivenQuestion& given, const json& response) {
  if (!response.is_object() || !response.contains("x") || !response.contains("y") ||
      !response["x"].is_number() || !response["y"].is_number())
    return {0.0, {}};
  const Point point{response["x"].get<double>(), response["y"].get<double>()};
  Verdict verdict{"", "elsewhere"};
  const auto& areas = list_of(given.definition, "areas");
  for (std::size_t at = 0; at < areas.size(); ++at) {
    if (!is_in_area(point, areas[at], given.definition.value("aspect", 1.0))) continue;
    const auto name = text_of_field(areas[at], "name");
    verdict = {"", name.empty() ? "area " + std::to_string(at + 1) : name, fraction_of(areas[at]),
               text_of_field(areas[at], "feedback")};
    break;
  }
  return {verdict.fraction, {verdict}};
}

/// The middle of the best area.
json solve_hotspot(const GivenQuestion& given) {
  const auto& areas = list_of(given.definition, "areas");
  const auto best = std::max_element(areas.begin(), areas.end(), [](const json& a, const json& b) {
    return fraction_of(a) < fraction_of(b);
  });
  if (best == areas.end()) return nullptr;
  const auto shape = text_of_field(*best, "shape");
  double x = best->value("x", 0.0);
  double y = best->value("y", 0.0);
  if (shape == "polygon") {
    const auto& corners = list_of(*best, "corners");
    for (const auto& corner : corners) {
      x += corner.value("x", 0.0) / static_cast<double>(corners.size());
      y += corner.value("y", 0.0) / static_cast<double>(corners.size());
    }
  } else if (shape != "circle") {
    x += best->value("width", 0.0) / 2;
    y += best->value("height", 0.0) / 2;
  }
  return {{"x", x}, {"y", y}};
}

}  // namespace lectern::lms
