#include "storage/db/reader_pool.h"

#include <utility>

namespace lectern::storage {

std::unique_ptr<Connection> ReaderPool::take() {
  auto connection = idle_.with([](auto& idle) {
    std::unique_ptr<Connection> last;
    if (idle.empty()) return last;
    last = std::move(idle.back());
    idle.pop_back();
    return last;
  });
  if (connection) return connection;
  return std::make_unique<Connection>(file_, Access::ReadOnly);
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  idle_.with([&](auto& idle) {
    if (idle.size() < keep_) idle.push_back(std::move(connection));
  });
}

}  // namespace lectern::storage
