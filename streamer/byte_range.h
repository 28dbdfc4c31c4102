#pragma once
// Which bytes a Range header asks for (RFC 9110 §14). Pure.

#include <cstdint>
#include <string>
#include <string_view>

namespace lectern::streamer {

struct ByteRange {
  enum class Kind {
    Whole,          ///< Answer 200 with everything.
    Part,           ///< Answer 206 with `offset` and `length`.
    Unsatisfiable,  ///< Answer 416.
  };
  Kind kind = Kind::Whole;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

  bool operator==(const ByteRange&) const = default;
};

/// `header` is the field's value, empty where there is none. A unit other than bytes, a malformed set and a
/// set of several ranges are all answered with the whole, which RFC 9110 §14.2 allows: no player asks for
/// several, and one request for many small parts costs a server more than it costs the sender.
ByteRange select_range(std::string_view header, std::uint64_t size);

/// The Content-Range of a 206 (RFC 9110 §14.4).
std::string content_range(const ByteRange& range, std::uint64_t size);
/// The Content-Range of a 416.
std::string unsatisfied_range(std::uint64_t size);

}  // namespace lectern::streamer
