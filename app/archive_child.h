#pragma once
// Strange archives are taken apart by a child of the server's own that may read its source and write into one
// folder, and nothing else: `lectern archive-child`. Descriptor 3 is the archive; standard input names the
// folder; standard output tells each entry in a line of JSON, or why it went no further.

#include <chrono>
#include <string>
#include <vector>

#include "catalog/course_archives.h"

namespace lectern::app {

[[noreturn]] void archive_child_main();

class ChildUnpacker final : public catalog::Unpacker {
 public:
  std::vector<catalog::UnpackedEntry> unpack(int fd, const std::filesystem::path& folder,
                                             const std::function<void(std::uint64_t)>& wrote,
                                             const std::stop_token& stop) override;
};

}  // namespace lectern::app
