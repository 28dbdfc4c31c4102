#include "streamer/concatenation.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace lectern::streamer {

void Concatenation::append(std::shared_ptr<const UniqueFd> file, std::uint64_t offset, std::uint64_t length) {
  if (length == 0) return;
  stretches_.push_back({size_, std::move(file), offset, length});
  size_ += length;
}

void Concatenation::read(std::uint64_t offset, char* to, std::size_t length) const {
  const auto behind =
      std::upper_bound(stretches_.begin(), stretches_.end(), offset,
                       [](std::uint64_t wanted, const Stretch& stretch) { return wanted < stretch.start; });
  for (auto at = std::prev(behind); length > 0; ++at) {
    const std::uint64_t within = offset - at->start;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(length, at->length - within));
    if (read_at(at->file->get(), to, count, at->offset + within) != count)
      throw Error(ErrorCode::Internal, "The file is shorter than was said.", "concatenation");
    offset += count;
    to += count;
    length -= count;
  }
}

}  // namespace lectern::streamer
