#pragma once
// Stretches of files, one after the other, as one body.

#include <cstdint>
#include <memory>
#include <vector>

#include "base/file.h"
#include "http/message.h"

namespace lectern::streamer {

class Concatenation final : public http::ByteSource {
 public:
  void append(std::shared_ptr<const UniqueFd> file, std::uint64_t offset, std::uint64_t length);

  std::uint64_t size() const override { return size_; }
  void read(std::uint64_t offset, char* to, std::size_t length) const override;

 private:
  struct Stretch {
    std::uint64_t start = 0;  ///< In the whole.
    std::shared_ptr<const UniqueFd> file;
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
  };

  std::vector<Stretch> stretches_;  ///< None of them empty.
  std::uint64_t size_ = 0;
};

}  // namespace lectern::streamer
