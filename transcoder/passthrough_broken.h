#pragma once
// A source that turned out, while being passed through, not to be what its first look promised.

#include "base/error.h"

namespace lectern::transcoder {

/// The run that meets it starts anew without passthrough (transcode.cpp).
class PassthroughBroken final : public Error {
 public:
  explicit PassthroughBroken(std::string detail)
      : Error(ErrorCode::Unsupported, "The recording cannot be used as it is.", std::move(detail)) {}
};

}  // namespace lectern::transcoder
