#include "lms/enrolment/subscriptions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/event.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::EnrolmentState;

const storage::Query kCategory{"subscription.category", R"sql(
  SELECT id FROM category WHERE id = ?1)sql"};

const storage::Query kParent{"subscription.parent", R"sql(
  SELECT parent_id FROM category WHERE id = ?1)sql"};

// Of the category and of those below it; what is planned comes before what runs without dates.
const storage::Query kCourses{"subscription.courses", R"sql(
  SELECT id FROM course
   WHERE category_id IN (SELECT ?1 UNION ALL SELECT id FROM category WHERE parent_id = ?1)
     AND visibility IN ('public', 'internal') AND deleted_at IS NULL AND price IS NULL
   ORDER BY starts_at IS NULL, starts_at, id)sql"};

const storage::Query kOf{"subscription.of", R"sql(
  SELECT s.id, s.category_id, s.account_id, s.state, s.enrolment_id, e.course_id, s.since, g.name, c.title
    FROM category_subscription s JOIN category g ON g.id = s.category_id
         LEFT JOIN enrolment e ON e.id = s.enrolment_id LEFT JOIN course c ON c.id = e.course_id
   WHERE s.category_id = ?1 AND s.account_id = ?2)sql"};

const storage::Query kMine{"subscription.mine", R"sql(
  SELECT s.id, s.category_id, s.account_id, s.state, s.enrolment_id, e.course_id, s.since, g.name, c.title
    FROM category_subscription s JOIN category g ON g.id = s.category_id
         LEFT JOIN enrolment e ON e.id = s.enrolment_id LEFT JOIN course c ON c.id = e.course_id
   WHERE s.account_id = ?1 ORDER BY s.id)sql"};

const storage::Query kQueue{"subscription.queue", R"sql(
  SELECT account_id FROM category_subscription
   WHERE category_id = ?1 AND state = 'waiting' ORDER BY since, id)sql"};

const storage::Query kPut{"subscription.put", R"sql(
  INSERT INTO category_subscription (id, category_id, account_id, state, enrolment_id, since)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (category_id, account_id) DO UPDATE SET state = excluded.state, enrolment_id = excluded.enrolment_id,
                                                      since = excluded.since)sql"};

const storage::Query kDelete{"subscription.delete", R"sql(
  DELETE FROM category_subscription WHERE category_id = ?1 AND account_id = ?2)sql"};

Subscription as_subscription(const storage::Row& row) {
  Subscription subscription;
  subscription.id = row.get<SubscriptionId>(0);
  subscription.category = row.get<CategoryId>(1);
  subscription.user = row.get<UserId>(2);
  subscription.state = row.get<SubscriptionState>(3);
  subscription.enrolment = row.get<EnrolmentId>(4);
  subscription.course = row.get<CourseId>(5);
  subscription.since = row.get<Instant>(6);
  subscription.category_name = row.get<std::string>(7);
  subscription.course_title = row.get<std::optional<std::string>>(8).value_or("");
  return subscription;
}

/// Whether what came of it is still theirs.
bool still_holds(const storage::Reader& db, const Subscription& subscription) {
  if (subscription.state == SubscriptionState::Waiting) return true;
  const auto enrolment = find_enrolment(db, subscription.enrolment);
  return enrolment && enrolment->state == EnrolmentState::Active && !enrolment->completed_at;
}

void tell(storage::Writer& db, const char* topic, const Subscription& subscription) {
  const nlohmann::json payload = {{"category_id", subscription.category.text()},
                                  {"user_id", subscription.user.text()},
                                  {"course_id", subscription.course.text()}};
  outbox::append(db, outbox::NewEvent{topic, subscription.id.text(), payload.dump()});
}

}  // namespace

