#pragma once
// Read-only connections, kept for the next read. Never waits: where all are out, one more is opened.

#include <filesystem>
#include <memory>
#include <vector>

#include "base/guarded.h"
#include "storage/db/connection.h"

namespace lectern::storage {

class ReaderPool {
 public:
  ReaderPool(std::filesystem::path file, std::size_t keep) : file_(std::move(file)), keep_(keep) {}
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

 private:
  std::filesystem::path file_;
  std::size_t keep_;
  Guarded<std::vector<std::unique_ptr<Connection>>> idle_;
};

}  // namespace lectern::storage
