#include "app/stop_signals.h"

#include <fcntl.h>
#include <pthread.h>

#include "base/file.h"
#include "base/log.h"

namespace lectern::app {
namespace {

bool has_terminal() {
  return UniqueFd(open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)).is_open();
}

}  // namespace

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

void StopSignals::wait(const std::function<void()>& on_hangup) const {
  // Asked for now: once the terminal is gone it cannot be opened any more.
  const bool belongs_to_terminal = has_terminal();
  int signal = 0;
  while (sigwait(&signals_, &signal) == 0 && signal == SIGHUP && !belongs_to_terminal)
    if (on_hangup) on_hangup();
  log::info("stopping", {{"signal", signal}});
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

}  // namespace lectern::app
