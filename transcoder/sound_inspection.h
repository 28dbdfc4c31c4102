#pragma once
// The child's work on an uploaded sound: plays it through, and writes nothing.

#include "transcoder/order.h"

namespace lectern::transcoder {

/// Throws Unsupported and TooLarge with a sentence for whoever chose the file.
message::Probed inspect_sound(int source, const TranscodeOrder& order);

}  // namespace lectern::transcoder
