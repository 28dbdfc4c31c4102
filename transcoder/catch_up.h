#pragma once
// The rungs that were left behind so that watching could begin early, made up for while whoever watches has
// enough ahead of them. Where they arrive in time they join the first pass, and from then on the source is
// decoded once for all rungs; where not, a second pass makes the rest.

#include <chrono>
#include <functional>

#include "transcoder/pass.h"

namespace lectern::transcoder {

class CatchUp {
 public:
  /// `on_work` is told how far the work has come; it may throw to stop.
  CatchUp(const PassOptions& options, std::function<void(MediaTime)> on_work);

  /// To be asked whenever `ahead` is about to show boundary `index`. Answers whether it has all rungs now.
  bool join(Pass& ahead, std::size_t index, MediaTime time);

 private:
  bool has_something_to_do() const;
  bool arrives(Pass& behind, av::Input& input, double seconds) const;

  PassOptions options_;
  std::function<void(MediaTime)> on_work_;
  std::chrono::steady_clock::time_point begun_;
  MediaTime start_{-1};  // where the pass was when it was asked first
  bool is_over_ = false;
};

}  // namespace lectern::transcoder
