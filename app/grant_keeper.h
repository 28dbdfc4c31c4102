#pragma once
// Ends playback that is no longer allowed. Hears of every change that may take a right away (an outbox
// consumer), asks the gate again for each living grant it may touch, and ends those that would not be given
// any more. Who signs out loses theirs at once.

#include "lms/identity/identity.h"
#include "storage/outbox/event.h"
#include "streamer/gate.h"
#include "streamer/grants.h"

namespace lectern::app {

class GrantKeeper {
 public:
  GrantKeeper(streamer::Grants& grants, streamer::Gate& gate, const lms::Identity& identity)
      : grants_(grants), gate_(gate), identity_(identity) {}

  void handle(const outbox::Event& event);

 private:
  void review(const streamer::GrantFilter& filter);
  bool is_still_allowed(const streamer::Grant& grant);

  streamer::Grants& grants_;
  streamer::Gate& gate_;
  const lms::Identity& identity_;
};

}  // namespace lectern::app
