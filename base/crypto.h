#pragma once
// Keyed hashes, passwords and signatures. Passwords are Argon2id by libsodium, because OpenSSL 3.0 has none.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lectern {

/// 32 bytes.
std::string sha256(std::string_view bytes);

/// A SHA-256 that is fed piece by piece: an upload is hashed while it is received.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void update(std::string_view bytes);
  /// The digest of all so far. More may be added afterwards.
  std::string digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Like Sha256, for an algorithm that a client names.
class RunningDigest {
 public:
  /// Nothing for an unknown name.
  static std::optional<RunningDigest> by_name(const std::string& algorithm);
  RunningDigest(RunningDigest&&) noexcept;
  RunningDigest& operator=(RunningDigest&&) noexcept;
  ~RunningDigest();
  void update(std::string_view bytes);
  std::string digest() const;

 private:
  struct State;
  explicit RunningDigest(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Lower-case OpenSSL names: "sha1", "sha256", "md5". Nothing for an unknown name.
std::optional<std::string> digest_by_name(const std::string& algorithm, std::string_view bytes);

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);
/// 20 bytes. For protocols that have it fixed: RFC 6238.
std::string hmac_sha1(std::string_view key, std::string_view message);

/// Encrypted and authenticated (XChaCha20-Poly1305) with a key of 32 bytes: for secrets that must be read
/// again.
std::string seal(std::string_view key, std::string_view text);
/// Nothing where the key is another one, or the bytes were changed.
std::optional<std::string> unseal(std::string_view key, std::string_view sealed);

/// Takes the same time wherever the two differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// A self-describing Argon2id string (19 MiB, two passes). Tens of milliseconds: Slow lane only.
std::string hash_password(std::string_view password);
bool verify_password(const std::string& hash, std::string_view password);

/// ECDSA on P-256 with SHA-256; signatures are the raw 64 bytes r‖s of RFC 7518 §3.4.
class Es256Key {
 public:
  static Es256Key generate();
  /// Throws Internal if it does not parse.
  static Es256Key from_pem(const std::string& pem);
  Es256Key(Es256Key&&) noexcept;
  Es256Key& operator=(Es256Key&&) noexcept;
  ~Es256Key();

  std::string to_pem() const;
  std::string sign(std::string_view message) const;
  bool verify(std::string_view message, std::string_view signature) const;
  /// The public half as x‖y, 64 bytes.
  std::string public_point() const;

 private:
  struct State;
  explicit Es256Key(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lectern
