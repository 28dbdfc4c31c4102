#pragma once
// Read-only connections, kept for the next read. Never waits: where all are out, one more is opened.

#include <chrono>
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
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Idle {
    std::vector<std::unique_ptr<Connection>> connections;
    SteadyTime rested;
  };

  std::filesystem::path file_;
  std::size_t keep_;
  Guarded<Idle> idle_;
};

}  // namespace lectern::storage
