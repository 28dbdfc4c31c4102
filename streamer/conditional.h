#pragma once
// Conditional requests on strong entity tags (RFC 9110 §13). Pure.

#include <string_view>

namespace lectern::streamer {

/// If-None-Match: whether one of the listed tags is `etag` by weak comparison (§8.8.3.2), or the list is "*".
bool any_matches(std::string_view if_none_match, std::string_view etag);

/// If-Range: whether the range may be answered. Strong comparison (§13.1.5); a date never matches, as no
/// answer of the streamer carries Last-Modified. Empty means that there was no such header.
bool range_still_applies(std::string_view if_range, std::string_view etag);

}  // namespace lectern::streamer
