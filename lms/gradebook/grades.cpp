#include "lms/gradebook/grades.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using GradeChangeId = Id<struct GradeChangeTag>;

const storage::Query kPeople{"grade.people", R"sql(
  SELECT e.id, a.id, a.name, a.email, e.sort_name
    FROM enrolment e JOIN account a ON a.id = e.account_id
   WHERE e.course_id = ?1 AND (e.sort_name, e.id) > (?2, ?3) AND e.role = 'student' AND e.state <> 'waiting'
   ORDER BY e.sort_name, e.id LIMIT ?4)sql"};

const storage::Query kPerson{"grade.person", R"sql(
  SELECT e.id, a.id, a.name, a.email, e.sort_name
    FROM enrolment e JOIN account a ON a.id = e.account_id
   WHERE e.course_id = ?1 AND e.account_id = ?2 AND e.role = 'student')sql"};

const storage::Query kCursor{"grade.cursor", R"sql(
  SELECT sort_name FROM enrolment WHERE id = ?1 AND course_id = ?2)sql"};

const storage::Query kOf{"grade.of", R"sql(
  SELECT item_id, earned, override, excused FROM grade WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kOne{"grade.one", R"sql(
  SELECT item_id, earned, override, excused FROM grade WHERE item_id = ?1 AND account_id = ?2)sql"};

const storage::Query kEarn{"grade.earn", R"sql(
  INSERT INTO grade (item_id, account_id, course_id, earned, override, excused, updated_at)
  VALUES (?1, ?2, ?3, ?4, NULL, 0, ?5)
      ON CONFLICT (item_id, account_id) DO UPDATE SET earned = excluded.earned, updated_at = excluded.updated_at)sql"};

const storage::Query kOverride{"grade.override", R"sql(
  INSERT INTO grade (item_id, account_id, course_id, earned, override, excused, updated_at)
  VALUES (?1, ?2, ?3, NULL, ?4, ?5, ?6)
      ON CONFLICT (item_id, account_id) DO UPDATE
     SET override = excluded.override, excused = excluded.excused, updated_at = excluded.updated_at)sql"};

const storage::Query kRecord{"grade.record", R"sql(
  INSERT INTO grade_history (id, item_id, account_id, by_id, override, excused, reason, changed_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql"};

const storage::Query kHistory{"grade.history", R"sql(
  SELECT h.by_id, a.name, h.override, h.excused, h.reason, h.changed_at
    FROM grade_history h LEFT JOIN account a ON a.id = h.by_id
   WHERE h.item_id = ?1 AND h.account_id = ?2 ORDER BY h.id DESC LIMIT 100)sql"};

const storage::Query kTotal{"grade.total", R"sql(
  SELECT total FROM course_total WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kStoreTotal{"grade.store_total", R"sql(
  INSERT INTO course_total (course_id, account_id, total) VALUES (?1, ?2, ?3)
      ON CONFLICT (course_id, account_id) DO UPDATE SET total = excluded.total)sql"};

const storage::Query kForgetTotal{"grade.forget_total", R"sql(
  DELETE FROM course_total WHERE course_id = ?1 AND account_id = ?2)sql"};

constexpr int kPeopleAtOnce = 200;

struct Person {
  GradeRow row;
  std::string sort_name;
};

Person as_person(const storage::Row& row) {
  Person person;
  person.row.enrolment = row.get<std::string>(0);
  person.row.user = row.get<UserId>(1);
  person.row.name = row.get<std::string>(2);
  person.row.email = row.get<std::string>(3);
  person.sort_name = row.get<std::string>(4);
  return person;
}

std::int64_t as_number(const storage::Row& row) {
  return row.get<std::int64_t>(0);
}

std::pair<GradeItemId, Grade> as_grade(const storage::Row& row) {
  return {
      row.get<GradeItemId>(0),
      {row.get<std::optional<std::int64_t>>(1), row.get<std::optional<std::int64_t>>(2), row.get<bool>(3)}};
}

std::vector<Grade> grades_of(const storage::Reader& db, const Gradebook& book, const CourseId& course,
                             const UserId& user) {
  std::map<GradeItemId, Grade> known;
  for (auto& [item, grade] : db.all(kOf, as_grade, course, user)) known[item] = grade;
  std::vector<Grade> grades;
  grades.reserve(book.items.size());
  for (const auto& item : book.items) grades.push_back(known[item.id]);
  return grades;
}

Earned earned_of(const std::vector<Grade>& grades) {
  Earned earned;
  earned.reserve(grades.size());
  for (const auto& grade : grades) earned.push_back(grade.value());
  return earned;
}

GradeRow require_student(const storage::Reader& db, const CourseId& course, const UserId& user) {
  auto person = db.first(kPerson, as_person, course, user);
  if (!person) throw Error(ErrorCode::NotFound, "This person does not take the course.");
  return std::move(person->row);
}

GradeItem require_item(const storage::Reader& db, const GradeItemId& id) {
  auto item = find_item(db, id);
  if (!item) throw Error(ErrorCode::NotFound, "There is no such grade item.");
  return *item;
}

enum class Sight { Own, Teacher };

Report report_of(const storage::Reader& db, const CourseId& course, const UserId& user, Sight sight) {
  Report report;
  report.book = read_gradebook(db, course);
  report.grades = grades_of(db, report.book, course, user);
  for (std::size_t i = 0; i < report.book.items.size(); ++i) {
    const auto& until = report.book.items[i].hidden_until;
    const bool is_hidden = sight == Sight::Own && until && *until > db.now();
    report.hidden.push_back(is_hidden);
    if (is_hidden) report.grades[i] = {};
  }
  report.total = total_of(report.book.scheme(), earned_of(report.grades));
  return report;
}

}  // namespace

bool Grades::put(storage::Writer& db, const GradeItem& item, const UserId& user, const GradeEntry& entry,
                 const UserId& by) {
  const auto known = db.first(kOne, as_grade, item.id, user);
  const auto before = known ? known->second : Grade{};
  if (before.override == entry.value && before.is_excused == entry.is_excused) return false;
  db.run(kOverride, item.id, user, item.course, entry.value, entry.is_excused, db.now());
  db.run(kRecord, GradeChangeId{new_id_text(db.now())}, item.id, user, by, entry.value, entry.is_excused,
         entry.reason, db.now());
  return true;
}

GradeRow Grades::read_row(const storage::Reader& db, const Gradebook& book, const CourseId& course,
                          GradeRow person) {
  person.grades = grades_of(db, book, course, person.user);
  person.total = total_of(book.scheme(), earned_of(person.grades));
  return person;
}

void Grades::follow(storage::Writer& db, const Gradebook& book, const CourseId& course, const UserId& user) {
  const auto before = db.first(kTotal, as_number, course, user);
  const auto total = total_of(book.scheme(), earned_of(grades_of(db, book, course, user)));
  if (total == before) return;
  if (total)
    db.run(kStoreTotal, course, user, *total);
  else
    db.run(kForgetTotal, course, user);
  const nlohmann::json payload = {{"course_id", course.text()}, {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{"grade.changed", course.text(), payload.dump()});
}

GradeRows Grades::rows(const http::Principal& who, const CourseId& course, const std::string& after,
                       int limit) const {
  return database_.read([&](const storage::Reader& db) {
    require_reader(doors_.course(db, course, who, Need::See));
    std::string name;
    if (!after.empty()) {
      const auto as_name = [](const storage::Row& row) { return row.get<std::string>(0); };
      const auto found = db.first(kCursor, as_name, after, course);
      if (!found) throw InvalidInput({Problem{"after", "This is not a page of this list. Begin again."}});
      name = *found;
    }
    const auto book = read_gradebook(db, course);
    GradeRows page;
    for (auto& person : db.all(kPeople, as_person, course, name, after, limit))
      page.rows.push_back(read_row(db, book, course, std::move(person.row)));
    if (static_cast<int>(page.rows.size()) == limit) page.next = page.rows.back().enrolment;
    return page;
  });
}

std::pair<GradeRow, Gradebook> Grades::enter(const http::Principal& who, const GradeItemId& id,
                                             const UserId& user, const GradeEntry& entry) {
  return database_.write([&](storage::Writer& db) {
    const auto item = require_item(db, id);
    require_grader(doors_.course(db, item.course, who, Need::See));
    auto person = require_student(db, item.course, user);
    auto book = read_gradebook(db, item.course);
    if (put(db, item, user, entry, who.user)) follow(db, book, item.course, user);
    auto row = read_row(db, book, item.course, std::move(person));
    return std::pair{std::move(row), std::move(book)};
  });
}

std::vector<GradeChange> Grades::history(const http::Principal& who, const GradeItemId& id,
                                         const UserId& user) const {
  return database_.read([&](const storage::Reader& db) {
    const auto item = require_item(db, id);
    require_reader(doors_.course(db, item.course, who, Need::See));
    const auto as_change = [](const storage::Row& row) {
      return GradeChange{row.get<UserId>(0),
                         row.get<std::optional<std::string>>(1).value_or(""),
                         row.get<std::optional<std::int64_t>>(2),
                         row.get<bool>(3),
                         row.get<std::string>(4),
                         row.get<Instant>(5)};
    };
    return db.all(kHistory, as_change, id, user);
  });
}

Report Grades::own(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::See);
    return report_of(db, course, who.user, Sight::Own);
  });
}

Report Grades::of(const http::Principal& who, const CourseId& course, const UserId& user) const {
  return database_.read([&](const storage::Reader& db) {
    require_reader(doors_.course(db, course, who, Need::See));
    require_student(db, course, user);
    return report_of(db, course, user, Sight::Teacher);
  });
}

void Grades::handle(const outbox::Event& event) {
  const bool is_graded = event.topic == "quiz.graded" || event.topic == "assignment.graded";
  if (!is_graded && event.topic != "gradebook.changed" && event.topic != "assignment.changed") return;
  const auto payload = nlohmann::json::parse(event.payload);
  const CourseId course{payload.at("course_id").get<std::string>()};
  if (event.topic == "assignment.changed") {
    const auto due = payload.value("due_at", nlohmann::json{});
    return database_.write([&](storage::Writer& db) {
      set_due(db, course, LessonId{event.subject},
              due.is_string() ? from_rfc3339(due.get<std::string>()) : std::nullopt);
    });
  }
  if (is_graded) {
    const UserId user{payload.at("user_id").get<std::string>()};
    const LessonId lesson{payload.at("lesson_id").get<std::string>()};
    database_.write([&](storage::Writer& db) {
      if (!db.first(kPerson, as_person, course, user)) return;
      const auto item = item_of_lesson(db, course, lesson);
      if (!item) return;
      const auto fraction = std::max(0.0, payload.at("fraction").get<double>());
      db.run(kEarn, item->id, user, course, std::llround(fraction * static_cast<double>(item->most)),
             db.now());
      follow(db, read_gradebook(db, course), course, user);
    });
    return;
  }
  // Not all in one transaction: others want to write too.
  std::string name;
  std::string after;
  for (bool has_more = true; has_more;) {
    database_.write([&](storage::Writer& db) {
      const auto book = read_gradebook(db, course);
      const auto people = db.all(kPeople, as_person, course, name, after, kPeopleAtOnce);
      for (const auto& person : people) follow(db, book, course, person.row.user);
      has_more = people.size() == kPeopleAtOnce;
      if (has_more) {
        name = people.back().sort_name;
        after = people.back().row.enrolment;
      }
    });
  }
}

}  // namespace lectern::lms
