#include "app/deliveries.h"

#include <algorithm>

#include "streamer/segment_times.h"

namespace lectern::app {

namespace {

// Sound and pictures are cut at slightly different moments, and so are what a player shows and what it
// fetched.
constexpr std::int64_t kJoint = 500;

streamer::PackageKey key_of(const streamer::Grant& grant) {
  return {decode_id(grant.video.text()).value(), grant.generation};
}

}  // namespace

lms::Delivered StreamedDeliveries::to(const UserId& user, const LessonId& lesson) {
  lms::Delivered delivered;
  for (const auto& grant : grants_.of_viewer(user, lesson)) {
    const auto contents = packages_.contents(key_of(grant));
    if (!contents) continue;
    delivered.since = std::min(delivered.since.value_or(grant.created_at), grant.created_at);
    for (const auto& [from, to] : streamer::stretches_of(*contents, grant.delivered))
      delivered.spans.add({std::max<std::int64_t>(from - kJoint, 0), to + kJoint});
  }
  return delivered;
}

void StreamedDeliveries::extend(const UserId& user, const LessonId& lesson, Milliseconds reach) {
  const auto ahead = reach == Milliseconds::max() ? reach : reach + streamer::kMayFetchAhead;
  for (const auto& grant : grants_.of_viewer(user, lesson)) {
    if (!grant.reach) continue;
    if (const auto contents = packages_.contents(key_of(grant)))
      grants_.extend(grant.id, streamer::segment_at(*contents, ahead));
  }
}

}  // namespace lectern::app
