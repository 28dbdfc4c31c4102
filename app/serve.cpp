#include "app/serve.h"

#include <pthread.h>

#include <csignal>

#include "app/appliance.h"
#include "app/version.h"
#include "base/log.h"
#include "base/subprocess.h"

namespace lectern::app {
namespace {

/// Blocked before any thread begins, so that only this one waits for them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

void let_next_signal_end(const sigset_t& signals) {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace

int serve(const config::Settings& settings) {
  const sigset_t signals = block_stop_signals();
  log::set_level(settings.log_level);
  Appliance appliance(settings, own_program());
  appliance.start();
  log::info("listening",
            {{"address", settings.http_listen}, {"port", appliance.port()}, {"version", kVersion}});
  int signal = 0;
  sigwait(&signals, &signal);
  log::info("stopping", {{"signal", signal}});
  let_next_signal_end(signals);
  appliance.stop();
  log::info("stopped");
  return 0;
}

}  // namespace lectern::app
