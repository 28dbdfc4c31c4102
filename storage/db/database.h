#pragma once
// The database: one file, one writer, many readers. Four idioms and no others: a Query; read(), one snapshot
// on a read-only connection; write(), one transaction on the one writer thread; and a function that must join
// a transaction takes Reader& or Writer& first. Database itself cannot execute anything.
//
// Note: group-commit. Closures that wait for the writer together run in one transaction, each in its own
// savepoint, and are answered after the common commit. What one throws undoes its own work only, and reaches
// its own caller.

#include <array>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "storage/db/query.h"
#include "storage/db/row.h"

namespace lectern::storage {

class Connection;
class Lease;
struct Migration;

/// Runs the statement row by row: step() is true while there is a row.
class Cursor {
 public:
  Cursor(Connection& connection, const Query& query, std::span<const Value> values);
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  ~Cursor();
  bool step();
  Row row() const;

 private:
  std::unique_ptr<Lease> lease_;
};

class Reader {
 public:
  Reader(Connection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Every row, mapped.
  template <typename Map, typename... Arguments>
  auto all(const Query& query, Map&& map, const Arguments&... arguments) const {
    std::vector<std::decay_t<std::invoke_result_t<Map&, const Row&>>> things;
    each(
        query, [&](const Row& row) { things.push_back(map(row)); }, arguments...);
    return things;
  }

  /// The first row, mapped, or nothing.
  template <typename Map, typename... Arguments>
  auto first(const Query& query, Map&& map, const Arguments&... arguments) const
      -> std::optional<std::decay_t<std::invoke_result_t<Map&, const Row&>>> {
    const std::array<Value, sizeof...(Arguments)> values{to_value(arguments)...};
    Cursor cursor(connection_, query, values);
    if (!cursor.step()) return std::nullopt;
    return map(cursor.row());
  }

  /// Calls `function(row)` for every row.
  template <typename Function, typename... Arguments>
  void each(const Query& query, Function&& function, const Arguments&... arguments) const {
    const std::array<Value, sizeof...(Arguments)> values{to_value(arguments)...};
    Cursor cursor(connection_, query, values);
    while (cursor.step()) function(cursor.row());
  }

  /// The database's clock.
  Instant now() const { return clock_.now(); }

 protected:
  Connection& connection_;
  const Clock& clock_;
};

/// Whom a commit wakes.
enum class Wake { Jobs, Events };

class Writer : public Reader {
 public:
  using Reader::Reader;

  /// Answers how many rows were changed.
  template <typename... Arguments>
  std::int64_t run(const Query& query, const Arguments&... arguments) {
    const std::array<Value, sizeof...(Arguments)> values{to_value(arguments)...};
    return run_values(query, values);
  }

  /// Once this closure's work is committed, raises that signal.
  void wake(Wake whom);

 private:
  friend class WriterThread;
  std::int64_t run_values(const Query& query, std::span<const Value> values);
  std::uint32_t wakes_ = 0;
};

/// Counts raises, and lets threads wait for the next one. Any thread.
class Signal {
 public:
  void raise();
  std::uint64_t count() const;
  /// Returns once count() is above `seen`, the time is over, or stop is asked for.
  void wait_beyond(std::uint64_t seen, Milliseconds at_most, const std::stop_token& stop);

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any raised_;
  std::uint64_t count_ = 0;
};

/// While it lives, reads of this thread are interrupted (Unavailable) once `left` has passed.
class ReadDeadline {
 public:
  explicit ReadDeadline(Milliseconds left);
  ReadDeadline(const ReadDeadline&) = delete;
  ReadDeadline& operator=(const ReadDeadline&) = delete;
  ~ReadDeadline();

 private:
  std::chrono::steady_clock::time_point outer_;
};

struct Options {
  std::filesystem::path file = {};
  /// A copy is put here before migrations change an existing database. Empty: beside the file.
  std::filesystem::path backups = {};
  std::size_t readers = 8;
  /// No single read takes longer, whatever its request allows.
  Milliseconds read_limit{30'000};
};

class WriterThread;
class ReaderPool;

class Database {
 public:
  /// Migrates, opens, prepares every registered query. Throws with a sentence where the file is newer than
  /// this program, is damaged, or cannot be used.
  Database(const Options& options, const Clock& clock);
  /// With other migrations than the embedded ones.
  Database(const Options& options, const Clock& clock, std::span<const Migration> migrations);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// One snapshot. `function(Reader&)`; its result is returned. Not within read or write: pass the Reader on.
  template <typename Function>
  auto read(Function&& function) const {
    const OpenRead open(*this);
    Reader reader(open.connection(), clock_);
    return std::forward<Function>(function)(reader);
  }

  /// One transaction. `function(Writer&)` runs on the writer thread; its result is returned after the commit.
  /// What it throws undoes its work and is thrown here. Not within read or write: pass the Writer on.
  template <typename Function>
  auto write(Function&& function) {
    using Result = std::invoke_result_t<Function&, Writer&>;
    if constexpr (std::is_void_v<Result>) {
      run_on_writer([&](Writer& writer) { function(writer); });
    } else {
      std::optional<Result> result;
      run_on_writer([&](Writer& writer) { result.emplace(function(writer)); });
      return std::move(*result);
    }
  }

  Signal& signal(Wake whom);
  const Clock& clock() const { return clock_; }
  const std::filesystem::path& file() const { return options_.file; }

 private:
  class OpenRead {
   public:
    explicit OpenRead(const Database& database);
    OpenRead(const OpenRead&) = delete;
    OpenRead& operator=(const OpenRead&) = delete;
    ~OpenRead();
    Connection& connection() const { return *connection_; }

   private:
    const Database& database_;
    std::unique_ptr<Connection> connection_;
  };

  void run_on_writer(const std::function<void(Writer&)>& function);

  Options options_;
  const Clock& clock_;
  std::array<Signal, 2> signals_;
  std::unique_ptr<WriterThread> writer_;
  std::unique_ptr<ReaderPool> readers_;
};

}  // namespace lectern::storage
