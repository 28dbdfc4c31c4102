#include "storage/db/reader_pool.h"

#include <utility>

namespace lectern::storage {

namespace {

using SteadyClock = std::chrono::steady_clock;

// The last one given back is the next one taken, so the others keep pages that nobody asks for any more.
constexpr std::chrono::seconds kBetweenRests{30};

}  // namespace

std::unique_ptr<Connection> ReaderPool::take() {
  auto connection = idle_.with([](Idle& idle) {
    std::unique_ptr<Connection> last;
    if (idle.connections.empty()) return last;
    last = std::move(idle.connections.back());
    idle.connections.pop_back();
    return last;
  });
  if (connection) return connection;
  return std::make_unique<Connection>(file_, Access::ReadOnly);
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  const auto now = SteadyClock::now();
  idle_.with([&](Idle& idle) {
    if (idle.connections.size() < keep_) idle.connections.push_back(std::move(connection));
    if (now - idle.rested < kBetweenRests) return;
    idle.rested = now;
    // Under the lock: a read that found none here would open another, which costs far more.
    for (const auto& one : idle.connections) one->release_memory();
  });
}

}  // namespace lectern::storage
