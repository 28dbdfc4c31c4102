#pragma once
// Small classes that fit one module's interface to another's service.

#include "catalog/doors.h"
#include "http/live.h"
#include "lms/progress/watching.h"
#include "storage/db/database.h"
#include "streamer/gate.h"

namespace lectern::app {

/// The streamer's question, answered by the catalog's doors, the viewer's last position, and how far they
/// have come.
class CourseGate final : public streamer::Gate {
 public:
  CourseGate(storage::Database& database, const catalog::Doors& doors, const lms::Positions& positions,
             const lms::Watching& watching)
      : database_(database), doors_(doors), positions_(positions), watching_(watching) {}

  streamer::WatchStanding standing(const http::Principal& principal, const LessonId& lesson) override;

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
  const lms::Positions& positions_;
  const lms::Watching& watching_;
};

/// Modules are wired before the WebSockets they publish to exist; until then nobody listens.
class LateLive final : public http::Live {
 public:
  void connect(http::Live& live) { live_ = &live; }
  void publish(std::string_view topic, std::string_view payload) override {
    if (live_ != nullptr) live_->publish(topic, payload);
  }

 private:
  http::Live* live_ = nullptr;
};

}  // namespace lectern::app
