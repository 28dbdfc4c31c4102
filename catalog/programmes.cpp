#include "catalog/programmes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kOne{"programme.one", R"sql(
  SELECT id, owner_id, title, summary, description, is_ordered, visibility, price, currency, created_at,
         updated_at, certificate_course
    FROM programme WHERE id = ?1)sql"};

const storage::Query kPublic{"programme.public", R"sql(
  SELECT id FROM programme WHERE visibility = 'public' AND id < ?1 ORDER BY id DESC LIMIT ?2)sql"};

const storage::Query kOwnDrafts{"programme.own_drafts", R"sql(
  SELECT id FROM programme
   WHERE owner_id = ?1 AND visibility = 'draft' AND id < ?2 ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kAllDrafts{"programme.all_drafts", R"sql(
  SELECT id FROM programme WHERE visibility = 'draft' AND id < ?1 ORDER BY id DESC LIMIT ?2)sql"};

const storage::Query kInsert{"programme.insert", R"sql(
  INSERT INTO programme (id, owner_id, title, summary, description, is_ordered, visibility, created_at,
                         updated_at)
  VALUES (?1, ?2, '', '', '', 0, 'draft', ?3, ?3))sql"};

const storage::Query kUpdate{"programme.update", R"sql(
  UPDATE programme SET title = ?2, summary = ?3, description = ?4, is_ordered = ?5, visibility = ?6, price = ?7,
                       currency = ?8, updated_at = ?9, certificate_course = ?10
   WHERE id = ?1)sql"};

const storage::Query kDelete{"programme.delete", R"sql(
  DELETE FROM programme WHERE id = ?1)sql"};

const storage::Query kCourses{"programme.courses", R"sql(
  SELECT course_id FROM programme_course WHERE programme_id = ?1 ORDER BY position)sql"};

const storage::Query kClearCourses{"programme.clear_courses", R"sql(
  DELETE FROM programme_course WHERE programme_id = ?1)sql"};

const storage::Query kInsertCourse{"programme.insert_course", R"sql(
  INSERT INTO programme_course (programme_id, position, course_id) VALUES (?1, ?2, ?3))sql"};

const storage::Query kIsMember{"programme.is_member", R"sql(
  SELECT 1 FROM programme_member WHERE programme_id = ?1 AND account_id = ?2)sql"};

const storage::Query kJoin{"programme.join", R"sql(
  INSERT INTO programme_member (programme_id, account_id, joined_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (programme_id, account_id) DO NOTHING)sql"};

constexpr char kAfterEveryId[] = "~";

int nothing(const storage::Row&) {
  return 0;
}

ProgrammeId as_id(const storage::Row& row) {
  return row.get<ProgrammeId>(0);
}

CourseId as_course_id(const storage::Row& row) {
  return row.get<CourseId>(0);
}

Programme as_programme(const storage::Row& row) {
  Programme programme;
  programme.id = row.get<ProgrammeId>(0);
  programme.owner = row.get<UserId>(1);
  programme.title = row.get<std::string>(2);
  programme.summary = row.get<std::string>(3);
  programme.description = row.get<std::string>(4);
  programme.order = row.get<bool>(5) ? Order::Ordered : Order::Free;
  programme.visibility = row.get<ProgrammeVisibility>(6);
  if (const auto amount = row.get<std::optional<std::int64_t>>(7))
    programme.price = Money{*amount, row.get<std::string>(8)};
  programme.created_at = row.get<Instant>(9);
  programme.updated_at = row.get<Instant>(10);
  programme.certificate_course = row.get<CourseId>(11);
  return programme;
}

void store(storage::Writer& db, const Programme& programme) {
  std::optional<std::int64_t> amount;
  std::optional<std::string> currency;
  if (programme.price) {
    amount = programme.price->amount;
    currency = programme.price->currency;
  }
  db.run(kUpdate, programme.id, programme.title, programme.summary, programme.description,
         programme.order == Order::Ordered, programme.visibility, amount, currency, programme.updated_at,
         programme.certificate_course);
}

std::vector<ProgrammeId> found_by(const storage::Reader& db, const http::Principal& who,
                                  const std::string& before, int limit) {
  auto ids = db.all(kPublic, as_id, before, limit);
  auto drafts = who.is_admin() ? db.all(kAllDrafts, as_id, before, limit)
                               : db.all(kOwnDrafts, as_id, who.user, before, limit);
  ids.insert(ids.end(), drafts.begin(), drafts.end());
  std::sort(ids.begin(), ids.end(), std::greater<>());
  if (ids.size() > static_cast<std::size_t>(limit)) ids.resize(static_cast<std::size_t>(limit));
  return ids;
}

[[noreturn]] void throw_not_found() {
  throw Error(ErrorCode::NotFound, "There is no such programme.");
}

}  // namespace

bool may_edit(const Programme& programme, const http::Principal& who) {
  return who.is_admin() || (who.is_signed_in() && programme.owner == who.user);
}

Page<ProgrammeView> Programmes::list(const http::Principal& who, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto before = paging.after.empty() ? std::string{kAfterEveryId} : paging.after;
    std::vector<ProgrammeView> items;
    for (const auto& id : found_by(db, who, before, paging.limit + 1))
      items.push_back(view_of(db, who, db.first(kOne, as_programme, id).value()));
    return as_page(std::move(items), paging.limit,
                   [](const ProgrammeView& view) { return view.programme.id.text(); });
  });
}

ProgrammeView Programmes::get(const http::Principal& who, const ProgrammeId& id) const {
  return database_.read([&](const storage::Reader& db) { return view_of(db, who, require(db, who, id)); });
}

