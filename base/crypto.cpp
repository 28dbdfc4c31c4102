#include "base/crypto.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <sodium.h>

#include <array>

#include "base/error.h"

namespace lectern {
namespace {

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* p) const noexcept {
    Free(p);
  }
};
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using Signature = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG_free>>;

constexpr unsigned long long kPasswordPasses = 2;
constexpr std::size_t kPasswordMemory = 19 * 1024 * 1024;
constexpr std::size_t kHalf = 32;  // bytes of r, and of s
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;

[[noreturn]] void fail(const char* what) {
  throw Error(ErrorCode::Internal, "A cryptographic operation failed.", what);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string digest(const EVP_MD* kind, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, kind, nullptr) != 1) fail("EVP_Digest");
  return {reinterpret_cast<char*>(out.data()), length};
}

std::string hmac(const EVP_MD* kind, std::string_view key, std::string_view message) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned length = 0;
  if (HMAC(kind, key.data(), static_cast<int>(key.size()), bytes_of(message), message.size(), out.data(),
           &length) == nullptr)
    fail("HMAC");
  return {reinterpret_cast<char*>(out.data()), length};
}

void feed(EVP_MD_CTX* context, std::string_view bytes) {
  if (EVP_DigestUpdate(context, bytes.data(), bytes.size()) != 1) fail("EVP_DigestUpdate");
}

std::string digest_so_far(const EVP_MD_CTX* context) {
  const DigestContext copy{EVP_MD_CTX_new()};
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned length = 0;
  if (EVP_MD_CTX_copy_ex(copy.get(), context) != 1 ||
      EVP_DigestFinal_ex(copy.get(), out.data(), &length) != 1)
    fail("EVP_DigestFinal_ex");
  return {reinterpret_cast<char*>(out.data()), length};
}

}  // namespace

std::string sha256(std::string_view bytes) {
  return digest(EVP_sha256(), bytes);
}

struct Sha256::State {
  DigestContext context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  if (EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) fail("EVP_DigestInit_ex");
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  feed(state_->context.get(), bytes);
}

std::string Sha256::digest() const {
  return digest_so_far(state_->context.get());
}

struct RunningDigest::State {
  DigestContext context{EVP_MD_CTX_new()};
};

std::optional<RunningDigest> RunningDigest::by_name(const std::string& algorithm) {
  const EVP_MD* kind = EVP_get_digestbyname(algorithm.c_str());
  if (kind == nullptr) return std::nullopt;
  auto state = std::make_unique<State>();
  if (EVP_DigestInit_ex(state->context.get(), kind, nullptr) != 1) fail("EVP_DigestInit_ex");
  return RunningDigest{std::move(state)};
}

RunningDigest::RunningDigest(std::unique_ptr<State> state) : state_(std::move(state)) {}
RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::update(std::string_view bytes) {
  feed(state_->context.get(), bytes);
}

std::string RunningDigest::digest() const {
  return digest_so_far(state_->context.get());
}

std::optional<std::string> digest_by_name(const std::string& algorithm, std::string_view bytes) {
  const EVP_MD* kind = EVP_get_digestbyname(algorithm.c_str());
  if (kind == nullptr) return std::nullopt;
  return digest(kind, bytes);
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  return hmac(EVP_sha256(), key, message);
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
  return hmac(EVP_sha1(), key, message);
}

std::string seal(std::string_view key, std::string_view text) {
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || sodium_init() < 0) fail("seal");
  std::string sealed(kNonce + text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  auto* out = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(out, kNonce);
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonce, &length, bytes_of(text), text.size(), nullptr, 0,
                                             nullptr, out, bytes_of(key));
  return sealed;
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed) {
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || sodium_init() < 0) fail("unseal");
  if (sealed.size() < kNonce + crypto_aead_xchacha20poly1305_ietf_ABYTES) return std::nullopt;
  std::string text(sealed.size() - kNonce - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  const auto* in = bytes_of(sealed);
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), &length,
                                                 nullptr, in + kNonce, sealed.size() - kNonce, nullptr, 0, in,
                                                 bytes_of(key)) != 0)
    return std::nullopt;
  return text;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasswordPasses, kPasswordMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    fail("crypto_pwhash_str_alg");
  return out.data();
}

bool verify_password(const std::string& hash, std::string_view password) {
  return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

struct Es256Key::State {
  PrivateKey key;
};

Es256Key::Es256Key(std::unique_ptr<State> state) : state_(std::move(state)) {}
Es256Key::Es256Key(Es256Key&&) noexcept = default;
Es256Key& Es256Key::operator=(Es256Key&&) noexcept = default;
Es256Key::~Es256Key() = default;

Es256Key Es256Key::generate() {
  PrivateKey key{EVP_EC_gen("P-256")};
  if (!key) fail("EVP_EC_gen");
  return Es256Key{std::make_unique<State>(State{std::move(key)})};
}

Es256Key Es256Key::from_pem(const std::string& pem) {
  const Bio bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  PrivateKey key{PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
  if (!key) fail("PEM_read_bio_PrivateKey");
  return Es256Key{std::make_unique<State>(State{std::move(key)})};
}

std::string Es256Key::to_pem() const {
  const Bio bio{BIO_new(BIO_s_mem())};
  if (PEM_write_bio_PrivateKey(bio.get(), state_->key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    fail("PEM_write_bio_PrivateKey");
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(length)};
}

std::string Es256Key::public_point() const {
  // SEC 1 §2.3.3: 04, then x, then y.
  std::array<unsigned char, 1 + 2 * kHalf> point{};
  std::size_t length = 0;
  if (EVP_PKEY_get_octet_string_param(state_->key.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                      &length) != 1 ||
      length != point.size() || point[0] != 4)
    fail("EVP_PKEY_get_octet_string_param");
  return {reinterpret_cast<char*>(point.data()) + 1, 2 * kHalf};
}

std::string Es256Key::sign(std::string_view message) const {
  const DigestContext context{EVP_MD_CTX_new()};
  std::array<unsigned char, 128> der{};
  std::size_t length = der.size();
  if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, state_->key.get()) != 1 ||
      EVP_DigestSign(context.get(), der.data(), &length, bytes_of(message), message.size()) != 1)
    fail("EVP_DigestSign");
  const unsigned char* cursor = der.data();
  const Signature signature{d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(length))};
  if (!signature) fail("d2i_ECDSA_SIG");
  std::array<unsigned char, 2 * kHalf> raw{};
  if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw.data(), kHalf) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw.data() + kHalf, kHalf) < 0)
    fail("BN_bn2binpad");
  return {reinterpret_cast<char*>(raw.data()), raw.size()};
}

bool Es256Key::verify(std::string_view message, std::string_view signature) const {
  if (signature.size() != 2 * kHalf) return false;
  const Signature parts{ECDSA_SIG_new()};
  BIGNUM* r = BN_bin2bn(bytes_of(signature), kHalf, nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(signature) + kHalf, kHalf, nullptr);
  if (!parts || ECDSA_SIG_set0(parts.get(), r, s) != 1) fail("ECDSA_SIG_set0");
  std::array<unsigned char, 128> der{};
  unsigned char* cursor = der.data();
  const int length = i2d_ECDSA_SIG(parts.get(), &cursor);
  const DigestContext context{EVP_MD_CTX_new()};
  if (length <= 0 ||
      EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, state_->key.get()) != 1)
    fail("EVP_DigestVerifyInit");
  return EVP_DigestVerify(context.get(), der.data(), static_cast<std::size_t>(length), bytes_of(message),
                          message.size()) == 1;
}

}  // namespace lectern
