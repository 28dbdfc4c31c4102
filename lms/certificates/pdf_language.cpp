#include "lms/certificates/pdf_language.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"

namespace lectern::lms {

namespace {

/// The number after the last `word`.
std::optional<std::size_t> last_number_after(std::string_view pdf, std::string_view word) {
  const auto at = pdf.rfind(word);
  if (at == std::string_view::npos) return std::nullopt;
  const auto begin = pdf.find_first_of("0123456789", at + word.size());
  if (begin == std::string_view::npos) return std::nullopt;
  const auto end = pdf.find_first_not_of("0123456789", begin);
  return parse_number<std::size_t>(pdf.substr(begin, end - begin));
}

/// "12 0 obj\n<< … >>\nendobj", without the words around.
std::optional<std::string_view> object_of(std::string_view pdf, std::size_t number) {
  const auto head = fmt::format("\n{} 0 obj\n", number);
  const auto begin = pdf.rfind(head);
  const auto end = pdf.find(">>\nendobj", begin == std::string_view::npos ? pdf.size() : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  return pdf.substr(begin + head.size(), end - begin - head.size());
}

}  // namespace

std::string with_language(std::string pdf, std::string_view language) {
  const auto root = last_number_after(pdf, "/Root");
  const auto size = last_number_after(pdf, "/Size");
  const auto before = last_number_after(pdf, "startxref");
  if (!root || !size || !before) return pdf;
  const auto catalog = object_of(pdf, *root);
  const auto info = last_number_after(pdf, "/Info");
  if (!catalog || !info) return pdf;
  const auto anew = fmt::format("{} 0 obj\n{}   /Lang ({})\n>>\nendobj\n", *root, *catalog, language);
  const auto at = pdf.size();
  pdf += anew;
  const auto table = pdf.size();
  // Each entry is 20 bytes with its line end.
  pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \n", *root, at);
  pdf += fmt::format(
      "trailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n",
      *size, *root, *info, *before, table);
  return pdf;
}

}  // namespace lectern::lms
