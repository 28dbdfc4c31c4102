#pragma once
// Says in a PDF which language it is written in. Pure.

#include <string>
#include <string_view>

namespace lectern::lms {

/// An incremental update (ISO 32000-1 §7.5.6) that puts /Lang into the catalog (§14.9.2), so that a screen
/// reader reads it aloud rightly: cairo 1.16 has no word for it. What is no PDF as cairo writes them is
/// answered as it is.
std::string with_language(std::string pdf, std::string_view language);

}  // namespace lectern::lms
