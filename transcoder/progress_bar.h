#pragma once
// One line of a terminal: how far, how fast, how long yet. Pure.

#include <string>

#include "transcoder/order.h"

namespace lectern::transcoder {

/// "[####      ]  42 %  3.1x  0:42 left", at most `columns` wide.
std::string progress_line(const message::Progress& progress, int columns);

/// "0:42", "1:02:03".
std::string as_clock(double seconds);

}  // namespace lectern::transcoder
