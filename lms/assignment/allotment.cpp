#include "lms/assignment/allotment.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>

namespace lectern::lms {

namespace {

// Note: a matching. Reviews are edges between reviewers and works, and no work may get more than its share.
// Each reviewer takes the next works around a circle of all in random order; where those are full, an
// augmenting path moves what others took, so that nobody goes without while there is a way.
class Matching {
 public:
  Matching(const std::vector<Reviewer>& reviewers, const std::vector<Reviewable>& works, std::int64_t reviews,
           std::uint64_t seed)
      : reviewers_(reviewers), works_(works), takers_(works.size()), circle_(works.size()) {
    std::iota(circle_.begin(), circle_.end(), std::size_t{0});
    std::mt19937_64 chance(seed);
    std::shuffle(circle_.begin(), circle_.end(), chance);
    starts_.resize(reviewers.size());
    for (std::size_t at = 0; at < reviewers.size(); ++at) starts_[at] = start_of(reviewers[at], chance);
    std::int64_t needed = 0;
    for (const auto& reviewer : reviewers)
      needed += std::max<std::int64_t>(0, reviews - static_cast<std::int64_t>(reviewer.known.size()));
    for (const auto& work : works) needed += work.got;
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(works.size(), 1));
    share_ = (needed + count - 1) / count;
  }

  Allotment made(std::int64_t reviews) {
    for (std::int64_t round = 0; round < reviews; ++round) {
      for (std::size_t who = 0; who < reviewers_.size(); ++who) {
        if (static_cast<std::int64_t>(reviewers_[who].known.size()) > round) continue;
        visited_.assign(works_.size(), false);
        // Where a full share cannot be kept to, somebody gets one more rather than nobody one less.
        if (!give(who)) give_beyond(who);
      }
    }
    Allotment allotment;
    for (std::size_t work = 0; work < takers_.size(); ++work)
      for (const auto who : takers_[work]) allotment.emplace_back(who, work);
    std::sort(allotment.begin(), allotment.end());
    return allotment;
  }

 private:
  /// Just after one's own work, so that a circle of single people gives each as many as they get.
  std::size_t start_of(const Reviewer& reviewer, std::mt19937_64& chance) const {
    if (circle_.empty()) return 0;
    if (reviewer.own.empty()) return chance() % circle_.size();
    const auto own = std::find(circle_.begin(), circle_.end(), reviewer.own.back());
    return static_cast<std::size_t>(own - circle_.begin()) + 1;
  }

  bool may(std::size_t who, std::size_t work) const {
    const auto& reviewer = reviewers_[who];
    const auto holds = [&](const std::vector<std::size_t>& list) {
      return std::find(list.begin(), list.end(), work) != list.end();
    };
    const bool is_of_group = !reviewer.group.empty() && reviewer.group == works_[work].group;
    return !holds(reviewer.own) && !holds(reviewer.known) && !is_of_group && !takes(who, work);
  }

  bool takes(std::size_t who, std::size_t work) const {
    const auto& takers = takers_[work];
    return std::find(takers.begin(), takers.end(), who) != takers.end();
  }

  std::int64_t load(std::size_t work) const {
    return works_[work].got + static_cast<std::int64_t>(takers_[work].size());
  }

  bool give(std::size_t who) {
    for (std::size_t step = 0; step < circle_.size(); ++step) {
      const auto work = circle_[(starts_[who] + step) % circle_.size()];
      if (visited_[work] || !may(who, work)) continue;
      visited_[work] = true;
      if (load(work) < share_) {
        takers_[work].push_back(who);
        return true;
      }
      for (std::size_t place = 0; place < takers_[work].size(); ++place) {
        const auto other = takers_[work][place];
        if (!give(other)) continue;
        takers_[work][place] = who;
        return true;
      }
    }
    return false;
  }

  void give_beyond(std::size_t who) {
    std::optional<std::size_t> least;
    for (std::size_t work = 0; work < works_.size(); ++work)
      if (may(who, work) && (!least || load(work) < load(*least))) least = work;
    if (least) takers_[*least].push_back(who);
  }

  const std::vector<Reviewer>& reviewers_;
  const std::vector<Reviewable>& works_;
  std::vector<std::vector<std::size_t>> takers_;
  std::vector<std::size_t> circle_;
  std::vector<std::size_t> starts_;
  std::vector<bool> visited_;
  std::int64_t share_ = 1;
};

}  // namespace

Allotment allot(const std::vector<Reviewer>& reviewers, const std::vector<Reviewable>& works,
                std::int64_t reviews, std::uint64_t seed) {
  return Matching(reviewers, works, reviews, seed).made(reviews);
}

}  // namespace lectern::lms
