#pragma once
// What progress asks of streaming, answered from the grants of a viewer and the packages they opened.

#include "lms/progress/deliveries.h"
#include "streamer/grants.h"
#include "streamer/packages.h"

namespace lectern::app {

class StreamedDeliveries final : public lms::Deliveries {
 public:
  StreamedDeliveries(streamer::Grants& grants, streamer::Packages& packages)
      : grants_(grants), packages_(packages) {}

  lms::Delivered to(const UserId& user, const LessonId& lesson) override;
  void extend(const UserId& user, const LessonId& lesson, Milliseconds reach) override;

 private:
  streamer::Grants& grants_;
  streamer::Packages& packages_;
};

}  // namespace lectern::app
