#pragma once
// Numbers with units, as people type them: "3,14 m", "1 200", "6.02e23", "-4.5kg".

#include <optional>
#include <string>
#include <string_view>

namespace lectern::lms {

struct Quantity {
  double number = 0;
  std::string unit;  ///< What stood behind the number; may be empty.
};

/// Either point or comma is the decimal sign, spaces and apostrophes group; nothing where there is no number.
std::optional<Quantity> read_quantity(std::string_view text);

/// Whole numbers without a point, all others as short as they can be read back.
std::string write_number(double number);

}  // namespace lectern::lms
