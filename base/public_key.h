#pragma once
// Somebody else's public key: signatures are verified with it, nothing more. The algorithms are those of
// passkeys and of signed tokens, under their JOSE names.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lectern {

class PublicKey {
 public:
  /// P-256 with SHA-256; 32 bytes each. All answer nothing where the numbers are no key.
  static std::optional<PublicKey> es256(std::string_view x, std::string_view y);
  /// PKCS #1 v1.5 with SHA-256; big-endian numbers. Keys under 2048 bits are refused.
  static std::optional<PublicKey> rs256(std::string_view modulus, std::string_view exponent);
  /// The same with the padding PSS, whose salt is as long as the digest (RFC 7518 §3.5).
  static std::optional<PublicKey> ps256(std::string_view modulus, std::string_view exponent);
  /// Ed25519; 32 bytes.
  static std::optional<PublicKey> ed25519(std::string_view x);

  PublicKey(PublicKey&&) noexcept;
  PublicKey& operator=(PublicKey&&) noexcept;
  ~PublicKey();

  /// ECDSA signatures are in DER, as authenticators write them.
  bool verify(std::string_view message, std::string_view signature) const;

 private:
  struct State;
  explicit PublicKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lectern
