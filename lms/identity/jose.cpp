#include "lms/identity/jose.h"

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "base/public_key.h"
#include "base/text.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestToken = 64 * 1024;
constexpr std::size_t kMostKeys = 64;
constexpr std::size_t kHalf = 32;  // bytes of r, and of s

struct Algorithm {
  std::string_view name;
  std::string_view key_type;
};
constexpr Algorithm kAlgorithms[] = {{"ES256", "EC"}, {"RS256", "RSA"}, {"PS256", "RSA"}};

std::string text_in(const json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string bytes_in(const json& object, const char* field) {
  return from_base64url(text_in(object, field)).value_or("");
}

/// An INTEGER of X.690 §8.3: no needless zeros, and none that reads as negative.
std::string der_integer(std::string_view number) {
  while (number.size() > 1 && number.front() == '\0') number.remove_prefix(1);
  std::string bytes{number};
  if ((static_cast<unsigned char>(bytes.front()) & 0x80U) != 0) bytes.insert(bytes.begin(), '\0');
  return std::string{'\x02', static_cast<char>(bytes.size())} + bytes;
}

/// JOSE writes r‖s (RFC 7518 §3.4), everybody else a SEQUENCE of two INTEGERs.
std::string der_of(std::string_view raw) {
  const auto body = der_integer(raw.substr(0, kHalf)) + der_integer(raw.substr(kHalf));
  return std::string{'\x30', static_cast<char>(body.size())} + body;
}

}  // namespace

std::optional<Jws> parse_jws(std::string_view token) {
  const auto parts = split(token, '.');
  if (token.size() > kLongestToken || parts.size() != 3) return std::nullopt;
  const auto header_text = from_base64url(parts[0]);
  const auto payload = from_base64url(parts[1]);
  const auto signature = from_base64url(parts[2]);
  if (!header_text || !payload || !signature) return std::nullopt;
  const auto header = json::parse(*header_text, nullptr, /*allow_exceptions=*/false);
  // RFC 7515 §4.1.11: what must be understood and is not ends it. Nothing there is understood here.
  if (!header.is_object() || header.contains("crit")) return std::nullopt;
  return Jws{text_in(header, "alg"), text_in(header, "kid"), *payload,
             std::string{token.substr(0, parts[0].size() + 1 + parts[1].size())}, *signature};
}

KeySet KeySet::from_json(std::string_view text) {
  const auto document = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object() || !document.contains("keys") || !document["keys"].is_array())
    throw Error(ErrorCode::Unavailable, "The provider's keys cannot be read.");
  KeySet set;
  for (const auto& entry : document["keys"]) {
    if (!entry.is_object() || set.keys_.size() == kMostKeys) continue;
    const auto use = text_in(entry, "use");
    if (!use.empty() && use != "sig") continue;
    Key key{text_in(entry, "kid"), text_in(entry, "kty"), text_in(entry, "alg"), {}, {}};
    if (key.type == "RSA") {
      key.first = bytes_in(entry, "n");
      key.second = bytes_in(entry, "e");
    } else if (key.type == "EC" && text_in(entry, "crv") == "P-256") {
      key.first = bytes_in(entry, "x");
      key.second = bytes_in(entry, "y");
    }
    if (!key.first.empty() && !key.second.empty()) set.keys_.push_back(std::move(key));
  }
  return set;
}

bool KeySet::matches(const Key& key, const Jws& token) {
  if (!key.algorithm.empty() && key.algorithm != token.algorithm) return false;
  if (!token.key_id.empty() && key.id != token.key_id) return false;
  for (const auto& algorithm : kAlgorithms) {
    if (algorithm.name == token.algorithm) return algorithm.key_type == key.type;
  }
  return false;
}

bool KeySet::signed_by(const Key& key, const Jws& token) {
  if (token.algorithm == "ES256") {
    if (token.signature.size() != 2 * kHalf) return false;
    const auto verifier = PublicKey::es256(key.first, key.second);
    return verifier && verifier->verify(token.signed_part, der_of(token.signature));
  }
  const auto verifier = token.algorithm == "PS256" ? PublicKey::ps256(key.first, key.second)
                                                   : PublicKey::rs256(key.first, key.second);
  return verifier && verifier->verify(token.signed_part, token.signature);
}

Signature KeySet::verify(const Jws& token) const {
  bool is_known = false;
  for (const auto& key : keys_) {
    if (!matches(key, token)) continue;
    is_known = true;
    if (signed_by(key, token)) return Signature::Right;
  }
  return is_known ? Signature::Wrong : Signature::UnknownKey;
}

}  // namespace lectern::lms
