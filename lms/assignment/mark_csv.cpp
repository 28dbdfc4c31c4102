#include "lms/assignment/mark_csv.h"

#include <fmt/format.h>

#include <cmath>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "lms/assignment/assignments.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

constexpr int kAtOnce = 500;
constexpr CsvLimits kLimits{.rows = 20'000, .columns = 30, .field_bytes = 120'000};

std::string number_text(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : std::string{};
}

/// "12,5" is how some languages write it.
std::optional<double> number_in(std::string text) {
  for (char& one : text)
    if (one == ',') one = '.';
  const auto number = parse_number<double>(text);
  return number && std::isfinite(*number) && *number >= 0 ? number : std::nullopt;
}

struct Columns {
  std::size_t hand_in = 0;
  std::size_t points = 0;
  std::optional<std::size_t> feedback;
};

CsvTable table_of(std::string_view csv, Columns& columns) {
  CsvProblem broken;
  auto table = read_csv(csv, broken, kLimits);
  if (!table) throw InvalidInput({Problem{"csv", fmt::format("Line {}: {}", broken.line, broken.sentence)}});
  const auto hand_in = find_column(*table, "hand_in");
  const auto points = find_column(*table, "points");
  if (!hand_in || !points)
    throw InvalidInput(
        {Problem{"csv", "The first line must name the columns, among them hand_in and points."}});
  columns = {*hand_in, *points, find_column(*table, "feedback")};
  return std::move(*table);
}

std::string names_of(const std::vector<HandInPerson>& people, std::string HandInPerson::*what) {
  std::string names;
  for (const auto& person : people) names += (names.empty() ? "" : ", ") + person.*what;
  return names;
}

}  // namespace

std::string MarkCsv::write(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    std::string csv;
    append_csv(csv, {"hand_in", "name", "email", "attempt", "state", "handed_in_at", "late_hours", "points",
                     "most_points", "grade_percent", "feedback"});
    HandIn last;
    for (bool has_more = true; has_more;) {
      const auto found = all_handed_in(db, lesson, last, kAtOnce);
      for (const auto& hand_in : found) {
        const auto people =
            hides_names(assignment, hand_in) ? std::vector<HandInPerson>{} : people_of(db, hand_in.id);
        const auto hours = std::chrono::duration<double, std::ratio<3600>>(hand_in.late).count();
        append_csv(
            csv, {hand_in.id.text(), names_of(people, &HandInPerson::name),
                  names_of(people, &HandInPerson::email), std::to_string(hand_in.number),
                  std::string{text_of(hand_in.state)}, to_rfc3339(hand_in.handed_in_at.value()),
                  fmt::format("{:.1f}", hours), number_text(hand_in.points), number_text(assignment.most()),
                  hand_in.fraction ? fmt::format("{:.2f}", *hand_in.fraction * 100) : "", hand_in.feedback});
      }
      has_more = found.size() == kAtOnce;
      if (has_more) last = found.back();
    }
    return csv;
  });
}

std::vector<MarkImportLine> MarkCsv::read(const http::Principal& who, const LessonId& lesson,
                                          std::string_view csv, MarkImportRun run) {
  Columns columns;
  const auto table = table_of(csv, columns);
  return database_.write([&](storage::Writer& db) {
    const auto assignment = teachable_assignment(db, doors_, who, lesson);
    std::vector<MarkImportLine> lines;
    std::vector<std::pair<HandIn, NewMark>> changes;
    bool has_problems = false;
    for (const auto& row : table.rows) {
      MarkImportLine line;
      line.line = row.line;
      line.hand_in = std::string{trim(without_guard(row.fields[columns.hand_in]))};
      line.after = std::string{trim(without_guard(row.fields[columns.points]))};
      const auto complain = [&](std::string sentence) {
        line.problem = std::move(sentence);
        lines.push_back(line);
        has_problems = true;
      };
      const auto id = HandInId::parse(line.hand_in);
      const auto hand_in = id ? hand_in_of(db, *id) : std::nullopt;
      if (!hand_in || hand_in->lesson != lesson || hand_in->state == HandInState::Draft) {
        complain("This assignment has no such hand-in.");
        continue;
      }
      line.before = number_text(hand_in->points);
      if (!hides_names(assignment, *hand_in)) line.name = names_of(people_of(db, *id), &HandInPerson::name);
      NewMark mark{std::nullopt, hand_in->marks, hand_in->feedback, hand_in->pins, MarkThen::Finish};
      if (columns.feedback) mark.feedback = std::string{without_guard(row.fields[*columns.feedback])};
      if (line.after.empty() && mark.feedback == hand_in->feedback) continue;
      mark.points = number_in(line.after);
      if (line.after.empty()) mark.then = MarkThen::Keep;
      if (!line.after.empty() && (!mark.points || *mark.points > assignment.most())) {
        complain(fmt::format("Write points from 0 to {}, or nothing.", assignment.most()));
        continue;
      }
      if (mark.points == hand_in->points && mark.feedback == hand_in->feedback) continue;
      if (hand_in->state == HandInState::Superseded) {
        complain("A newer attempt was handed in. Mark that one.");
        continue;
      }
      // Points that differ from what the rubric gave stand for themselves.
      if (mark.points != hand_in->points) mark.marks.clear();
      lines.push_back(line);
      changes.emplace_back(*hand_in, std::move(mark));
    }
    if (run == MarkImportRun::Dry || has_problems) return lines;
    for (const auto& [hand_in, mark] : changes) Marking::store(db, assignment, hand_in, mark, who.user);
    return lines;
  });
}

}  // namespace lectern::lms
