#pragma once
// `lectern transcode INPUT OUTPUT_DIR`: the transcoder alone, in the same child behind the same walls.

#include <span>
#include <string>

namespace lectern::transcoder {

/// `arguments` are those after "transcode". Answers the exit code: 0, 1 on failure, 2 on wrong usage.
int transcode_command(std::span<const std::string> arguments);

}  // namespace lectern::transcoder
