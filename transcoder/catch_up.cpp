#include "transcoder/catch_up.h"

#include <algorithm>

namespace lectern::transcoder {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
  return std::chrono::duration<double>(Clock::now() - then).count();
}

}  // namespace

CatchUp::CatchUp(const PassOptions& options, std::function<void(MediaTime)> on_work)
    : options_(options), on_work_(std::move(on_work)), begun_(Clock::now()) {
  options_.early = Early::No;
  options_.before_boundary = nullptr;
  is_over_ = !has_something_to_do();
}

/// Two views would have to arrive together; their second pass stays. Where pictures have to be converted, the
/// first pass converts them to the size of its own largest rung, which is too small for the others.
bool CatchUp::has_something_to_do() const {
  const Plan& plan = options_.job.plan;
  if (plan.views.size() != 1 || tracks_of(plan, Early::No).empty()) return false;
  const bool is_missing =
      std::any_of(plan.views.front().rungs.begin(), plan.views.front().rungs.end(),
                  [&](const auto& rung) { return !rung.early && !is_whole(*options_.tracks.at(rung.name)); });
  return is_missing && is_plain(options_.job.info, plan.views.front().stream);
}

bool CatchUp::join(Pass& ahead, std::size_t index, MediaTime time) {
  if (is_over_ || index == 0) return false;
  if (start_ < MediaTime{0}) start_ = time;
  // The segment before this boundary is still in the encoders.
  const double done = as_seconds(time - start_) - kTargetSeconds;
  const Lead& lead = options_.job.options.lead;
  const double in_hand = done - seconds_since(begun_);
  if (in_hand < lead.wanted_seconds) return false;
  is_over_ = true;
  av::Input input(options_.job.source_fd, options_.job.options.limits);
  Pass behind(options_, input, {&ahead, index});
  if (!arrives(behind, input, in_hand - lead.kept_seconds)) return false;
  ahead.adopt(behind);
  return true;
}

/// Within so many seconds. What was made until then stays in any case.
bool CatchUp::arrives(Pass& behind, av::Input& input, double seconds) const {
  const auto begun = Clock::now();
  const auto packet = av::make_packet();
  while (!behind.has_arrived()) {
    if (seconds_since(begun) > seconds || !input.read(*packet)) return false;
    behind.send(*packet);
    av_packet_unref(packet.get());
    on_work_(behind.time());
  }
  return true;
}

}  // namespace lectern::transcoder
