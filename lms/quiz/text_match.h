#pragma once
// Whether typed words are the wanted ones. In what is wanted, * stands for any characters, as in Moodle's
// short answers; a real asterisk is written \*.

#include <string_view>

namespace lectern::lms {

enum class Case { Ignored, Matters };
enum class Accents { Ignored, Matter };

struct TextRules {
  Case letters = Case::Ignored;
  Accents accents = Accents::Ignored;
};

/// Both must be UTF-8. White space at the ends is nothing, and within as much as one space.
bool matches(std::string_view typed, std::string_view wanted, const TextRules& rules);

}  // namespace lectern::lms
