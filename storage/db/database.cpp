#include "storage/db/database.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/scope_exit.h"
#include "base/trace.h"
#include "storage/db/connection.h"
#include "storage/db/migrator.h"
#include "storage/db/reader_pool.h"
#include "storage/db/writer_thread.h"

namespace lectern::storage {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

const Query kBeginRead{"transaction.begin_read", "BEGIN DEFERRED"};
const Query kEndRead{"transaction.end_read", "COMMIT"};

constexpr const char* kPassItOn =
    "This runs within a read or a write already: pass its Reader or Writer on instead of asking the database "
    "again.";

// Whether this thread is within a closure of read() or write().
thread_local bool within = false;
thread_local SteadyTime thread_deadline = SteadyTime::max();

std::unique_ptr<Connection> open_writer(const Options& options, const Clock& clock,
                                        std::span<const Migration> migrations) {
  migrate({options.file, options.backups}, clock, migrations);
  auto connection = std::make_unique<Connection>(options.file, Access::ReadWrite);
  connection->prepare_all();
  return connection;
}

}  // namespace

Cursor::Cursor(Connection& connection, const Query& query, std::span<const Value> values)
    : lease_(std::make_unique<Lease>(connection, query, values)) {}

Cursor::~Cursor() = default;

bool Cursor::step() {
  return lease_->step();
}

Row Cursor::row() const {
  return lease_->row();
}

std::int64_t Writer::run_values(const Query& query, std::span<const Value> values) {
  Lease lease(connection_, query, values);
  while (lease.step()) continue;
  return connection_.changes();
}

void Writer::wake(Wake whom) {
  wakes_ |= 1u << static_cast<unsigned>(whom);
}

void Signal::raise() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  raised_.notify_all();
}

std::uint64_t Signal::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Signal::wait_beyond(std::uint64_t seen, Milliseconds at_most, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  raised_.wait_for(lock, stop, at_most, [&] { return count_ > seen; });
}

ReadDeadline::ReadDeadline(Milliseconds left) : outer_(thread_deadline) {
  thread_deadline = std::min(outer_, std::chrono::steady_clock::now() + left);
}

ReadDeadline::~ReadDeadline() {
  thread_deadline = outer_;
}

Database::Database(const Options& options, const Clock& clock)
    : Database(options, clock, embedded_migrations()) {}

Database::Database(const Options& options, const Clock& clock, std::span<const Migration> migrations)
    : options_(options), clock_(clock) {
  auto on_wakes = [this](std::uint32_t wakes) {
    for (std::size_t i = 0; i < signals_.size(); ++i)
      if ((wakes >> i & 1u) != 0) signals_[i].raise();
  };
  writer_ =
      std::make_unique<WriterThread>(open_writer(options, clock, migrations), clock, std::move(on_wakes));
  readers_ = std::make_unique<ReaderPool>(options.file, options.readers);
}

Database::~Database() {
  // Readers first: the writer's last checkpoint empties the log only while nobody reads from it.
  readers_.reset();
  writer_.reset();
}

Signal& Database::signal(Wake whom) {
  return signals_.at(static_cast<std::size_t>(whom));
}

void Database::run_on_writer(const std::function<void(Writer&)>& function) {
  LECTERN_ASSERT(!within, kPassItOn);
  // The writer works for whoever asked, so that jobs which come of it belong to the same trace.
  const std::string trace = current_traceparent();
  writer_->run([&](Writer& writer) {
    const TraceScope scope(trace);
    within = true;
    const ScopeExit leave([] { within = false; });
    function(writer);
  });
}

Database::OpenRead::OpenRead(const Database& database) : database_(database) {
  LECTERN_ASSERT(!within, kPassItOn);
  connection_ = database.readers_->take();
  const auto limit = std::chrono::steady_clock::now() + database.options_.read_limit;
  connection_->set_deadline(std::min(limit, thread_deadline));
  storage::run(*connection_, kBeginRead);
  within = true;
}

Database::OpenRead::~OpenRead() {
  within = false;
  connection_->set_deadline(std::nullopt);
  try {
    storage::run(*connection_, kEndRead);
    database_.readers_->give_back(std::move(connection_));
  } catch (const Error& error) {
    // The connection is closed instead of kept: that ends its snapshot as well.
    log::warning("read_not_ended", {{"error", error.what()}});
  }
}

}  // namespace lectern::storage
