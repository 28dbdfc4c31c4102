#pragma once
// A picture or a sound that comes whole, as the body of one request, with a line that says what it is. It is
// received into a file without a name: whatever happens, nothing is left of it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "http/message.h"
#include "http/route.h"

namespace lectern::catalog {

struct SmallFileRules {
  std::uint64_t largest = 0;   // bytes
  const char* too_large = "";  // a sentence that says what to do
  const char* missing = "";    // where the body is empty
  const char* caption = "";    // the query parameter that says what it is
  std::size_t longest_caption = 0;
};

/// Gets the file, at its start, and what the request says it is; answers the request.
using KeepSmallFile = std::function<http::Response(int fd, const std::string& caption)>;

/// Throws TooLarge, also for what is only announced, and InvalidInput. `rules` outlives the sink.
std::unique_ptr<http::BodySink> receive_small_file(const http::Request& request, const SmallFileRules& rules,
                                                   const std::filesystem::path& folder, KeepSmallFile keep);

}  // namespace lectern::catalog
