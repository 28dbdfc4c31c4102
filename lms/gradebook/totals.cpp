#include "lms/gradebook/totals.h"

#include <algorithm>

#include "base/text.h"

namespace lectern::lms {

namespace {

// Points by points by twelve digits do not fit into 64 bits.
__extension__ using Wide = __int128;

constexpr Wide kTwelveDigits = 1'000'000'000'000;
constexpr std::int64_t kWhole = 10'000;

struct Sum {
  std::int64_t earned = 0;
  std::int64_t most = 0;
};

struct Result {
  std::int64_t earned = 0;
  std::int64_t most = 0;
};

/// All of it is positive.
Wide rounded_quotient(Wide dividend, Wide divisor) {
  return (dividend * 2 + divisor) / (divisor * 2);
}

bool is_worse(const Result& a, const Result& b) {
  const auto left = static_cast<Wide>(a.earned) * b.most;
  const auto right = static_cast<Wide>(b.earned) * a.most;
  return left != right ? left < right : a.most > b.most;
}

/// Of the items in one category, or in none.
Sum sum_of(const GradingScheme& scheme, const Earned& earned, const GradeCategoryId& category,
           std::int64_t drop_lowest) {
  std::vector<Result> results;
  Sum sum;
  for (std::size_t i = 0; i < scheme.items.size(); ++i) {
    const auto& item = scheme.items[i];
    if (item.category != category || !earned[i]) continue;
    if (item.is_extra)
      sum.earned += *earned[i];
    else if (item.most > 0)
      results.push_back({*earned[i], item.most});
  }
  std::sort(results.begin(), results.end(), is_worse);
  const auto dropped = std::min<std::int64_t>(drop_lowest, static_cast<std::int64_t>(results.size()) - 1);
  for (auto i = std::max<std::int64_t>(dropped, 0); i < static_cast<std::int64_t>(results.size()); ++i) {
    sum.earned += results[static_cast<std::size_t>(i)].earned;
    sum.most += results[static_cast<std::size_t>(i)].most;
  }
  return sum;
}

}  // namespace

std::optional<std::int64_t> total_of(const GradingScheme& scheme, const Earned& earned) {
  Sum points = sum_of(scheme, earned, {}, 0);
  Wide weighted = 0;
  Wide weights = 0;
  for (const auto& category : scheme.categories) {
    const auto sum = sum_of(scheme, earned, category.id, category.drop_lowest);
    points.earned += sum.earned;
    points.most += sum.most;
    if (sum.most == 0) continue;
    weighted += category.weight * rounded_quotient(sum.earned * kTwelveDigits, sum.most);
    weights += category.weight;
  }
  if (scheme.weighting == Weighting::Points)
    return points.most == 0 ? std::nullopt
                            : std::optional{static_cast<std::int64_t>(
                                  rounded_quotient(static_cast<Wide>(points.earned) * kWhole, points.most))};
  if (weights == 0) return std::nullopt;
  return static_cast<std::int64_t>(rounded_quotient(weighted * kWhole, weights * kTwelveDigits));
}

std::optional<std::int64_t> share_needed(const GradingScheme& scheme, const Earned& earned,
                                         const std::vector<std::size_t>& open, std::int64_t target) {
  const auto total_with = [&](std::int64_t share) {
    auto supposed = earned;
    for (const auto place : open)
      supposed[place] = static_cast<std::int64_t>(
          rounded_quotient(static_cast<Wide>(scheme.items[place].most) * share, kWhole));
    return total_of(scheme, supposed).value_or(0);
  };
  if (total_with(kWhole) < target) return std::nullopt;
  // More points never make less of a total, so that the least share is found by halving.
  std::int64_t too_little = -1;
  std::int64_t enough = kWhole;
  while (enough - too_little > 1) {
    const auto middle = too_little + (enough - too_little) / 2;
    (total_with(middle) >= target ? enough : too_little) = middle;
  }
  return enough;
}

std::optional<std::vector<Letter>> parse_scale(std::string_view text) {
  std::vector<Letter> scale;
  std::string name;
  for (const auto part : split(text, ' ')) {
    if (part.empty()) continue;
    if (name.empty()) {
      name = part;
      continue;
    }
    const auto least = parse_number<std::int64_t>(part);
    if (!least || *least < 0 || *least > 100 || (!scale.empty() && *least >= scale.back().least))
      return std::nullopt;
    scale.push_back({std::move(name), *least});
    name.clear();
  }
  return name.empty() ? std::optional{std::move(scale)} : std::nullopt;
}

std::string letter_of(const std::vector<Letter>& scale, std::optional<std::int64_t> total) {
  if (!total) return {};
  const auto found = std::find_if(scale.begin(), scale.end(),
                                  [&](const Letter& letter) { return *total >= letter.least * 100; });
  return found == scale.end() ? std::string{} : found->name;
}

}  // namespace lectern::lms
