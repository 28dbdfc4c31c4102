#pragma once
// Passkeys on the server's side (Web Authentication Level 2, §7): what a browser answers is verified here
// against the challenge, the place and the key. Attestation is not asked for: who made the authenticator does
// not matter. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::lms {

/// Where we are: passkeys are made for this host and work nowhere else.
struct RelyingParty {
  std::string id;      ///< The host: "lectures.example.org".
  std::string origin;  ///< "https://lectures.example.org".
};

/// From the address that people type; nothing where browsers have no passkeys: without TLS, or for a bare IP
/// address.
std::optional<RelyingParty> relying_party(std::string_view origin);

struct NewPasskey {
  std::string credential_id;  ///< Bytes.
  std::string public_key;     ///< As COSE_Key, in CBOR.
  std::uint32_t counter = 0;
};

/// §7.1. Nothing unless everything is right.
std::optional<NewPasskey> verify_registration(const RelyingParty& party, std::string_view challenge,
                                              std::string_view client_data, std::string_view attestation);

struct Assertion {
  std::string client_data;         ///< JSON, as the browser signed it.
  std::string authenticator_data;  ///< Bytes.
  std::string signature;           ///< Bytes.
};

/// §7.2. The counter that the authenticator told; nothing unless everything is right.
std::optional<std::uint32_t> verify_assertion(const RelyingParty& party, std::string_view challenge,
                                              std::string_view public_key, const Assertion& assertion);

/// The challenge that the browser says it answers: to look it up; not yet verified.
std::optional<std::string> challenge_in(std::string_view client_data);

}  // namespace lectern::lms
