#pragma once
// What lies where in the data folder. Nothing else is ever written outside it.

#include <filesystem>

namespace lectern::app {

struct DataFolder {
  std::filesystem::path root;

  std::filesystem::path database() const { return root / "lectern.db"; }
  std::filesystem::path backups() const { return root / "backups"; }
  std::filesystem::path secrets() const { return root / "secrets.json"; }
  std::filesystem::path first_sign_in() const { return root / "first-sign-in.txt"; }
  std::filesystem::path blobs() const { return root / "blobs"; }
  std::filesystem::path uploads() const { return root / "uploads"; }
  std::filesystem::path packages() const { return root / "packages"; }
  std::filesystem::path exports() const { return root / "exports"; }
  /// Courses that are being packed or unpacked.
  std::filesystem::path archives() const { return root / "archives"; }
  std::filesystem::path lock() const { return root / "lectern.lock"; }
};

}  // namespace lectern::app
