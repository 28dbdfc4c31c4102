#pragma once
// What became of a source, looked at with the ffmpeg programs.

#include <filesystem>
#include <string>

#include "transcoder/package.h"

namespace lectern::transcoder {

struct Said {
  int exit_code = 0;
  std::string text;  ///< Standard output and error.
};
Said run_program(const std::string& command);

/// Fails the test where a track does not decode cleanly, does not begin at one second, has holes, or is not
/// as long as the lecture.
void expect_sound_package(const PackageContents& contents, const std::filesystem::path& folder);

/// "a0 v0 v1", in alphabetical order, without the trick track. Sound that was made twice to meet its loudness
/// counts once.
std::string rendition_names(const PackageContents& contents);

/// Where the awkward files are. Empty where they are not.
std::filesystem::path shared_media();

}  // namespace lectern::transcoder
