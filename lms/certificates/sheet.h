#pragma once
// One certificate as it is to be drawn: every word filled in, every picture at hand. What the server hands to
// the child that draws.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "lms/certificates/design.h"

namespace lectern::lms {

struct CertificateSheet {
  Orientation orientation = Orientation::Landscape;
  std::string accent;
  std::string language;
  std::string title;
  std::string opening;
  std::string name;
  std::string statement;
  std::string dates;  ///< Line by line.
  std::string institution;
  std::string signer;
  std::string signer_role;
  std::string check;      ///< Above the address.
  std::string check_url;  ///< Drawn as a QR code, too.
  std::string code;
  std::string logo;       ///< A WebP file that our own child made; empty: none.
  std::string signature;  ///< The same.
  Instant issued;
};

enum class SheetFormat { Pdf, Png };
constexpr std::array kSheetFormatTexts = {EnumText{SheetFormat::Pdf, "pdf"},
                                          EnumText{SheetFormat::Png, "png"}};
constexpr const auto& text_table(SheetFormat) {
  return kSheetFormatTexts;
}

struct PrintOrder {
  SheetFormat format = SheetFormat::Pdf;
  CertificateSheet sheet;
};

/// One line of JSON. Reading throws Internal where it is not one.
std::string order_text(const PrintOrder& order);
PrintOrder parse_order(std::string_view text);

/// Who draws: implemented by the roof, in a child.
class CertificatePrinter {
 public:
  virtual ~CertificatePrinter() = default;
  /// The bytes of the file. Waits for the child.
  virtual std::string print(const PrintOrder& order) = 0;
};

}  // namespace lectern::lms
