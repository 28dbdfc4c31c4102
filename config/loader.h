#pragma once
// Defaults, then the file, then the environment, then flags: the later wins. Whatever is wrong anywhere is
// reported together, each with the place where it stands.

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/settings.h"

namespace lectern::config {

struct Sources {
  /// A file of `key = value` lines. Absent: none. It must be there where it is named.
  std::optional<std::filesystem::path> file;
  /// "NAME=value", as the system hands them over.
  std::vector<std::string> environment;
  /// "key=value", as after --set.
  std::vector<std::string> flags;
};

/// This process's environment.
std::vector<std::string> process_environment();

/// Throws InvalidInput naming every mistake.
Settings load(const Sources& sources);

}  // namespace lectern::config
