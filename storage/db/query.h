#pragma once
// A named statement. It stands file-local at the top of the .cpp that uses it and links itself into the
// registry when the program starts; opening the database prepares every registered statement, so a statement
// that does not fit the schema stops the start, not a request. SQL is never put together at run time: filters
// choose between queries.

#include <source_location>
#include <string_view>

namespace lectern::storage {

class Query {
 public:
  /// Both texts must be literals. Only for objects that live as long as the program.
  Query(const char* name, const char* sql, std::source_location where = std::source_location::current());
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  std::string_view name() const { return name_; }
  std::string_view sql() const { return sql_; }
  /// The source file that declares it: a house test checks which tables it may name.
  std::string_view file() const { return file_; }

  /// The registry is a chain: first(), then next() until nullptr.
  static const Query* first();
  const Query* next() const { return next_; }

 private:
  const char* name_;
  const char* sql_;
  const char* file_;
  const Query* next_;
};

}  // namespace lectern::storage
