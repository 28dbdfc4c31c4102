#include "catalog/course_parts.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::catalog {

LessonNumbers::LessonNumbers(std::vector<LessonId> lessons) : lessons_(std::move(lessons)) {
  for (const auto& lesson : lessons_) numbers_.emplace(lesson, numbers_.size());
}

std::optional<std::size_t> LessonNumbers::number_of(const LessonId& lesson) const {
  const auto found = numbers_.find(lesson);
  return found == numbers_.end() ? std::nullopt : std::optional{found->second};
}

const LessonId& LessonNumbers::at(std::size_t number) const {
  if (number >= lessons_.size())
    throw Error(ErrorCode::Invalid, fmt::format("There is no lesson of the number {}.", number));
  return lessons_[number];
}

void each_in(const nlohmann::json& value, const char* list, std::size_t most,
             const std::function<void(const nlohmann::json&)>& read) {
  if (!value.is_object()) throw InvalidInput({Problem{list, "What holds it must be an object."}});
  if (!value.contains(list)) return;
  const auto& items = value[list];
  if (!items.is_array() || items.size() > most)
    throw InvalidInput({Problem{list, fmt::format("This must be a list of at most {}.", most)}});
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < items.size(); ++at) {
    try {
      read(items[at]);
    } catch (const InvalidInput& wrong) {
      for (const auto& problem : wrong.problems())
        problems.push_back({fmt::format("{}.{}.{}", list, at, problem.field), problem.message});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace lectern::catalog
