#pragma once
// An amount in the smallest unit of its currency: 4900 EUR is 49 euros, 4900 JPY is 4900 yen.

#include <cstdint>
#include <string>
#include <string_view>

namespace lectern::catalog {

struct Money {
  std::int64_t amount = 0;
  std::string currency;  ///< ISO 4217.
  bool operator==(const Money&) const = default;
};

/// Whether this is the code of a currency that people pay with.
bool is_currency(std::string_view code);

}  // namespace lectern::catalog
