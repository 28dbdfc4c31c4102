#pragma once
// The headers of tus 1.0.0, as values. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::catalog::tus {

inline constexpr std::string_view kVersion = "1.0.0";
inline constexpr std::string_view kExtensions =
    "creation,creation-with-upload,expiration,checksum,termination";
inline constexpr std::string_view kChecksumAlgorithms = "sha1,sha256";
inline constexpr std::string_view kBodyType = "application/offset+octet-stream";
/// Checksum Mismatch.
inline constexpr int kChecksumMismatch = 460;

using Metadata = std::map<std::string, std::string>;

/// Upload-Metadata: pairs of key and base64, the latter decoded. Nothing where the header breaks the rules.
std::optional<Metadata> parse_metadata(std::string_view header);

struct Checksum {
  std::string algorithm;
  std::string digest;
};

/// Upload-Checksum. Nothing where it is malformed or names an algorithm that is not in kChecksumAlgorithms.
std::optional<Checksum> parse_checksum(std::string_view header);

}  // namespace lectern::catalog::tus
