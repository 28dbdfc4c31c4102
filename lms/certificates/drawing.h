#pragma once
// Draws a certificate. cairo and pango are heavy: only the child that draws links this.

#include <string>

#include "lms/certificates/sheet.h"

namespace lectern::lms {

/// The same order makes the same bytes, given the same fonts. Text stays text, in any script that some font
/// here has letters for.
std::string draw(const PrintOrder& order);

}  // namespace lectern::lms
