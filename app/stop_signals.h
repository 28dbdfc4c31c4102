#pragma once
// SIGINT and SIGTERM as something to wait for, and SIGHUP as a wish to read files anew.

#include <csignal>
#include <functional>

namespace lectern::app {

class StopSignals {
 public:
  /// Before any thread begins: they inherit that these signals are not for them.
  StopSignals();
  /// Returns on the first of them. A second one then ends the process at once. SIGHUP calls `on_hangup`,
  /// unless it means that the terminal of this process is gone: then it stops, too.
  void wait(const std::function<void()>& on_hangup = {}) const;

 private:
  sigset_t signals_;
};

}  // namespace lectern::app
