#pragma once
// Brings a database file to the schema of this program. Each numbered file of storage/schema is applied once,
// in its own transaction, and recorded with its hash. A database is refused that was changed by a newer
// program, or by a file that differs from ours. There is no way down: going back is restoring the backup that
// is taken first.

#include <filesystem>
#include <span>
#include <string_view>

#include "base/clock.h"

namespace lectern::storage {

struct Migration {
  int version = 0;
  std::string_view name;
  std::string_view sql;
};

/// Those of storage/schema, in order, as they were when the program was built.
std::span<const Migration> embedded_migrations();

struct MigratorOptions {
  std::filesystem::path file = {};
  std::filesystem::path backups = {};  ///< Empty: beside the file.
};

/// Answers how many were applied.
int migrate(const MigratorOptions& options, const Clock& clock, std::span<const Migration> migrations);

}  // namespace lectern::storage
