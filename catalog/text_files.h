#pragma once
// Pictures and sounds that texts name by their addresses here, and moments of lessons: found in texts, and
// renewed where a course becomes another one, whose files and lessons have other names. Pure.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/course_parts.h"

namespace lectern::catalog {

enum class TextFileKind { Picture, Sound };

struct TextFileAddress {
  TextFileKind kind = TextFileKind::Picture;
  std::string address;  ///< All of it, as it stands in the text.
  std::string key;
  std::string size;  ///< Of a picture.
};

/// In order; the same one as often as it stands there.
std::vector<TextFileAddress> text_files_in(std::string_view text);
std::string with_addresses(std::string_view text, const std::map<std::string, std::string>& new_by_old);

/// "/lessons/<id>?t=12" becomes "/lessons/#3?t=12", for lessons of this course, …
std::string with_lesson_numbers(std::string_view text, const LessonNumbers& lessons);
/// … and the other way. A number that no lesson has stays.
std::string with_lesson_ids(std::string_view text, const LessonNumbers& lessons);

}  // namespace lectern::catalog
