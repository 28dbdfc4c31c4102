#include "lms/identity/webauthn.h"

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/public_key.h"
#include "lms/identity/cbor.h"

namespace lectern::lms {

namespace {

// §6.1: hash of the relying party's id, flags, counter.
constexpr std::size_t kHashSize = 32;
constexpr std::size_t kHeadSize = kHashSize + 1 + 4;
constexpr unsigned kUserPresent = 0x01;
constexpr unsigned kUserVerified = 0x04;
constexpr unsigned kAttestedData = 0x40;
constexpr std::size_t kAaguidSize = 16;
constexpr std::size_t kLongestCredentialId = 1023;

// COSE (RFC 9053): names of fields and algorithms.
constexpr std::int64_t kKeyType = 1;
constexpr std::int64_t kAlgorithm = 3;
constexpr std::int64_t kEs256 = -7;
constexpr std::int64_t kEdDsa = -8;
constexpr std::int64_t kRs256 = -257;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::string bytes_in(const Cbor& map, std::int64_t field) {
  const auto* value = map.find(field);
  return value != nullptr && value->is(Cbor::Kind::Bytes) ? value->text : std::string{};
}

std::int64_t integer_in(const Cbor& map, std::int64_t field) {
  const auto* value = map.find(field);
  return value != nullptr && value->is(Cbor::Kind::Integer) ? value->integer : 0;
}

// RFC 9053 §7: key types 1 (OKP), 2 (EC2) and RFC 8230 3 (RSA); curves 1 (P-256) and 6 (Ed25519).
std::optional<PublicKey> key_of(const Cbor& cose) {
  const auto type = integer_in(cose, kKeyType);
  const auto curve = integer_in(cose, -1);
  switch (integer_in(cose, kAlgorithm)) {
    case kEs256:
      if (type != 2 || curve != 1) return std::nullopt;
      return PublicKey::es256(bytes_in(cose, -2), bytes_in(cose, -3));
    case kEdDsa:
      if (type != 1 || curve != 6) return std::nullopt;
      return PublicKey::ed25519(bytes_in(cose, -2));
    case kRs256:
      if (type != 3) return std::nullopt;
      return PublicKey::rs256(bytes_in(cose, -1), bytes_in(cose, -2));
    default:
      return std::nullopt;
  }
}

std::string text_in(const nlohmann::json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool is_expected(const RelyingParty& party, std::string_view type, std::string_view challenge,
                 std::string_view client_data) {
  const auto data = nlohmann::json::parse(client_data, nullptr, /*allow_exceptions=*/false);
  if (!data.is_object()) return false;
  const auto crosses = data.find("crossOrigin");
  if (crosses != data.end() && *crosses == true) return false;
  return text_in(data, "type") == type && text_in(data, "origin") == party.origin &&
         equal_in_constant_time(text_in(data, "challenge"), to_base64url(challenge));
}

/// Present and verified, here: a passkey is a first factor alone, so its owner must have been asked.
bool is_ours(const RelyingParty& party, std::string_view data) {
  if (data.size() < kHeadSize || data.substr(0, kHashSize) != sha256(party.id)) return false;
  const auto flags = byte_at(data, kHashSize);
  return (flags & kUserPresent) != 0 && (flags & kUserVerified) != 0;
}

std::uint32_t counter_in(std::string_view data) {
  std::uint32_t counter = 0;
  for (std::size_t i = kHashSize + 1; i < kHeadSize; ++i) counter = counter << 8 | byte_at(data, i);
  return counter;
}

// §6.5.1: AAGUID, length of the id, id, key; extensions may follow.
std::optional<NewPasskey> attested(std::string_view data) {
  if ((byte_at(data, kHashSize) & kAttestedData) == 0) return std::nullopt;
  auto rest = data.substr(kHeadSize);
  if (rest.size() < kAaguidSize + 2) return std::nullopt;
  const std::size_t length = byte_at(rest, kAaguidSize) << 8 | byte_at(rest, kAaguidSize + 1);
  rest.remove_prefix(kAaguidSize + 2);
  if (length == 0 || length > kLongestCredentialId || rest.size() < length) return std::nullopt;
  NewPasskey passkey;
  passkey.credential_id = rest.substr(0, length);
  rest.remove_prefix(length);
  const auto key = read_cbor(rest);
  if (!key || !key_of(key->value)) return std::nullopt;
  passkey.public_key = rest.substr(0, key->length);
  passkey.counter = counter_in(data);
  return passkey;
}

}  // namespace

std::optional<RelyingParty> relying_party(std::string_view origin) {
  const bool is_secure = origin.starts_with("https://");
  if (!is_secure && !origin.starts_with("http://")) return std::nullopt;
  const auto authority = origin.substr(is_secure ? 8 : 7);
  const auto host = authority.substr(0, authority.find(':'));
  const bool is_name =
      host.find_first_not_of("0123456789.") != std::string_view::npos && !host.starts_with('[');
  if (!is_name || (!is_secure && host != "localhost")) return std::nullopt;
  return RelyingParty{std::string{host}, std::string{origin}};
}

std::optional<NewPasskey> verify_registration(const RelyingParty& party, std::string_view challenge,
                                              std::string_view client_data, std::string_view attestation) {
  if (!is_expected(party, "webauthn.create", challenge, client_data)) return std::nullopt;
  const auto object = read_cbor(attestation);
  if (!object) return std::nullopt;
  const auto* data = object->value.find("authData");
  if (data == nullptr || !data->is(Cbor::Kind::Bytes) || !is_ours(party, data->text)) return std::nullopt;
  return attested(data->text);
}

std::optional<std::uint32_t> verify_assertion(const RelyingParty& party, std::string_view challenge,
                                              std::string_view public_key, const Assertion& assertion) {
  if (!is_expected(party, "webauthn.get", challenge, assertion.client_data)) return std::nullopt;
  if (!is_ours(party, assertion.authenticator_data)) return std::nullopt;
  const auto cose = read_cbor(public_key);
  const auto key = cose ? key_of(cose->value) : std::nullopt;
  if (!key || !key->verify(assertion.authenticator_data + sha256(assertion.client_data), assertion.signature))
    return std::nullopt;
  return counter_in(assertion.authenticator_data);
}

std::optional<std::string> challenge_in(std::string_view client_data) {
  const auto data = nlohmann::json::parse(client_data, nullptr, /*allow_exceptions=*/false);
  if (!data.is_object()) return std::nullopt;
  return from_base64url(text_in(data, "challenge"));
}

}  // namespace lectern::lms
