#pragma once
// What the server reads of a post's words: whom it mentions ("@{id}"), and the words it is found by.

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace lectern::lms {

/// Each once, in the order of the text, at most 50. Whether they belong to the course is asked elsewhere.
std::vector<UserId> mentioned_in(std::string_view text);

/// Words without case and accents, each once, sorted; signs and mentions separate them. Those of a query are
/// found the same way.
std::vector<std::string> words_of(std::string_view text, std::size_t most);

}  // namespace lectern::lms
