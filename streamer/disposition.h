#pragma once
// Content-Disposition for files (RFC 6266, RFC 8187). Pure.

#include <string>
#include <string_view>

namespace lectern::streamer {

/// `name` is UTF-8 as somebody once called the file. It is given twice: in ASCII for old programs, with
/// whatever does not fit as "_", and exactly where it needs more than ASCII.
std::string attachment_named(std::string_view name);
/// The same for what is shown, and may be saved from there.
std::string inline_named(std::string_view name);

}  // namespace lectern::streamer
