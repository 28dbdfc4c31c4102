#pragma once
// Languages of tracks: containers have ISO 639-2 codes, browsers want RFC 5646 tags, people want names.

#include <string>
#include <string_view>

namespace lectern::transcoder {

/// "en" for "eng", "de" for "ger" and "deu"; other well-formed codes stay; "und" for the rest.
std::string language_tag(std::string_view code);

/// How speakers of the language call it: "Deutsch". "" where unknown.
std::string language_label(std::string_view tag);

}  // namespace lectern::transcoder
