#pragma once
// Small files in one ZIP archive (APPNOTE 6.3.3), stored as they are: for what people take along. Everything
// is in memory, so nothing here is for media.

#include <string>
#include <vector>

namespace lectern {

struct ZipFile {
  std::string name;  ///< In UTF-8, with slashes.
  std::string bytes;
};

/// Throws TooLarge where it would not fit the plain format: 4 GiB, 65,535 files.
std::string make_zip(const std::vector<ZipFile>& files);

}  // namespace lectern
