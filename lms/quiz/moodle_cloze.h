#pragma once
// Moodle's texts with gaps ("embedded answers"): {1:SHORTANSWER:=Paris~%50%Lyon#Not quite}. docs.moodle.org,
// "Embedded Answers (Cloze) question type".

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace lectern::lms {

/// Stem and gaps of a definition. Throws Invalid with a sentence where a gap cannot be read.
nlohmann::json read_moodle_cloze(std::string_view text);
std::string write_moodle_cloze(const nlohmann::json& definition);

}  // namespace lectern::lms
