#include "lms/certificates/design.h"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::lms {

namespace {

using namespace std::string_view_literals;

struct Language {
  std::string_view code;
  std::string_view title;
  std::string_view opening;
  std::string_view statement;
  CertificateLabels labels;
  std::string_view after_day;  ///< "3. März" has a point.
  std::array<std::string_view, 12> months;
};

const Language kLanguages[] = {
    {"en",
     "Certificate of completion",
     "This is to certify that",
     "has completed the course “{course}”.",
     {"Issued on {date}", "Valid until {valid_until}", "Check this certificate:"},
     "",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December"}},
    {"de",
     "Zertifikat",
     "Hiermit wird bescheinigt, dass",
     "den Kurs „{course}“ abgeschlossen hat.",
     {"Ausgestellt am {date}", "Gültig bis {valid_until}", "Dieses Zertifikat prüfen:"},
     ".",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember"}},
    {"ar",
     "شهادة إتمام",
     "نشهد بأن",
     "قد أتمّ الدورة «{course}».",
     {"صدرت في {date}", "صالحة حتى {valid_until}", "للتحقق من هذه الشهادة:"},
     "",
     {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
      "ديسمبر"}},
};

constexpr std::array kPlaceholders = {"name"sv, "course"sv,      "institution"sv,
                                      "date"sv, "valid_until"sv, "grade"sv};
constexpr std::array kRightToLeft = {"ar"sv, "dv"sv, "fa"sv, "he"sv, "ku"sv,
                                     "ps"sv, "sd"sv, "ug"sv, "ur"sv, "yi"sv};

std::string_view primary(std::string_view language) {
  return language.substr(0, language.find('-'));
}

const Language* find_language(std::string_view language) {
  const auto* const found = std::find_if(std::begin(kLanguages), std::end(kLanguages),
                                         [&](const auto& one) { return one.code == primary(language); });
  return found == std::end(kLanguages) ? nullptr : found;
}

std::string value_of(std::string_view word, const CertificateFacts& facts, std::string_view language) {
  if (word == "name") return facts.name;
  if (word == "course") return facts.course;
  if (word == "institution") return facts.institution;
  if (word == "date") return date_text(facts.issued, language);
  if (word == "valid_until") return facts.valid_until ? date_text(*facts.valid_until, language) : "–";
  return facts.grade ? fmt::format("{} %", (*facts.grade + 50) / 100) : "–";
}

/// Calls `word` for each "{word}" and `plain` for what is between them.
template <typename Word, typename Plain>
void walk(std::string_view text, const Word& word, const Plain& plain) {
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return plain(text);
    plain(text.substr(0, open));
    word(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

bool is_placeholder(std::string_view word) {
  return std::find(kPlaceholders.begin(), kPlaceholders.end(), word) != kPlaceholders.end();
}

}  // namespace

CertificateDesign usual_design(std::string_view language) {
  const auto* const words = find_language(language);
  const auto& known = words == nullptr ? kLanguages[0] : *words;
  CertificateDesign design;
  design.language = words == nullptr ? "en" : std::string{language};
  design.title = known.title;
  design.opening = known.opening;
  design.statement = known.statement;
  return design;
}

std::string fill_in(std::string_view text, const CertificateFacts& facts, std::string_view language) {
  std::string filled;
  walk(
      text,
      [&](std::string_view word) {
        filled += is_placeholder(word) ? value_of(word, facts, language) : fmt::format("{{{}}}", word);
      },
      [&](std::string_view plain) { filled += plain; });
  return filled;
}

std::vector<std::string> unknown_placeholders(std::string_view text) {
  std::vector<std::string> unknown;
  walk(
      text,
      [&](std::string_view word) {
        if (!is_placeholder(word)) unknown.push_back(fmt::format("{{{}}}", word));
      },
      [](std::string_view) {});
  return unknown;
}

std::string date_text(Instant at, std::string_view language) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  const auto* const words = find_language(language);
  if (words == nullptr) return to_rfc3339(at).substr(0, 10);
  return fmt::format("{}{} {} {}", static_cast<unsigned>(day.day()), words->after_day,
                     words->months.at(static_cast<unsigned>(day.month()) - 1), static_cast<int>(day.year()));
}

CertificateLabels labels_of(std::string_view language) {
  const auto* const words = find_language(language);
  return words == nullptr ? kLanguages[0].labels : words->labels;
}

bool is_right_to_left(std::string_view language) {
  return std::find(kRightToLeft.begin(), kRightToLeft.end(), primary(language)) != kRightToLeft.end();
}

}  // namespace lectern::lms
