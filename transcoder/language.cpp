#include "transcoder/language.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lectern::transcoder {
namespace {

struct Language {
  std::string_view terminology;   // ISO 639-2/T
  std::string_view bibliography;  // ISO 639-2/B where it differs
  std::string_view tag;           // RFC 5646: the shortest code
  std::string_view label;
};

// clang-format off
constexpr std::array kLanguages = {
    Language{"ara", "",    "ar", "العربية"},     Language{"bul", "",    "bg", "Български"},
    Language{"cat", "",    "ca", "Català"},      Language{"ces", "cze", "cs", "Čeština"},
    Language{"cym", "wel", "cy", "Cymraeg"},     Language{"dan", "",    "da", "Dansk"},
    Language{"deu", "ger", "de", "Deutsch"},     Language{"ell", "gre", "el", "Ελληνικά"},
    Language{"eng", "",    "en", "English"},     Language{"est", "",    "et", "Eesti"},
    Language{"eus", "baq", "eu", "Euskara"},     Language{"fas", "per", "fa", "فارسی"},
    Language{"fin", "",    "fi", "Suomi"},       Language{"fra", "fre", "fr", "Français"},
    Language{"gle", "",    "ga", "Gaeilge"},     Language{"glg", "",    "gl", "Galego"},
    Language{"heb", "",    "he", "עברית"},       Language{"hin", "",    "hi", "हिन्दी"},
    Language{"hrv", "",    "hr", "Hrvatski"},    Language{"hun", "",    "hu", "Magyar"},
    Language{"ind", "",    "id", "Indonesia"},   Language{"isl", "ice", "is", "Íslenska"},
    Language{"ita", "",    "it", "Italiano"},    Language{"jpn", "",    "ja", "日本語"},
    Language{"kor", "",    "ko", "한국어"},       Language{"lat", "",    "la", "Latina"},
    Language{"lav", "",    "lv", "Latviešu"},    Language{"lit", "",    "lt", "Lietuvių"},
    Language{"nld", "dut", "nl", "Nederlands"},  Language{"nor", "",    "no", "Norsk"},
    Language{"pol", "",    "pl", "Polski"},      Language{"por", "",    "pt", "Português"},
    Language{"ron", "rum", "ro", "Română"},      Language{"rus", "",    "ru", "Русский"},
    Language{"slk", "slo", "sk", "Slovenčina"},  Language{"slv", "",    "sl", "Slovenščina"},
    Language{"spa", "",    "es", "Español"},     Language{"srp", "",    "sr", "Српски"},
    Language{"swe", "",    "sv", "Svenska"},     Language{"tha", "",    "th", "ไทย"},
    Language{"tur", "",    "tr", "Türkçe"},      Language{"ukr", "",    "uk", "Українська"},
    Language{"vie", "",    "vi", "Tiếng Việt"},  Language{"zho", "chi", "zh", "中文"},
};
// clang-format on

bool is_code(std::string_view text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

std::string language_tag(std::string_view code) {
  const std::string lower = to_lower_ascii(trim(code));
  // A region ("pt-BR") says nothing that a list of tracks needs.
  const std::string primary = lower.substr(0, lower.find_first_of("-_"));
  if (!is_code(primary)) return "und";
  for (const Language& row : kLanguages) {
    if (primary == row.terminology || primary == row.bibliography || primary == row.tag)
      return std::string{row.tag};
  }
  // ISO 639-2 "mis", "mul", "zxx" and "und" name no language.
  const bool says_nothing = primary == "mis" || primary == "mul" || primary == "zxx";
  return says_nothing ? "und" : primary;
}

std::string language_label(std::string_view tag) {
  const auto* row = std::find_if(kLanguages.begin(), kLanguages.end(),
                                 [tag](const Language& language) { return language.tag == tag; });
  return row == kLanguages.end() ? std::string{} : std::string{row->label};
}

}  // namespace lectern::transcoder
