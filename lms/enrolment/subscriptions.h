#pragma once
// Wanting a course of a category, whichever it is: the next open free one with a place, else a place in the
// queue, which is served in order whenever such a course is published or a place becomes free.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "lms/enrolment/places.h"

namespace lectern::storage {
class Database;
}

namespace lectern::outbox {
struct Event;
}

namespace lectern::lms {

using SubscriptionId = Id<struct SubscriptionTag>;

enum class SubscriptionState { Waiting, Placed };

constexpr std::array kSubscriptionStateTexts = {EnumText{SubscriptionState::Waiting, "waiting"},
                                                EnumText{SubscriptionState::Placed, "placed"}};
constexpr const auto& text_table(SubscriptionState) {
  return kSubscriptionStateTexts;
}

struct Subscription {
  SubscriptionId id;
  CategoryId category;
  UserId user;
  SubscriptionState state = SubscriptionState::Waiting;
  EnrolmentId enrolment;  ///< Empty while waiting.
  CourseId course;        ///< Of the enrolment.
  Instant since;
  std::string category_name;
  std::string course_title;
};

class Subscriptions {
 public:
  Subscriptions(storage::Database& database, const catalog::Doors& doors, const Places& places)
      : database_(database), doors_(doors), places_(places) {}

  /// Asking again answers what there is already, as long as its place is still held.
  Subscription subscribe(const http::Principal& who, const CategoryId& category);
  /// Leaves the queue; a course that came of it stays.
  void unsubscribe(const http::Principal& who, const CategoryId& category);
  std::vector<Subscription> mine(const http::Principal& who) const;

  /// Serves the queues that a published course or a free place may serve.
  void handle(const outbox::Event& event);

 private:
  std::optional<Enrolment> place_in(storage::Writer& db, const CategoryId& category, const UserId& user,
                                    const http::Principal& by) const;
  void serve(storage::Writer& db, const CourseId& course) const;
  void serve_category(storage::Writer& db, const CategoryId& category, const catalog::Course& course) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
  const Places& places_;
};

}  // namespace lectern::lms
