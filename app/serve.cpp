#include "app/serve.h"

#include <malloc.h>

#include "app/appliance.h"
#include "app/stop_signals.h"
#include "app/version.h"
#include "base/log.h"

namespace lectern::app {

int serve(const config::Settings& settings) {
  const StopSignals signals;
  log::set_level(settings.log_level);
  Appliance appliance(settings);
  appliance.start();
  log::info("listening",
            {{"address", settings.http_listen}, {"port", appliance.port()}, {"version", kVersion}});
  // Describing the API and reading the catalogue took memory that nothing needs any more.
  ::malloc_trim(0);
  signals.wait([&appliance] { appliance.reload(); });
  appliance.stop();
  log::info("stopped");
  return 0;
}

}  // namespace lectern::app
