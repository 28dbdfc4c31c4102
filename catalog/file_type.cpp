#include "catalog/file_type.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace lectern::catalog {

namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
  FileType type;
};

constexpr FileType kUnknown{"application/octet-stream", Shown::Nowhere};
constexpr FileType kText{"text/plain", Shown::Text};
constexpr FileType kZip{"application/zip", Shown::Nowhere};

constexpr std::array kMagic = {
    Magic{0, "%PDF-"sv, {"application/pdf", Shown::Pdf}},
    Magic{0, "\x89PNG\r\n\x1a\n"sv, {"image/png", Shown::Picture}},
    Magic{0, "\xff\xd8\xff"sv, {"image/jpeg", Shown::Picture}},
    Magic{0, "GIF87a"sv, {"image/gif", Shown::Picture}},
    Magic{0, "GIF89a"sv, {"image/gif", Shown::Picture}},
    Magic{8, "WEBP"sv, {"image/webp", Shown::Picture}},
    Magic{4, "ftypavif"sv, {"image/avif", Shown::Picture}},
    Magic{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, {"application/x-ole-storage", Shown::Nowhere}},
    Magic{0, "7z\xbc\xaf\x27\x1c"sv, {"application/x-7z-compressed", Shown::Nowhere}},
    Magic{0, "\x1f\x8b"sv, {"application/gzip", Shown::Nowhere}},
    Magic{0, "PK\x03\x04"sv, kZip},
};

struct PackedType {
  std::string_view ending;
  std::string_view media_type;
};

/// What is a ZIP inside, by the ending of its name.
constexpr std::array kPacked = {
    PackedType{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    PackedType{".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    PackedType{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    PackedType{".odt", "application/vnd.oasis.opendocument.text"},
    PackedType{".odp", "application/vnd.oasis.opendocument.presentation"},
    PackedType{".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    PackedType{".epub", "application/epub+zip"},
};

FileType packed_type(std::string_view filename) {
  std::string name{filename};
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  for (const auto& packed : kPacked)
    if (name.ends_with(packed.ending)) return {packed.media_type, Shown::Nowhere};
  return kZip;
}

/// The end of `head` may stand in the middle of a character.
std::string_view whole_characters(std::string_view head) {
  std::size_t end = head.size();
  for (int back = 0; back < 3 && end > 0 && (static_cast<unsigned char>(head[end - 1]) & 0xC0u) == 0x80u;
       ++back)
    --end;
  if (end > 0 && static_cast<unsigned char>(head[end - 1]) >= 0xC0u) --end;
  return is_utf8(head) ? head : head.substr(0, end);
}

bool is_text(std::string_view head) {
  const bool has_controls = std::any_of(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20u && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
  });
  return !head.empty() && !has_controls && is_utf8(whole_characters(head));
}

/// HTML, SVG and XML: a browser might run what stands in them.
bool is_markup(std::string_view head) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const auto first = head.find_first_not_of(" \t\r\n\f");
  return first != std::string_view::npos && head[first] == '<';
}

}  // namespace

FileType recognise(std::string_view head, std::string_view filename) {
  head = head.substr(0, kRecognisedBytes);
  for (const auto& magic : kMagic) {
    if (head.size() < magic.offset || !head.substr(magic.offset).starts_with(magic.bytes)) continue;
    return magic.type.media_type == kZip.media_type ? packed_type(filename) : magic.type;
  }
  return is_text(head) && !is_markup(head) ? kText : kUnknown;
}

Shown shown_as(std::string_view media_type) {
  if (media_type == kText.media_type) return Shown::Text;
  for (const auto& magic : kMagic)
    if (magic.type.media_type == media_type) return magic.type.shown;
  return Shown::Nowhere;
}

std::string_view name_of(Shown shown) {
  switch (shown) {
    case Shown::Pdf:
      return "pdf";
    case Shown::Picture:
      return "picture";
    case Shown::Text:
      return "text";
    case Shown::Nowhere:
      break;
  }
  return "nowhere";
}

}  // namespace lectern::catalog
