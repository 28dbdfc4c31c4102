#pragma once
// `lectern worker`: takes transcoding jobs from the queue of a server whose data folder it shares, and does
// nothing else. Several may run beside one server.

#include "config/settings.h"

namespace lectern::app {

/// Returns after a clean stop on SIGINT or SIGTERM: what was in hand goes back to the queue, and on from its
/// last whole segment.
int work(const config::Settings& settings);

}  // namespace lectern::app
