#include "lms/quiz/video_rules.h"

#include <algorithm>

#include "lms/quiz/draw.h"

namespace lectern::lms {

namespace {

const std::vector<double>& tries_at(const VideoTries& tries, const VideoMomentId& id) {
  static const std::vector<double> kNone;
  const auto found = tries.find(id);
  return found == tries.end() ? kNone : found->second;
}

bool was_right(const std::vector<double>& fractions) {
  return std::any_of(fractions.begin(), fractions.end(), is_right);
}

}  // namespace

bool is_right(double fraction) {
  return fraction >= 0.9999;
}

bool may_try(const VideoMoment& moment, const std::vector<double>& fractions) {
  if (was_right(fractions)) return false;
  return moment.tries == 0 || static_cast<std::int64_t>(fractions.size()) < moment.tries;
}

bool is_settled(const VideoMoment& moment, const std::vector<double>& fractions) {
  if (fractions.empty()) return false;
  return !moment.rewind_to || !may_try(moment, fractions);
}

std::optional<Milliseconds> first_stop(const std::vector<VideoMoment>& moments, const VideoTries& tries) {
  std::optional<Milliseconds> first;
  for (const auto& moment : moments)
    if (moment.is_required && !is_settled(moment, tries_at(tries, moment.id)))
      first = std::min(first.value_or(moment.at), moment.at);
  return first;
}

std::optional<double> video_fraction(const VideoRules& rules, const std::vector<VideoMoment>& moments,
                                     const VideoTries& tries) {
  double earned = 0;
  double most = 0;
  for (const auto& moment : moments) {
    most += moment.points;
    earned += moment.points * final_fraction(rules.method, tries_at(tries, moment.id)).value_or(0);
  }
  if (most <= 0) return std::nullopt;
  return std::clamp(earned / most, 0.0, 1.0);
}

std::uint64_t video_seed(const VideoMomentId& moment, const UserId& user, std::int64_t number) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char letter : moment.text() + user.text())
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  return Draw(hash + static_cast<std::uint64_t>(number)).next() >> 1U;  // A column holds 63 bits.
}

}  // namespace lectern::lms
