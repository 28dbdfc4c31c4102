#pragma once
// All that a server keeps, as one ZIP file: the database, the keys, what was uploaded and what was made of
// it. Taken while the server runs, put back while it does not. docs/admin.md says what stands in it.

#include <cstdint>
#include <filesystem>
#include <functional>

#include "app/data_folder.h"

namespace lectern::app {

enum class BackupScope {
  Everything,
  WithoutMedia,  ///< Database and keys: small, for those who copy the other files by their own means.
};

/// Hears how many bytes of how many are done.
using BackupProgress = std::function<void(std::uint64_t, std::uint64_t)>;

/// `to` appears whole or not at all. Conflict where it exists already, StorageFull where there is no room.
void back_up(const DataFolder& folder, const std::filesystem::path& to, BackupScope scope,
             const BackupProgress& progress);

/// Takes such a file, or a copy of the database alone as it is made before migrations. What was there before
/// is kept in the folder that is answered. Throws before anything is moved where the file is not whole.
std::filesystem::path restore(const std::filesystem::path& backup, const DataFolder& folder);

}  // namespace lectern::app
