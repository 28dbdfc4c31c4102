#pragma once
// The shelves of the catalog: a tree of two levels in an order that administrators choose.

#include <optional>
#include <string>
#include <vector>

#include "catalog/course.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

struct CategoryDraft {
  std::string name;
  std::optional<CategoryId> parent = {};
};

/// Only what is set changes.
struct CategoryPatch {
  std::optional<std::string> name;
  Edit<CategoryId> parent;
  std::optional<std::int64_t> position;  ///< The place among its sisters, from 0.
};

class Categories {
 public:
  explicit Categories(storage::Database& database) : database_(database) {}

  Category create(const http::Principal& who, const CategoryDraft& draft);
  Category change(const http::Principal& who, const CategoryId& id, const CategoryPatch& patch);
  /// Its courses are then in no category. Conflict while it has children.
  void remove(const http::Principal& who, const CategoryId& id);

 private:
  storage::Database& database_;
};

/// Each parent, followed by its children, in their order.
std::vector<Category> all_categories(const storage::Reader& db);
std::optional<Category> find_category(const storage::Reader& db, const CategoryId& id);
/// By id, or by name without regard to surrounding space.
std::optional<Category> find_category(const storage::Reader& db, const std::string& id_or_name);
/// The category of that id or name. A name that is new becomes a category of the first level, for
/// administrators to put in its place; an id that is not there is Invalid.
CategoryId category_for(storage::Writer& db, const std::string& id_or_name);

}  // namespace lectern::catalog
