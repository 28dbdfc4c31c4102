#include "storage/personal_data.h"

#include <nlohmann/json.hpp>

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::storage {

namespace {

nlohmann::json value_of(const Row& row, int column, PersonalKind kind) {
  if (row.is_null(column)) return nullptr;
  switch (kind) {
    case PersonalKind::Text:
      return row.text(column);
    case PersonalKind::Number:
      return row.real(column);
    case PersonalKind::Time:
      return to_rfc3339(row.get<Instant>(column));
  }
  return nullptr;
}

std::string collected(const PersonalTable& table, const Reader& db, const UserId& user) {
  nlohmann::json rows = nlohmann::json::array();
  db.each(
      table.collect,
      [&](const Row& row) {
        nlohmann::json object;
        int index = 0;
        for (const auto& column : table.columns) object[column.name] = value_of(row, index++, column.kind);
        rows.push_back(std::move(object));
      },
      user);
  return rows.dump(2);
}

}  // namespace

std::vector<PersonalData> personal_data(std::span<const PersonalTable> tables) {
  std::vector<PersonalData> parts;
  for (const auto& table : tables) {
    PersonalData part;
    part.name = table.name;
    part.collect = [&table](const Reader& db, const UserId& user) { return collected(table, db, user); };
    part.erase = [&table](Writer& db, const UserId& user) {
      for (const auto* query : table.erase)
        if (query != nullptr) db.run(*query, user);
    };
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace lectern::storage
