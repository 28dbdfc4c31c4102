#pragma once
// How grades add up. Pure, and in whole numbers throughout:
//
//   - What has no grade yet, and what somebody is excused from, does not count.
//   - A category is the sum of its points by the sum of what was to be had, without the `drop_lowest` worst
//     (by their share; of equals the one with more to be had; one always stays). Extra credit adds to what
//     was earned and nothing to what was to be had, and is never dropped.
//   - With `points`, the course is all points by all that was to be had. With `weights`, it is the mean of
//   the
//     categories that count, each by its weight; what is in no category does not count.
//   - A category's share is kept to twelve digits. The total is rounded once, half up, to ten-thousandths,
//   and
//     may pass 1 where there is extra credit.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::lms {

using GradeItemId = Id<struct GradeItemTag>;
using GradeCategoryId = Id<struct GradeCategoryTag>;

enum class Weighting { Points, Weights };
constexpr std::array kWeightingTexts = {EnumText{Weighting::Points, "points"},
                                        EnumText{Weighting::Weights, "weights"}};
constexpr const auto& text_table(Weighting) {
  return kWeightingTexts;
}

/// What of an item is needed to add up.
struct CountedItem {
  GradeCategoryId category;  ///< Empty: none.
  std::int64_t most = 0;     ///< Thousandths of points.
  bool is_extra = false;
};

struct CountedCategory {
  GradeCategoryId id;
  std::int64_t weight = 1;
  std::int64_t drop_lowest = 0;
};

struct GradingScheme {
  Weighting weighting = Weighting::Points;
  std::vector<CountedCategory> categories;
  std::vector<CountedItem> items;
};

/// What somebody has, one place an item; nothing where it does not count.
using Earned = std::vector<std::optional<std::int64_t>>;

/// Ten-thousandths; nothing where nothing counts yet.
std::optional<std::int64_t> total_of(const GradingScheme& scheme, const Earned& earned);

/// The least share, in ten-thousandths, of everything in `open` that brings the total to `target`; nothing
/// where not even all of it does. `open` are places of items.
std::optional<std::int64_t> share_needed(const GradingScheme& scheme, const Earned& earned,
                                         const std::vector<std::size_t>& open, std::int64_t target);

/// A letter and its least hundredths.
struct Letter {
  std::string name;
  std::int64_t least = 0;
};

/// "A 90 B 80 F 0", in falling order; nothing where it cannot be read. Empty text is an empty scale.
std::optional<std::vector<Letter>> parse_scale(std::string_view text);
/// Empty where there is no scale, or no total.
std::string letter_of(const std::vector<Letter>& scale, std::optional<std::int64_t> total);

}  // namespace lectern::lms
