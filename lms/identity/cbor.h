#pragma once
// Reading CBOR (RFC 8949) as authenticators write it: definite lengths, shortest forms, no tags, no floats,
// at most four levels (CTAP2 canonical form). Anything else is refused as a whole.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::lms {

struct Cbor {
  enum class Kind { Integer, Bytes, Text, Array, Map, Simple };
  Kind kind = Kind::Simple;
  std::int64_t integer = 0;  ///< Of Simple: 20 false, 21 true, 22 null.
  std::string text;          ///< Of Bytes and Text.
  std::vector<Cbor> items;   ///< Of Array; of Map: key, value, key, value.

  /// In a map; nothing where there is none.
  const Cbor* find(std::string_view key) const;
  const Cbor* find(std::int64_t key) const;
  bool is(Kind wanted) const { return kind == wanted; }
};

struct CborRead {
  Cbor value;
  std::size_t length = 0;  ///< Bytes that it took; more may follow.
};

/// The first item of the bytes.
std::optional<CborRead> read_cbor(std::string_view bytes);

}  // namespace lectern::lms
