#pragma once
// The child's work on an uploaded picture: each size that is wanted becomes a file in the working folder.

#include "transcoder/order.h"

namespace lectern::transcoder {

/// Answers what the picture was. Throws Unsupported and TooLarge with a sentence for whoever chose it.
message::Probed make_pictures(int source, const TranscodeOrder& order);

}  // namespace lectern::transcoder
