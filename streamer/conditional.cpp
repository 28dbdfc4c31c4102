#include "streamer/conditional.h"

#include "base/text.h"

namespace lectern::streamer {

bool any_matches(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  // The tags made here hold no comma, so a listed tag that does cannot match whichever way it is cut.
  for (std::string_view tag : split(if_none_match, ',')) {
    tag = trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

bool range_still_applies(std::string_view if_range, std::string_view etag) {
  return if_range.empty() || trim(if_range) == etag;
}

}  // namespace lectern::streamer
