#pragma once
// What a course's certificate looks like and says: values, and the words that stand in for a person's. Pure.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"

namespace lectern::lms {

enum class Issuing { Off, ByHand, OnCompletion };
constexpr std::array kIssuingTexts = {EnumText{Issuing::Off, "off"}, EnumText{Issuing::ByHand, "by_hand"},
                                      EnumText{Issuing::OnCompletion, "on_completion"}};
constexpr const auto& text_table(Issuing) {
  return kIssuingTexts;
}

enum class Orientation { Landscape, Portrait };
constexpr std::array kOrientationTexts = {EnumText{Orientation::Landscape, "landscape"},
                                          EnumText{Orientation::Portrait, "portrait"}};
constexpr const auto& text_table(Orientation) {
  return kOrientationTexts;
}

struct CertificateDesign {
  Issuing issuing = Issuing::Off;
  Orientation orientation = Orientation::Landscape;
  std::string accent = "#24417f";
  std::string language = "en";
  std::string title;
  std::string opening;
  std::string statement;
  std::string institution;  ///< Empty: as the settings call it.
  std::string signer;
  std::string signer_role;
  std::optional<std::int64_t> valid_days;  ///< Absent: without end.
};

/// With the usual words of its language, where there are some; else in English.
CertificateDesign usual_design(std::string_view language);

/// What stands in for the words in braces.
struct CertificateFacts {
  std::string name;
  std::string course;
  std::string institution;
  std::optional<std::int64_t> grade;  ///< Ten-thousandths.
  Instant issued;
  std::optional<Instant> valid_until;
};

/// "{name}", "{course}", "{institution}", "{date}", "{valid_until}", "{grade}". Other words in braces stay as
/// they are.
std::string fill_in(std::string_view text, const CertificateFacts& facts, std::string_view language);
/// Words in braces that stand for nothing, as they were typed.
std::vector<std::string> unknown_placeholders(std::string_view text);

/// "3 March 2026", "3. März 2026"; as 2026-03-03 where the language's months are not known here.
std::string date_text(Instant at, std::string_view language);

/// Each certificate says when it was issued, until when it is valid, and where to check it.
struct CertificateLabels {
  std::string issued;
  std::string valid_until;
  std::string check;
};
CertificateLabels labels_of(std::string_view language);

/// Arabic, Hebrew, Persian, Urdu and their like: what stands left elsewhere stands right.
bool is_right_to_left(std::string_view language);

}  // namespace lectern::lms
