#include "base/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

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
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Deleter<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Deleter<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Deleter<BN_free>>;

constexpr std::size_t kHalf = 32;
constexpr int kFewestRsaBits = 2048;
constexpr std::size_t kMostRsaBytes = 1024;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// OpenSSL checks that the numbers are a key; where they are none, nothing.
Key key_from(const char* kind, OSSL_PARAM_BLD* builder) {
  const Parameters parameters{OSSL_PARAM_BLD_to_param(builder)};
  const KeyContext context{EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr)};
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1)
    throw Error(ErrorCode::Internal, "A cryptographic operation failed.", kind);
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) return nullptr;
  Key made{key};
  const KeyContext check{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
  return check && EVP_PKEY_public_check(check.get()) == 1 ? std::move(made) : nullptr;
}

Number number_of(std::string_view bytes) {
  return Number{BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr)};
}

/// Nothing for a key that is too short to trust or so long that using it would be an attack.
Key rsa_key(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() > kMostRsaBytes || exponent.empty() || exponent.size() > 8) return nullptr;
  const Number n = number_of(modulus);
  const Number e = number_of(exponent);
  if (BN_num_bits(n.get()) < kFewestRsaBits) return nullptr;
  const Builder builder{OSSL_PARAM_BLD_new()};
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return key_from("RSA", builder.get());
}

}  // namespace

struct PublicKey::State {
  Key key;
  const EVP_MD* digest = nullptr;  ///< Ed25519 hashes by itself.
  bool is_pss = false;
};

PublicKey::PublicKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
PublicKey::PublicKey(PublicKey&&) noexcept = default;
PublicKey& PublicKey::operator=(PublicKey&&) noexcept = default;
PublicKey::~PublicKey() = default;

std::optional<PublicKey> PublicKey::es256(std::string_view x, std::string_view y) {
  if (x.size() != kHalf || y.size() != kHalf) return std::nullopt;
  const std::string point = "\x04" + std::string{x} + std::string{y};  // SEC 1 §2.3.3
  const Builder builder{OSSL_PARAM_BLD_new()};
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  Key key = key_from("EC", builder.get());
  if (!key) return std::nullopt;
  return PublicKey{std::make_unique<State>(State{std::move(key), EVP_sha256()})};
}

std::optional<PublicKey> PublicKey::rs256(std::string_view modulus, std::string_view exponent) {
  Key key = rsa_key(modulus, exponent);
  if (!key) return std::nullopt;
  return PublicKey{std::make_unique<State>(State{std::move(key), EVP_sha256()})};
}

std::optional<PublicKey> PublicKey::ps256(std::string_view modulus, std::string_view exponent) {
  Key key = rsa_key(modulus, exponent);
  if (!key) return std::nullopt;
  return PublicKey{std::make_unique<State>(State{std::move(key), EVP_sha256(), true})};
}

std::optional<PublicKey> PublicKey::ed25519(std::string_view x) {
  if (x.size() != kHalf) return std::nullopt;
  Key key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(x), x.size())};
  if (!key) return std::nullopt;
  return PublicKey{std::make_unique<State>(State{std::move(key), nullptr})};
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  const DigestContext context{EVP_MD_CTX_new()};
  EVP_PKEY_CTX* options = nullptr;  // The digest context's own.
  const bool ready = context && EVP_DigestVerifyInit(context.get(), &options, state_->digest, nullptr,
                                                     state_->key.get()) == 1;
  const bool padded =
      !state_->is_pss || (ready && EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1 &&
                          EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1);
  if (!ready || !padded)
    throw Error(ErrorCode::Internal, "A cryptographic operation failed.", "EVP_DigestVerifyInit");
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

}  // namespace lectern
