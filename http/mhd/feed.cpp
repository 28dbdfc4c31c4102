#include "http/mhd/feed.h"

#include <algorithm>
#include <cstring>

#include "base/log.h"

namespace lectern::http {

std::size_t Feed::copy(std::uint64_t position, char* to, std::size_t most) const {
  if (position < begin_ || position - begin_ >= block_.size()) return 0;
  const auto at = static_cast<std::size_t>(position - begin_);
  const std::size_t given = std::min(most, block_.size() - at);
  std::memcpy(to, block_.data() + at, given);
  return given;
}

void Feed::fill(std::uint64_t position) noexcept {
  try {
    block_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kBlock, range_.length - position)));
    range_.source->read(range_.offset + position, block_.data(), block_.size());
    begin_ = position;
  } catch (const std::exception& error) {
    log::warning("http.answer_broken", {{"error", error.what()}});
    has_failed_ = true;
  }
}

}  // namespace lectern::http
