#pragma once
// The browser app's files as they stand in the binary. The table is written at build time by embed_web.cmake.

#include <span>
#include <string_view>

namespace lectern::app {

struct WebFile {
  std::string_view path;  ///< "/assets/index-3f2a.js"
  std::string_view hash;  ///< Of the content; the strong ETag.
  const char* plain;
  const char* plain_end;
  const char* gzip;  ///< Null where compressing does not pay.
  const char* gzip_end;
};

std::span<const WebFile> web_files();

}  // namespace lectern::app
