#pragma once
// Reading a JSON object field by field. A FieldReader takes what it is asked for, collects every problem, and
// at finish() throws InvalidInput naming them all, unknown fields included.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace lectern {

struct TextRule {
  std::size_t min_characters = 0;
  std::size_t max_characters = 200;
};

class FieldReader {
 public:
  /// `object` must outlive the reader. Anything but an object is one problem, named "body".
  explicit FieldReader(const nlohmann::json& object);

  /// Trimmed; "" after a problem.
  std::string text(std::string_view field, TextRule rule = {});
  std::optional<std::string> optional_text(std::string_view field, TextRule rule = {});
  /// Not trimmed: passwords.
  std::string secret(std::string_view field);
  std::optional<std::int64_t> optional_integer(std::string_view field, std::int64_t least, std::int64_t most);
  std::int64_t integer(std::string_view field, std::int64_t least, std::int64_t most);
  std::optional<double> optional_number(std::string_view field, double least, double most);
  double number(std::string_view field, double least, double most);
  std::optional<bool> optional_flag(std::string_view field);
  /// One of `choices`.
  std::string choice(std::string_view field, const std::vector<std::string_view>& choices);
  std::optional<std::string> optional_choice(std::string_view field,
                                             const std::vector<std::string_view>& choices);
  /// The object in this field, for a reader of its own; nullptr where there is none, or after a problem.
  const nlohmann::json* optional_object(std::string_view field);
  /// Whether the field is there and null: what may be absent is to be taken away.
  bool clears(std::string_view field) const;
  std::vector<std::string> texts(std::string_view field, std::size_t most, TextRule rule = {});

  void add_problem(std::string_view field, std::string message);
  /// Throws InvalidInput if anything was wrong, or if the object holds a field nobody asked for.
  void finish();

 private:
  const nlohmann::json* find(std::string_view field);
  std::optional<std::string> checked_text(std::string_view field, const nlohmann::json& value, TextRule rule);

  const nlohmann::json& object_;
  std::vector<std::string> asked_;
  std::vector<Problem> problems_;
};

/// Throws Invalid with a sentence that names the place where the text stops being JSON.
nlohmann::json parse_json(std::string_view text);

}  // namespace lectern
