#pragma once
// What other modules keep of a course and take along when it is duplicated or packed: quizzes, rules, how
// grades add up. Each is a part with a name in the manifest, written as JSON that only its module reads. No
// id stands in it: lessons are named by their numbers, counted through all sections from 0.

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "http/principal.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

enum class CopyFor {
  Archive,   ///< As it is.
  NextTime,  ///< Given again, at another time: dates stay behind.
};

/// The lessons of one course, in order.
class LessonNumbers {
 public:
  explicit LessonNumbers(std::vector<LessonId> lessons);

  std::optional<std::size_t> number_of(const LessonId& lesson) const;
  /// Throws Invalid where there is no such lesson.
  const LessonId& at(std::size_t number) const;
  std::size_t count() const { return lessons_.size(); }

 private:
  std::vector<LessonId> lessons_;
  std::map<LessonId, std::size_t> numbers_;
};

struct PortablePart {
  std::string name;
  /// null where there is nothing to take along.
  std::function<nlohmann::json(const storage::Reader& db, const CourseId& course,
                               const LessonNumbers& lessons, CopyFor copy_for)>
      read;
  /// Into a new draft, in the transaction that makes its lessons. What comes from an archive may be anything:
  /// throws InvalidInput naming each place that breaks a rule.
  std::function<void(storage::Writer& db, const http::Principal& owner, const CourseId& course,
                     const LessonNumbers& lessons, const nlohmann::json& value)>
      write;
};

/// Calls `read` for each object of a list, with its place for problems; a list that is absent is empty. For
/// parts, whose input comes from outside.
void each_in(const nlohmann::json& value, const char* list, std::size_t most,
             const std::function<void(const nlohmann::json&)>& read);

}  // namespace lectern::catalog
