#include "lms/gradebook/grade_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/error.h"
#include "base/text.h"
#include "lms/gradebook/points.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kPeople{"grade_csv.people", R"sql(
  SELECT e.id, a.id, a.name, a.email, e.sort_name
    FROM enrolment e JOIN account a ON a.id = e.account_id
   WHERE e.course_id = ?1 AND (e.sort_name, e.id) > (?2, ?3) AND e.role = 'student' AND e.state <> 'waiting'
   ORDER BY e.sort_name, e.id LIMIT 500)sql"};

constexpr std::size_t kPeopleAtOnce = 500;
constexpr CsvLimits kLimits{.rows = 20'000, .columns = 600};
constexpr char kExcused[] = "excused";

struct Column {
  std::size_t place = 0;  ///< In the file.
  std::size_t item = 0;   ///< In the gradebook.
};

std::string header_of(const GradeItem& item) {
  return fmt::format("{} [{}]", item.name, item.id.text());
}

std::string text_of(const Grade& grade) {
  if (grade.is_excused) return kExcused;
  return grade.value() ? points_text(*grade.value()) : "";
}

/// Each person of the course in the order of their names.
template <typename Function>
void each_person(const storage::Reader& db, const CourseId& course, Function&& function) {
  std::string name;
  std::string after;
  for (bool has_more = true; has_more;) {
    std::vector<GradeRow> people;
    db.each(
        kPeople,
        [&](const storage::Row& row) {
          GradeRow person;
          person.enrolment = row.get<std::string>(0);
          person.user = row.get<UserId>(1);
          person.name = row.get<std::string>(2);
          person.email = row.get<std::string>(3);
          name = row.get<std::string>(4);
          people.push_back(std::move(person));
        },
        course, std::string{name}, after);
    has_more = people.size() == kPeopleAtOnce;
    if (has_more) after = people.back().enrolment;
    for (auto& person : people) function(std::move(person));
  }
}

CsvTable table_of(std::string_view csv) {
  CsvProblem broken;
  auto table = read_csv(csv, broken, kLimits);
  if (!table) throw InvalidInput({Problem{"csv", fmt::format("Line {}: {}", broken.line, broken.sentence)}});
  if (!find_column(*table, "email"))
    throw InvalidInput({Problem{"csv", "The first line must name the columns, among them email."}});
  return std::move(*table);
}

std::vector<Column> columns_of(const CsvTable& table, const Gradebook& book) {
  std::vector<Column> columns;
  for (std::size_t place = 0; place < table.header.size(); ++place) {
    const auto& name = table.header[place];
    const auto open = name.rfind('[');
    if (open == std::string::npos || name.back() != ']') continue;
    const auto id = name.substr(open + 1, name.size() - open - 2);
    const auto found = std::find_if(book.items.begin(), book.items.end(), [&](const GradeItem& item) {
      return to_lower_ascii(item.id.text()) == id;
    });
    if (found == book.items.end())
      throw InvalidInput(
          {Problem{"csv", fmt::format("This course has no grade item for the column “{}”.", name)}});
    columns.push_back({place, static_cast<std::size_t>(found - book.items.begin())});
  }
  return columns;
}

/// What a cell asks for; nothing where it cannot be read.
std::optional<GradeEntry> entry_of(std::string_view cell) {
  GradeEntry entry;
  entry.reason = "CSV";
  cell = trim(cell);
  if (cell.empty()) return entry;
  if (equal_ignoring_case(cell, kExcused)) {
    entry.is_excused = true;
    return entry;
  }
  entry.value = parse_points(cell);
  return entry.value ? std::optional{entry} : std::nullopt;
}

struct Pending {
  UserId user;
  std::size_t item = 0;
  GradeEntry entry;
};

}  // namespace

std::string GradeCsv::write(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    require_reader(doors_.course(db, course, who, Need::See));
    const auto book = read_gradebook(db, course);
    const auto scale = parse_scale(book.scale).value_or(std::vector<Letter>{});
    std::vector<std::string> fields{"email", "name"};
    for (const auto& item : book.items) fields.push_back(header_of(item));
    fields.insert(fields.end(), {"total", "letter"});
    std::string csv;
    append_csv(csv, fields);
    each_person(db, course, [&](GradeRow person) {
      const auto row = Grades::read_row(db, book, course, std::move(person));
      fields = {row.email, row.name};
      for (const auto& grade : row.grades) fields.push_back(text_of(grade));
      fields.push_back(row.total ? fmt::format("{}.{:02}", *row.total / 100, *row.total % 100) : "");
      fields.push_back(letter_of(scale, row.total));
      append_csv(csv, fields);
    });
    return csv;
  });
}

std::vector<GradeImportLine> GradeCsv::read(const http::Principal& who, const CourseId& course,
                                            std::string_view csv, GradeImportRun run) {
  const auto table = table_of(csv);
  const auto email = *find_column(table, "email");
  return database_.write([&](storage::Writer& db) {
    require_grader(doors_.course(db, course, who, Need::See));
    const auto book = read_gradebook(db, course);
    const auto columns = columns_of(table, book);
    std::map<std::string, GradeRow, std::less<>> people;
    each_person(db, course, [&](GradeRow person) {
      auto address = person.email;
      people.emplace(std::move(address), Grades::read_row(db, book, course, std::move(person)));
    });
    std::vector<GradeImportLine> lines;
    std::vector<Pending> pending;
    bool has_problems = false;
    const auto complain = [&](GradeImportLine line, std::string sentence) {
      line.problem = std::move(sentence);
      lines.push_back(std::move(line));
      has_problems = true;
    };
    for (const auto& row : table.rows) {
      GradeImportLine line{row.line, to_lower_ascii(trim(without_guard(row.fields[email]))), {}, {}, {}, {}};
      const auto person = people.find(line.email);
      if (person == people.end()) {
        complain(std::move(line), "Nobody with this address takes the course.");
        continue;
      }
      for (const auto& column : columns) {
        const auto& grade = person->second.grades[column.item];
        line.item = book.items[column.item].name;
        line.before = text_of(grade);
        line.after = trim(without_guard(row.fields[column.place]));
        const auto entry = entry_of(line.after);
        if (!entry) {
          complain(line, "Write points such as 12 or 12.5, the word excused, or nothing.");
          continue;
        }
        // A cell that says what counts already changes nothing, be it earned or entered.
        if (entry->is_excused == grade.is_excused && (entry->is_excused || entry->value == grade.value()))
          continue;
        lines.push_back(line);
        pending.push_back({person->second.user, column.item, *entry});
      }
    }
    if (run == GradeImportRun::Dry || has_problems) return lines;
    for (const auto& change : pending) {
      Grades::put(db, book.items[change.item], change.user, change.entry, who.user);
      Grades::follow(db, book, course, change.user);
    }
    return lines;
  });
}

}  // namespace lectern::lms
