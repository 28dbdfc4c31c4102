#include "lms/certificates/certificate.h"

#include <algorithm>
#include <cctype>

#include "base/random.h"

namespace lectern::lms {

namespace {

constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 20;
constexpr std::size_t kGroup = 5;

char meant(char typed) {
  const auto small = static_cast<char>(std::tolower(static_cast<unsigned char>(typed)));
  if (small == 'o') return '0';
  return small == 'i' || small == 'l' ? '1' : small;
}

bool ends_soon(const Certificate& certificate, Instant now) {
  if (certificate.revoked_at || !certificate.valid_until) return false;
  const Milliseconds half = (*certificate.valid_until - certificate.issued_at) / 2;
  return *certificate.valid_until - std::min<Milliseconds>(kRenewable, half) <= now;
}

}  // namespace

CertificateState state_of(const Certificate& certificate, Instant now) {
  if (certificate.revoked_at) return CertificateState::Revoked;
  const bool is_over = certificate.valid_until && *certificate.valid_until <= now;
  return is_over ? CertificateState::Expired : CertificateState::Valid;
}

bool is_renewable(const Certificate& certificate, Instant now) {
  return certificate.programme.empty() && ends_soon(certificate, now);
}

bool earns_another(const std::optional<Certificate>& latest, Instant now) {
  return !latest || ends_soon(*latest, now);
}

std::string new_certificate_code() {
  std::string code;
  for (const char byte : random_bytes(kLength)) code += kLetters[static_cast<unsigned char>(byte) % 32U];
  return code;
}

std::string shown_code(std::string_view code) {
  std::string shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % kGroup == 0) shown += '-';
    shown += static_cast<char>(std::toupper(static_cast<unsigned char>(code[i])));
  }
  return shown;
}

std::string typed_code(std::string_view text) {
  std::string code;
  for (const char typed : text) {
    if (typed == '-' || typed == ' ') continue;
    const char letter = meant(typed);
    if (code.size() == kLength || kLetters.find(letter) == std::string_view::npos) return {};
    code += letter;
  }
  return code.size() == kLength ? code : std::string{};
}

}  // namespace lectern::lms
