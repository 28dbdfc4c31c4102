#pragma once
// Reading a question's definition field by field: like base/json's FieldReader, for objects within objects.
// All readers of one definition share a list of problems, each named by its path: "options.2.text".

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace lectern::lms {

class DefinitionReader {
 public:
  /// Both must outlive the reader.
  DefinitionReader(const nlohmann::json& object, std::string path, std::vector<Problem>& problems);

  /// Not empty.
  std::string text(std::string_view field, std::size_t most);
  std::string optional_text(std::string_view field, std::size_t most);
  double number(std::string_view field, double least, double most);
  std::optional<double> optional_number(std::string_view field, double least, double most);
  bool flag(std::string_view field);
  bool optional_flag(std::string_view field);
  /// The first choice where the field is absent.
  std::string choice(std::string_view field, const std::vector<std::string_view>& choices);
  /// Calls `read` for every object of the list; answers how many there are. A list that may be empty may be
  /// absent.
  std::size_t each(std::string_view field, std::size_t least, std::size_t most,
                   const std::function<void(DefinitionReader&)>& read);
  std::size_t texts(std::string_view field, std::size_t least, std::size_t most, std::size_t longest);
  /// The list itself, for what has a form of its own; nullptr after a problem.
  const nlohmann::json* list(std::string_view field, std::size_t least, std::size_t most);

  void add_problem(std::string_view field, std::string message);
  /// Names every field that nobody asked for.
  void finish();

 private:
  const nlohmann::json* find(std::string_view field);
  std::string path_of(std::string_view field) const;

  const nlohmann::json& object_;
  std::string path_;
  std::vector<Problem>& problems_;
  std::vector<std::string> asked_;
};

}  // namespace lectern::lms
