#pragma once
// The database as one file: taken while the server runs, checked, and put back while it does not.

#include <filesystem>

namespace lectern::storage {

/// Copies a consistent state, readers and writers going on, and checks the copy. `to` appears whole or not at
/// all; Conflict where it exists already.
void back_up(const std::filesystem::path& database, const std::filesystem::path& to);

/// Throws with a sentence where the file is not a whole database: pages, references, and that it is one of
/// ours.
void verify(const std::filesystem::path& file);

/// Verifies the backup and puts a copy of it in the database's place. The server must not run. What was there
/// before is kept beside it as `<database>.before-restore`.
void restore(const std::filesystem::path& backup, const std::filesystem::path& database);

}  // namespace lectern::storage
