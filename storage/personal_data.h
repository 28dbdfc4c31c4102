#pragma once
// What a module keeps of people: for each kind of row what an export says of it, and what happens to it when
// the person goes.

#include <array>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"

namespace lectern::storage {

class Query;
class Reader;
class Writer;

struct PersonalData {
  std::string name;  ///< Of the file in the export: "enrolments".
  /// What there is, as JSON; what there is much of is cut at a number that is said.
  std::function<std::string(const Reader&, const UserId&)> collect;
  /// Removes or makes anonymous what does not go with the rows of the account.
  std::function<void(Writer&, const UserId&)> erase;
};

enum class PersonalKind { Text, Number, Time };

struct PersonalColumn {
  const char* name;
  PersonalKind kind = PersonalKind::Text;
};

/// ?1 of each query is the account. A person has fewer rows of a kind than the query's limit; an export has
/// an end in any case.
struct PersonalTable {
  const char* name;
  const Query& collect;
  std::span<const PersonalColumn> columns;
  std::array<const Query*, 2> erase = {};  ///< In this order; null: no more.
};

/// `tables` live as long as the program.
std::vector<PersonalData> personal_data(std::span<const PersonalTable> tables);

}  // namespace lectern::storage
