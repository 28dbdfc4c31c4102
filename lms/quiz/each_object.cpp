#include "lms/quiz/each_object.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::lms {

void each_object(const nlohmann::json& body, std::string_view field, std::size_t most,
                 const std::function<void(FieldReader&)>& read) {
  const auto found = body.is_object() ? body.find(field) : body.end();
  if (found == body.end() || !found->is_array() || found->size() > most)
    throw InvalidInput(
        {Problem{std::string{field}, fmt::format("This must be a list of at most {}.", most)}});
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < found->size(); ++at) {
    try {
      FieldReader fields((*found)[at]);
      read(fields);
      fields.finish();
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({fmt::format("{}.{}.{}", field, at, problem.field), problem.message});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace lectern::lms