ProgrammeView Programmes::create(const http::Principal& who, const ProgrammePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto id = new_id<ProgrammeId>(database_.clock());
    db.run(kInsert, id, who.user, db.now());
    auto programme = require(db, who, id);
    apply(db, who, patch, programme);
    return view_of(db, who, std::move(programme));
  });
}

ProgrammeView Programmes::change(const http::Principal& who, const ProgrammeId& id,
                                 const ProgrammePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto programme = editable(db, who, id);
    const auto before = programme.visibility;
    apply(db, who, patch, programme);
    if (programme.visibility != before)
      audit::record(db, act_of(who, "programme.visibility_changed", {"programme", id.text()},
                               {{"before", text_of(before)}, {"after", text_of(programme.visibility)}}));
    return view_of(db, who, std::move(programme));
  });
}

void Programmes::remove(const http::Principal& who, const ProgrammeId& id) {
  database_.write([&](storage::Writer& db) {
    const auto programme = editable(db, who, id);
    db.run(kDelete, id);
    audit::record(db,
                  act_of(who, "programme.deleted", {"programme", id.text()}, {{"title", programme.title}}));
  });
}

std::vector<Refusal> Programmes::join(const http::Principal& who, const ProgrammeId& id) {
  const auto view = get(who, id);
  if (view.programme.visibility != ProgrammeVisibility::Public)
    throw Error(ErrorCode::Conflict, "Only a published programme can be joined.");
  if (view.programme.price)
    throw Error(ErrorCode::Conflict, "This programme has a price: it cannot be joined without paying.");
  database_.write([&](storage::Writer& db) { db.run(kJoin, id, who.user, db.now()); });
  std::vector<Refusal> refusals;
  for (const auto& course : view.courses) {
    try {
      join_course_(who, course.id);
    } catch (const Error& error) {
      // One course that is full or not open yet does not close the others.
      refusals.push_back({course.id, error.message()});
    }
  }
  return refusals;
}

Programme Programmes::require(const storage::Reader& db, const http::Principal& who,
                              const ProgrammeId& id) const {
  auto programme = db.first(kOne, as_programme, id);
  if (!programme) throw_not_found();
  if (programme->visibility == ProgrammeVisibility::Draft && !may_edit(*programme, who)) throw_not_found();
  return std::move(*programme);
}

Programme Programmes::editable(const storage::Reader& db, const http::Principal& who,
                               const ProgrammeId& id) const {
  auto programme = require(db, who, id);
  if (!may_edit(programme, who))
    throw Error(ErrorCode::Forbidden, "Only the owner of this programme may do this.");
  return programme;
}

void Programmes::apply(storage::Writer& db, const http::Principal& who, const ProgrammePatch& patch,
                       Programme& programme) const {
  if (patch.title) programme.title = *patch.title;
  if (patch.summary) programme.summary = *patch.summary;
  if (patch.description) programme.description = *patch.description;
  if (patch.order) programme.order = *patch.order;
  if (patch.visibility) programme.visibility = *patch.visibility;
  if (patch.price) programme.price = *patch.price;
  programme.updated_at = db.now();
  if (patch.courses) set_courses(db, who, programme.id, *patch.courses);
  check_certificate(db, who, patch, programme);
  store(db, programme);
}

void Programmes::set_courses(storage::Writer& db, const http::Principal& who, const ProgrammeId& programme,
                             const std::vector<CourseId>& courses) const {
  db.run(kClearCourses, programme);
  std::int64_t position = 0;
  for (const auto& id : courses) {
    const auto course = find_course(db, id);
    if (!course || !may_see(*course, doors_.viewer_of(db, who, id)))
      throw InvalidInput({Problem{"courses", "There is no such course."}});
    db.run(kInsertCourse, programme, position++, id);
  }
}

/// The design is that of one of its courses, which whoever chooses it may edit. It goes with the course.
void Programmes::check_certificate(const storage::Reader& db, const http::Principal& who,
                                   const ProgrammePatch& patch, Programme& programme) const {
  const auto courses = db.all(kCourses, as_course_id, programme.id);
  const auto is_part = [&](const CourseId& id) {
    return std::find(courses.begin(), courses.end(), id) != courses.end();
  };
  if (!is_part(programme.certificate_course)) programme.certificate_course = {};
  if (!patch.certificate_course) return;
  const auto& wanted = *patch.certificate_course;
  if (!wanted.empty() && !is_part(wanted))
    throw InvalidInput({Problem{"certificate_course_id", "Choose one of the courses of this programme."}});
  if (!wanted.empty()) doors_.course(db, wanted, who, Need::Edit);
  programme.certificate_course = wanted;
}

ProgrammeView Programmes::view_of(const storage::Reader& db, const http::Principal& who,
                                  Programme programme) const {
  ProgrammeView view;
  view.owner = {programme.owner, doors_.standing().name_of(db, programme.owner)};
  view.can_edit = may_edit(programme, who);
  view.is_joined = who.is_signed_in() && db.first(kIsMember, nothing, programme.id, who.user).has_value();
  std::vector<CourseId> completed;
  if (who.is_signed_in()) completed = doors_.standing().completed_courses(db, who.user);
  for (const auto& id : db.all(kCourses, as_course_id, programme.id)) {
    const auto course = find_course(db, id);
    const auto viewer = doors_.viewer_of(db, who, id);
    // A course that is a draft, or in the trash, is no part of it for now.
    if (!course || !may_see(*course, viewer)) continue;
    const bool is_completed = std::find(completed.begin(), completed.end(), id) != completed.end();
    view.courses.push_back({id, course->title, course->summary, is_completed, viewer.role.has_value()});
  }
  view.is_completed =
      !view.courses.empty() && std::all_of(view.courses.begin(), view.courses.end(),
                                           [](const auto& course) { return course.is_completed; });
  view.programme = std::move(programme);
  return view;
}

}  // namespace lectern::catalog
