#pragma once
// Who reviews what: by chance, and fair. Nobody gets their own work or that of their group, nobody the same
// work twice; everyone gives as many reviews and every work gets as many as the others, as far as that is
// possible. Pure.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lectern::lms {

struct Reviewer {
  std::string person;
  std::string group;               ///< Empty: none.
  std::vector<std::size_t> own;    ///< Works that are theirs.
  std::vector<std::size_t> known;  ///< Works that they review already.
};

struct Reviewable {
  std::string group;     ///< Empty: none. Reviewers of it are left out.
  std::int64_t got = 0;  ///< Reviews that were allotted already.
};

/// Places in the two lists, as reviewer and work.
using Allotment = std::vector<std::pair<std::size_t, std::size_t>>;

/// Each reviewer gets `reviews`, those that they review already among them.
Allotment allot(const std::vector<Reviewer>& reviewers, const std::vector<Reviewable>& works,
                std::int64_t reviews, std::uint64_t seed);

}  // namespace lectern::lms
