#pragma once
// One SQLite handle with the house's pragmas and its cache of prepared statements. One thread at a time. Only
// the folder storage/db uses it; everybody else sees Reader and Writer.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/db/query.h"
#include "storage/db/row.h"

struct sqlite3;

namespace lectern::storage {

enum class Access { ReadWrite, ReadOnly };

struct CloseHandle {
  void operator()(sqlite3* handle) const noexcept;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept;
};
using Handle = std::unique_ptr<sqlite3, CloseHandle>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// A script of statements without parameters: migrations and pragmas.
  void execute(const std::string& sql);
  /// Prepares every registered query; throws naming the first that does not fit the schema.
  void prepare_all();
  /// Gives up the pages that are kept for the next read. Not within a read.
  void release_memory();
  bool in_transaction() const;
  /// Rows changed by the last statement.
  std::int64_t changes() const;
  /// Statements that run past it are interrupted.
  void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) { deadline_ = deadline; }

 private:
  friend class Lease;
  void apply_pragmas(Access access);
  Statement prepare(const Query& query);
  Statement take(const Query& query);
  void give_back(const Query& query, Statement statement);
  static int on_progress(void* connection) noexcept;

  Handle handle_;
  std::unordered_map<const Query*, Statement> idle_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
};

/// A prepared statement, bound, taken from the cache; its end resets it, clears the bindings and puts it
/// back.
class Lease {
 public:
  Lease(Connection& connection, const Query& query, std::span<const Value> values);
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease();

  /// True while there is a row.
  bool step();
  Row row() const { return Row{statement_.get()}; }

 private:
  void bind(int index, const Value& value);

  Connection& connection_;
  const Query& query_;
  Statement statement_;
  std::chrono::steady_clock::time_point began_;
};

/// Runs to the end.
void run(Connection& connection, const Query& query, std::span<const Value> values = {});

}  // namespace lectern::storage
