#pragma once
// One certificate: values, and the rules of when another one is due. Pure.

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::lms {

using CertificateId = Id<struct CertificateTag>;

struct Certificate {
  CertificateId id;
  std::string code;
  CourseId course;        ///< Whose design it has.
  std::string programme;  ///< The id of what was completed; empty: the course was.
  UserId user;
  std::int64_t number = 1;            ///< Of this person in this course or programme.
  std::string name;                   ///< As on the day of issue, like the next two.
  std::string course_title;           ///< Or the programme's.
  std::optional<std::int64_t> grade;  ///< Ten-thousandths.
  UserId issued_by;                   ///< Empty: by completing the course.
  Instant issued_at;
  std::optional<Instant> valid_until;
  std::optional<Instant> revoked_at;
  std::string revoked_reason;
};

enum class CertificateState { Valid, Expired, Revoked };
constexpr std::array kCertificateStateTexts = {EnumText{CertificateState::Valid, "valid"},
                                               EnumText{CertificateState::Expired, "expired"},
                                               EnumText{CertificateState::Revoked, "revoked"}};
constexpr const auto& text_table(CertificateState) {
  return kCertificateStateTexts;
}

/// So long before a certificate ends its course may be taken again; half of its time where that is less.
inline constexpr std::chrono::days kRenewable{60};

CertificateState state_of(const Certificate& certificate, Instant now);
/// It ends soon, or has ended. One that was revoked is not renewed but given by hand, if at all; one of a
/// programme, by completing one of its courses again.
bool is_renewable(const Certificate& certificate, Instant now);
/// Whether completing the course earns another one beside the person's latest.
bool earns_another(const std::optional<Certificate>& latest, Instant now);

/// 100 random bits as 20 letters of Crockford's base 32, which has none that look alike.
std::string new_certificate_code();
/// "K7M2P-9QRST-…": as it is printed and stands in addresses.
std::string shown_code(std::string_view code);
/// As people type it: any case, with or without dashes and spaces, O for 0 and I or L for 1. Empty where it
/// is none.
std::string typed_code(std::string_view text);

}  // namespace lectern::lms
