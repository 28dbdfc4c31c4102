#pragma once
// What a file is, told by its first bytes: names lie. Decides what may be shown in a browser; all else is
// saved. Nothing that could run in our pages is ever shown: HTML and SVG count as unknown. Pure.

#include <string_view>

namespace lectern::catalog {

enum class Shown {
  Nowhere,  ///< Saved to a file.
  Pdf,
  Picture,
  Text,
};

struct FileType {
  std::string_view media_type;
  Shown shown = Shown::Nowhere;
};

/// As many bytes from the start of a file as recognise() looks at.
inline constexpr std::size_t kRecognisedBytes = 4096;

/// `head` is the start of the file. The name only tells apart what is packed alike: office files are all ZIP.
FileType recognise(std::string_view head, std::string_view filename);
/// By a media type that recognise() gave.
Shown shown_as(std::string_view media_type);

std::string_view name_of(Shown shown);

}  // namespace lectern::catalog
