#include "app/serve.h"

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
  signals.wait([&appliance] { appliance.reload(); });
  appliance.stop();
  log::info("stopped");
  return 0;
}

}  // namespace lectern::app
