#include "catalog/tus.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace lectern::catalog::tus {

std::optional<Metadata> parse_metadata(std::string_view header) {
  Metadata metadata;
  if (trim(header).empty()) return metadata;
  for (const auto pair : split(header, ',')) {
    const auto trimmed = trim(pair);
    const auto space = trimmed.find(' ');
    const auto key = trimmed.substr(0, space);
    const auto encoded = space == std::string_view::npos ? std::string_view{} : trim(trimmed.substr(space));
    const auto value = from_base64(encoded);
    if (key.empty() || !value) return std::nullopt;
    if (!metadata.emplace(key, *value).second) return std::nullopt;
  }
  return metadata;
}

std::optional<Checksum> parse_checksum(std::string_view header) {
  const auto trimmed = trim(header);
  const auto space = trimmed.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto algorithm = trimmed.substr(0, space);
  const auto known = split(kChecksumAlgorithms, ',');
  if (std::find(known.begin(), known.end(), algorithm) == known.end()) return std::nullopt;
  auto digest = from_base64(trim(trimmed.substr(space)));
  if (!digest) return std::nullopt;
  return Checksum{std::string{algorithm}, std::move(*digest)};
}

}  // namespace lectern::catalog::tus