Subscription Subscriptions::subscribe(const http::Principal& who, const CategoryId& category) {
  return database_.write([&](storage::Writer& db) {
    const auto as_id = [](const storage::Row& row) { return row.get<CategoryId>(0); };
    if (!db.first(kCategory, as_id, category)) throw Error(ErrorCode::NotFound, "There is no such category.");
    const auto known = db.first(kOf, as_subscription, category, who.user);
    if (known && still_holds(db, *known) && known->state == SubscriptionState::Placed) return *known;
    const auto enrolment = place_in(db, category, who.user, who);
    if (!enrolment && known && known->state == SubscriptionState::Waiting) return *known;
    db.run(kPut, new_id<SubscriptionId>(database_.clock()), category, who.user,
           enrolment ? SubscriptionState::Placed : SubscriptionState::Waiting,
           enrolment ? enrolment->id : EnrolmentId{}, db.now());
    const auto made = db.first(kOf, as_subscription, category, who.user).value();
    tell(db, enrolment ? "subscription.placed" : "subscription.waiting", made);
    return made;
  });
}

void Subscriptions::unsubscribe(const http::Principal& who, const CategoryId& category) {
  database_.write([&](storage::Writer& db) {
    const auto known = db.first(kOf, as_subscription, category, who.user);
    if (!known) throw Error(ErrorCode::NotFound, "You are not subscribed to this category.");
    db.run(kDelete, category, who.user);
    tell(db, "subscription.ended", *known);
  });
}

std::vector<Subscription> Subscriptions::mine(const http::Principal& who) const {
  return database_.read([&](const storage::Reader& db) { return db.all(kMine, as_subscription, who.user); });
}

/// The first course that would let this person in at once and that they have not been in before.
std::optional<Enrolment> Subscriptions::place_in(storage::Writer& db, const CategoryId& category,
                                                 const UserId& user, const http::Principal& by) const {
  const auto as_id = [](const storage::Row& row) { return row.get<CourseId>(0); };
  for (const auto& id : db.all(kCourses, as_id, category)) {
    const auto course = catalog::find_course(db, id);
    if (!course || course->owner == user || find_enrolment(db, id, user)) continue;
    if (places_.verdict(db, *course, user, true, Way::Oneself).verdict != Admission::Verdict::Place) continue;
    return places_.ask(db, *course, true, {.user = user, .origin = Origin::Category}, by);
  }
  return std::nullopt;
}

void Subscriptions::handle(const outbox::Event& event) {
  if (event.topic != "course.published" && event.topic != "course.changed" &&
      event.topic != "enrolment.ended")
    return;
  const CourseId course{nlohmann::json::parse(event.payload).at("course_id").get<std::string>()};
  database_.write([&](storage::Writer& db) {
    places_.serve_queue(db, course);
    serve(db, course);
  });
}

void Subscriptions::serve(storage::Writer& db, const CourseId& id) const {
  const auto course = catalog::find_course(db, id);
  if (!course || !course->category || course->deleted_at || course->price) return;
  if (course->visibility != catalog::Visibility::Public &&
      course->visibility != catalog::Visibility::Internal)
    return;
  serve_category(db, *course->category, *course);
  const auto as_parent = [](const storage::Row& row) { return row.get<CategoryId>(0); };
  const auto parent = db.first(kParent, as_parent, *course->category).value_or(CategoryId{});
  if (!parent.empty()) serve_category(db, parent, *course);
}

void Subscriptions::serve_category(storage::Writer& db, const CategoryId& category,
                                   const catalog::Course& course) const {
  const auto as_user = [](const storage::Row& row) { return row.get<UserId>(0); };
  for (const auto& user : db.all(kQueue, as_user, category)) {
    if (course.owner == user || find_enrolment(db, course.id, user)) continue;
    const auto admission = places_.verdict(db, course, user, true, Way::Oneself);
    if (admission.verdict == Admission::Verdict::Queue) return;  // No place is left for anybody.
    if (admission.verdict != Admission::Verdict::Place) continue;
    const auto enrolment = places_.ask(db, course, true, {.user = user, .origin = Origin::Category}, {});
    db.run(kPut, new_id<SubscriptionId>(database_.clock()), category, user, SubscriptionState::Placed,
           enrolment.id, db.now());
    tell(db, "subscription.placed", db.first(kOf, as_subscription, category, user).value());
  }
}

}  // namespace lectern::lms
