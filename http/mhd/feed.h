#pragma once
// An answer that is read on the way: one block in memory, filled on a worker while the connection is
// suspended, copied out on the loop. Whoever owns the connection at the moment owns this too.

#include <cstdint>
#include <string>

#include "http/message.h"

namespace lectern::http {

class Feed {
 public:
  static constexpr std::size_t kBlock = 256U << 10;

  explicit Feed(SourceRange range) : range_(std::move(range)) {}

  /// What of the block stands at `position` of the answer; 0 where it has to be filled first. On the loop.
  std::size_t copy(std::uint64_t position, char* to, std::size_t most) const;
  /// Reads the block that begins at `position`. Waits for the disk: on a worker.
  void fill(std::uint64_t position) noexcept;
  bool has_failed() const { return has_failed_; }

 private:
  SourceRange range_;
  std::uint64_t begin_ = 0;
  std::string block_;
  bool has_failed_ = false;
};

}  // namespace lectern::http
