#pragma once
// Tokens that others have signed: compact JWS (RFC 7515) under the keys of a JWK set (RFC 7517). Three
// algorithms and no other: what a token says of itself never widens the list.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::lms {

/// A token taken apart. Nothing of it is verified yet.
struct Jws {
  std::string algorithm;
  std::string key_id;   ///< May be empty.
  std::string payload;  ///< JSON, one hopes.
  std::string signed_part;
  std::string signature;
};

std::optional<Jws> parse_jws(std::string_view token);

enum class Signature { Right, Wrong, UnknownKey };

class KeySet {
 public:
  /// Keys of other kinds and for other uses are left out. Throws Unavailable for what is no key set.
  static KeySet from_json(std::string_view text);

  Signature verify(const Jws& token) const;
  std::size_t size() const { return keys_.size(); }

 private:
  struct Key {
    std::string id;
    std::string type;  ///< "RSA" or "EC".
    std::string algorithm;
    std::string first;   ///< n, or x.
    std::string second;  ///< e, or y.
  };
  static bool matches(const Key& key, const Jws& token);
  static bool signed_by(const Key& key, const Jws& token);

  std::vector<Key> keys_;
};

}  // namespace lectern::lms
