#pragma once
// SIGINT and SIGTERM as something to wait for.

#include <csignal>

namespace lectern::app {

class StopSignals {
 public:
  /// Before any thread begins: they inherit that these signals are not for them.
  StopSignals();
  /// Returns on the first of them. A second one then ends the process at once.
  void wait() const;

 private:
  sigset_t signals_;
};

}  // namespace lectern::app
