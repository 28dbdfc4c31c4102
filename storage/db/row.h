#pragma once
// Typed values into a statement and typed columns out of it. Column<T> says how a type is kept:
//
//   integers, bool            INTEGER           Id<Tag>, empty = none   TEXT, NULL where empty
//   double                    REAL              Instant, Milliseconds   INTEGER, milliseconds
//   std::string               TEXT              enums                   TEXT, by their text table
//   (base/enum_text.h) Bytes                     BLOB              std::optional<T>        as T, NULL where
//   absent
//
// Reading NULL, or another type than the column has, throws Internal.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

struct sqlite3_stmt;

namespace lectern::storage {

/// Bytes that are not text: hashes, bitmaps.
struct Bytes {
  std::string value;
  bool operator==(const Bytes&) const = default;
};

struct BytesView {
  std::string_view value;
};

/// What a parameter is bound to. Borrows: the argument outlives the statement's run.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, BytesView>;

template <typename T>
struct Column;

/// The current row of a running statement. Columns count from 0.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  template <typename T>
  T get(int column) const {
    return Column<T>::read(*this, column);
  }

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::string bytes(int column) const;
  [[noreturn]] void fail(int column, std::string_view expected) const;

 private:
  sqlite3_stmt* statement_;
};

template <std::integral T>
struct Column<T> {
  static T read(const Row& row, int column) {
    const std::int64_t value = row.integer(column);
    if (!std::in_range<T>(value)) row.fail(column, "an integer in range");
    return static_cast<T>(value);
  }
  static Value write(T value) { return static_cast<std::int64_t>(value); }
};

template <>
struct Column<bool> {
  static bool read(const Row& row, int column) { return row.integer(column) != 0; }
  static Value write(bool value) { return std::int64_t{value ? 1 : 0}; }
};

template <>
struct Column<double> {
  static double read(const Row& row, int column) { return row.real(column); }
  static Value write(double value) { return value; }
};

template <>
struct Column<std::string> {
  static std::string read(const Row& row, int column) { return row.text(column); }
  static Value write(const std::string& value) { return std::string_view{value}; }
};

template <>
struct Column<std::string_view> {
  static Value write(std::string_view value) { return value; }
};

template <>
struct Column<Bytes> {
  static Bytes read(const Row& row, int column) { return {row.bytes(column)}; }
  static Value write(const Bytes& value) { return BytesView{value.value}; }
};

template <typename Tag>
struct Column<Id<Tag>> {
  static Id<Tag> read(const Row& row, int column) {
    return row.is_null(column) ? Id<Tag>{} : Id<Tag>{row.text(column)};
  }
  static Value write(const Id<Tag>& id) {
    if (id.empty()) return std::monostate{};
    return std::string_view{id.text()};
  }
};

template <>
struct Column<Instant> {
  static Instant read(const Row& row, int column) { return Instant{Milliseconds{row.integer(column)}}; }
  static Value write(Instant at) { return std::int64_t{at.time_since_epoch().count()}; }
};

template <>
struct Column<Milliseconds> {
  static Milliseconds read(const Row& row, int column) { return Milliseconds{row.integer(column)}; }
  static Value write(Milliseconds duration) { return std::int64_t{duration.count()}; }
};

template <HasTextTable Enum>
struct Column<Enum> {
  static Enum read(const Row& row, int column) {
    const auto value = from_text<Enum>(row.text(column));
    if (!value) row.fail(column, "one of the enum's texts");
    return *value;
  }
  static Value write(Enum value) { return text_of(value); }
};

template <typename T>
struct Column<std::optional<T>> {
  static std::optional<T> read(const Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return Column<T>::read(row, column);
  }
  static Value write(const std::optional<T>& value) {
    return value ? Column<T>::write(*value) : Value{std::monostate{}};
  }
};

template <>
struct Column<std::nullopt_t> {
  static Value write(std::nullopt_t) { return std::monostate{}; }
};

template <typename T>
Value to_value(const T& argument) {
  if constexpr (std::is_convertible_v<const T&, const char*>)
    return std::string_view{argument};  // A literal.
  else
    return Column<T>::write(argument);
}

}  // namespace lectern::storage
