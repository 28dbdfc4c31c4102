#include "storage/db/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

#include "base/error.h"
#include "base/log.h"

namespace lectern::storage {
namespace {

constexpr int kOperationsBetweenChecks = 4000;  // Well below a millisecond.
constexpr std::chrono::milliseconds kSlow{250};

struct Translation {
  int code;  // Extended where it differs from the primary code.
  ErrorCode as;
  const char* message;
};

constexpr Translation kTranslations[] = {
    {SQLITE_CONSTRAINT_UNIQUE, ErrorCode::Conflict, "Something with the same name or number already exists."},
    {SQLITE_CONSTRAINT_PRIMARYKEY, ErrorCode::Conflict, "This already exists."},
    {SQLITE_CONSTRAINT_FOREIGNKEY, ErrorCode::Conflict,
     "Something that this depends on is not there, or is still in use."},
    {SQLITE_FULL, ErrorCode::StorageFull, "The server's disk is full. An administrator has to make room."},
    {SQLITE_INTERRUPT, ErrorCode::Unavailable,
     "The answer took too long to find. Try again, or ask for less."},
    {SQLITE_BUSY, ErrorCode::Unavailable,
     "The database is in use by another program. Try again in a moment."},
    {SQLITE_NOTADB, ErrorCode::Internal, "The database file is not a database."},
    {SQLITE_CORRUPT, ErrorCode::Internal, "The database file is damaged. Restore a backup."},
    {SQLITE_CANTOPEN, ErrorCode::Internal, "The database file cannot be opened."},
};

// The handle's message is read first: whatever is called on the handle next replaces it.
[[noreturn]] void throw_sqlite(sqlite3* handle, std::string_view doing) {
  const std::string detail = fmt::format("{}: {}", doing, sqlite3_errmsg(handle));
  const int extended = sqlite3_extended_errcode(handle);
  for (const auto& row : kTranslations)
    if (row.code == extended || row.code == (extended & 0xff)) throw Error(row.as, row.message, detail);
  throw Error(ErrorCode::Internal, "The database could not do what was asked.", detail);
}

}  // namespace

void CloseHandle::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

void FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Connection::Connection(const std::filesystem::path& file, Access access) {
  const int mode =
      access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw_sqlite(handle, "open " + file.string());
  apply_pragmas(access);
  sqlite3_progress_handler(handle, kOperationsBetweenChecks, &Connection::on_progress, this);
}

Connection::~Connection() = default;

void Connection::apply_pragmas(Access access) {
  // The order matters: whatever comes after busy_timeout may have to wait for another process.
  execute("PRAGMA busy_timeout = 5000");
  if (access == Access::ReadWrite) execute("PRAGMA journal_mode = WAL");
  execute("PRAGMA foreign_keys = ON");
  // Grades survive a power cut; with a write-ahead log that is one fsync a commit.
  if (access == Access::ReadWrite) execute("PRAGMA synchronous = FULL");
  execute("PRAGMA temp_store = MEMORY");
  // Small, as the kernel keeps the file too: what is here is held once for every connection.
  execute("PRAGMA cache_size = -2000");
  if (access == Access::ReadWrite) execute("PRAGMA journal_size_limit = 67108864");
  execute("PRAGMA trusted_schema = OFF");
}

int Connection::on_progress(void* connection) noexcept {
  const auto& deadline = static_cast<Connection*>(connection)->deadline_;
  return deadline && std::chrono::steady_clock::now() > *deadline ? 1 : 0;
}

void Connection::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw_sqlite(handle_.get(), sql.substr(0, 80));
}

void Connection::prepare_all() {
  for (const Query* query = Query::first(); query != nullptr; query = query->next())
    give_back(*query, prepare(*query));
}

void Connection::release_memory() {
  sqlite3_db_release_memory(handle_.get());
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(handle_.get());
}

Statement Connection::prepare(const Query& query) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const auto sql = query.sql();
  if (sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, &rest) != SQLITE_OK)
    throw_sqlite(handle_.get(), fmt::format("prepare query '{}' of {}", query.name(), query.file()));
  Statement owned{statement};
  const std::string_view left{rest, static_cast<std::size_t>(sql.data() + sql.size() - rest)};
  LECTERN_ASSERT(owned != nullptr && left.find_first_not_of(" \t\n;") == std::string_view::npos,
                 "A query is exactly one statement.");
  return owned;
}

// A statement that is running further up the stack is not in the cache: a second one is prepared then.
Statement Connection::take(const Query& query) {
  const auto found = idle_.find(&query);
  if (found == idle_.end() || !found->second) return prepare(query);
  return std::move(found->second);
}

void Connection::give_back(const Query& query, Statement statement) {
  idle_[&query] = std::move(statement);
}

Lease::Lease(Connection& connection, const Query& query, std::span<const Value> values)
    : connection_(connection),
      query_(query),
      statement_(connection.take(query)),
      began_(std::chrono::steady_clock::now()) {
  const auto wanted = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_.get()));
  LECTERN_ASSERT(values.size() == wanted, "Pass as many arguments as the query has parameters.");
  for (std::size_t i = 0; i < values.size(); ++i) bind(static_cast<int>(i) + 1, values[i]);
}

Lease::~Lease() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  connection_.give_back(query_, std::move(statement_));
  const auto took = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - began_);
  if (took > kSlow) log::warning("slow_query", {{"query", query_.name()}, {"milliseconds", took.count()}});
}

void Lease::bind(int index, const Value& value) {
  sqlite3_stmt* statement = statement_.get();
  // A null pointer would bind NULL.
  const auto data = [](std::string_view text) { return text.data() == nullptr ? "" : text.data(); };
  struct Binder {
    sqlite3_stmt* statement;
    int index;
    decltype(data)& data_of;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(std::string_view text) const {
      return sqlite3_bind_text64(statement, index, data_of(text), text.size(), nullptr, SQLITE_UTF8);
    }
    int operator()(BytesView bytes) const {
      return sqlite3_bind_blob64(statement, index, data_of(bytes.value), bytes.value.size(), nullptr);
    }
  };
  if (std::visit(Binder{statement, index, data}, value) != SQLITE_OK)
    throw_sqlite(sqlite3_db_handle(statement),
                 fmt::format("bind parameter {} of '{}'", index, query_.name()));
}

bool Lease::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw_sqlite(sqlite3_db_handle(statement_.get()), fmt::format("run query '{}'", query_.name()));
}

void run(Connection& connection, const Query& query, std::span<const Value> values) {
  Lease lease(connection, query, values);
  while (lease.step()) continue;
}

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Row::integer(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) fail(column, "an integer");
  return sqlite3_column_int64(statement_, column);
}

double Row::real(int column) const {
  const int type = sqlite3_column_type(statement_, column);
  if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) fail(column, "a number");
  return sqlite3_column_double(statement_, column);
}

std::string Row::text(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_TEXT) fail(column, "text");
  const auto* bytes =
      static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement_, column)));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Row::bytes(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_BLOB) fail(column, "bytes");
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return size == 0 ? std::string{} : std::string{bytes, size};
}

void Row::fail(int column, std::string_view expected) const {
  throw Error(ErrorCode::Internal, "The database holds something unexpected.",
              fmt::format("column {} is not {} in: {}", column, expected, sqlite3_sql(statement_)));
}

}  // namespace lectern::storage
