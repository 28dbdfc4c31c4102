#include "lms/progress/progress_room.h"

#include "lms/enrolment/messages_api.h"

namespace lectern::lms {

ProgressRoom::ProgressRoom(storage::Database& database, const catalog::Doors& doors, Deliveries& deliveries)
    : positions(database, doors),
      watching(database, doors, positions, deliveries),
      completions(database, doors),
      home(database, positions),
      learner_progress_(database, doors),
      lesson_rules_(database, doors),
      course_rules_(database, doors),
      progress_api_(database, doors, positions, watching, home),
      completion_api_(completions, learner_progress_, lesson_rules_, course_rules_) {
  home.add(MessagesApi::part());
}

std::vector<http::Route> ProgressRoom::routes() {
  auto routes = progress_api_.routes();
  for (auto& route : completion_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

outbox::Consumer ProgressRoom::consumer() {
  return {"completions", [this](const outbox::Event& event) { completions.handle(event); }};
}

void ProgressRoom::flush() {
  positions.flush();
  watching.flush();
}

}  // namespace lectern::lms
