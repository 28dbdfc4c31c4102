#pragma once
// `lectern serve`: runs until told to stop.

#include "config/settings.h"

namespace lectern::app {

/// Returns after a clean stop on SIGINT or SIGTERM; a second signal ends the process at once.
int serve(const config::Settings& settings);

}  // namespace lectern::app
