#include "app/live_keeper.h"

#include <nlohmann/json.hpp>
#include <string>

namespace lectern::app {

void ask_listeners_again(http::WebSockets& sockets, const outbox::Event& event) {
  if (event.topic == "lesson.changed" || event.topic == "lesson.removed")
    return sockets.rights_changed("lessons/" + event.subject);
  if (event.topic == "forum.changed") return sockets.rights_changed("forums/" + event.subject);
  // All but waiting may open or close something: a place, its dates, its role.
  if (event.topic.starts_with("enrolment.") && event.topic != "enrolment.waiting") {
    const auto payload = nlohmann::json::parse(event.payload);
    sockets.rights_changed(UserId{payload.at("user_id").get<std::string>()});
  }
}

}  // namespace lectern::app
