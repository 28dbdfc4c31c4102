#pragma once
// Calculated questions of Moodle XML: {a} in the text and in the formula, and ranges that values are drawn
// from.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pugi {
class xml_node;
}

namespace lectern::lms {

/// Adds what the type has to a definition. Throws Invalid with a sentence.
void read_moodle_calculated(const pugi::xml_node& question, nlohmann::json& definition);
void write_moodle_calculated(pugi::xml_node question, const nlohmann::json& definition);

}  // namespace lectern::lms
