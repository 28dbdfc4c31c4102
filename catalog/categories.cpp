#include "catalog/categories.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kParents{"category.parents", R"sql(
  SELECT id, name, parent_id FROM category WHERE parent_id IS NULL ORDER BY position, id)sql"};

const storage::Query kChildren{"category.children", R"sql(
  SELECT id, name, parent_id FROM category WHERE parent_id = ?1 ORDER BY position, id)sql"};

const storage::Query kOne{"category.one", R"sql(
  SELECT id, name, parent_id FROM category WHERE id = ?1)sql"};

const storage::Query kByName{"category.by_name", R"sql(
  SELECT id, name, parent_id FROM category WHERE name = ?1)sql"};

const storage::Query kInsert{"category.insert", R"sql(
  INSERT INTO category (id, name, parent_id, position, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (name) DO NOTHING)sql"};

const storage::Query kUpdate{"category.update", R"sql(
  UPDATE category SET name = ?2, parent_id = ?3 WHERE id = ?1)sql"};

const storage::Query kSetPosition{"category.set_position", R"sql(
  UPDATE category SET position = ?2 WHERE id = ?1)sql"};

const storage::Query kDelete{"category.delete", R"sql(
  DELETE FROM category WHERE id = ?1)sql"};

// New ones stand at the end until they are moved.
constexpr std::int64_t kEnd = 1'000'000;

Category as_category(const storage::Row& row) {
  return {row.get<CategoryId>(0), row.get<std::string>(1), row.get<std::optional<CategoryId>>(2)};
}

std::vector<Category> sisters_of(const storage::Reader& db, const std::optional<CategoryId>& parent) {
  return parent ? db.all(kChildren, as_category, *parent) : db.all(kParents, as_category);
}

Category require(const storage::Reader& db, const CategoryId& id) {
  auto category = find_category(db, id);
  if (!category) throw Error(ErrorCode::NotFound, "There is no such category.");
  return *category;
}

void check_parent(const storage::Reader& db, const std::optional<CategoryId>& parent,
                  const CategoryId& child) {
  if (!parent) return;
  const auto found = find_category(db, *parent);
  if (!found) throw InvalidInput({Problem{"parent_id", "There is no such category."}});
  if (found->parent || found->id == child)
    throw InvalidInput({Problem{"parent_id", "Categories have two levels: choose one of the first."}});
  if (db.first(kChildren, as_category, child))
    throw InvalidInput({Problem{"parent_id", "This category has categories of its own: move those first."}});
}

[[noreturn]] void throw_name_taken() {
  throw Error(ErrorCode::Conflict, "There is a category of this name already.");
}

void place(storage::Writer& db, const Category& category, std::int64_t position) {
  auto sisters = sisters_of(db, category.parent);
  std::erase_if(sisters, [&](const Category& sister) { return sister.id == category.id; });
  const auto at = std::min<std::int64_t>(position, std::ssize(sisters));
  sisters.insert(sisters.begin() + at, category);
  for (std::size_t place = 0; place < sisters.size(); ++place) db.run(kSetPosition, sisters[place].id, place);
}

Category insert(storage::Writer& db, const CategoryDraft& draft) {
  const Category category{CategoryId{new_id_text(db.now())}, draft.name, draft.parent};
  if (db.run(kInsert, category.id, category.name, category.parent, kEnd, db.now()) == 0) throw_name_taken();
  return category;
}

nlohmann::json facts_of(const Category& category) {
  return {{"name", category.name},
          {"parent_id", category.parent ? nlohmann::json(category.parent->text()) : nlohmann::json()}};
}

void note(storage::Writer& db, const http::Principal& who, std::string action, const CategoryId& id,
          const nlohmann::json& details) {
  audit::record(db, act_of(who, std::move(action), {"category", id.text()}, details));
}

}  // namespace

Category Categories::create(const http::Principal& who, const CategoryDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    check_parent(db, draft.parent, CategoryId{});
    auto category = insert(db, draft);
    note(db, who, "category.created", category.id, facts_of(category));
    return category;
  });
}

Category Categories::change(const http::Principal& who, const CategoryId& id, const CategoryPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto category = require(db, id);
    const auto before = facts_of(category);
    if (patch.parent) {
      check_parent(db, *patch.parent, id);
      category.parent = *patch.parent;
    }
    if (patch.name) {
      const auto same = find_category(db, *patch.name);
      if (same && same->id != id) throw_name_taken();
      category.name = *patch.name;
    }
    db.run(kUpdate, id, category.name, category.parent);
    if (patch.position || patch.parent) place(db, category, patch.position.value_or(kEnd));
    // A place among its sisters is a matter of taste, and leaves no trace.
    if (const auto after = facts_of(category); after != before)
      note(db, who, "category.changed", id, {{"before", before}, {"after", after}});
    return category;
  });
}

void Categories::remove(const http::Principal& who, const CategoryId& id) {
  database_.write([&](storage::Writer& db) {
    const auto category = require(db, id);
    if (db.first(kChildren, as_category, id))
      throw Error(ErrorCode::Conflict,
                  "This category has categories of its own: move or delete those first.");
    db.run(kDelete, id);
    note(db, who, "category.removed", id, facts_of(category));
  });
}

std::vector<Category> all_categories(const storage::Reader& db) {
  std::vector<Category> all;
  for (auto& parent : db.all(kParents, as_category)) {
    auto children = db.all(kChildren, as_category, parent.id);
    all.push_back(std::move(parent));
    std::move(children.begin(), children.end(), std::back_inserter(all));
  }
  return all;
}

std::optional<Category> find_category(const storage::Reader& db, const CategoryId& id) {
  return db.first(kOne, as_category, id);
}

std::optional<Category> find_category(const storage::Reader& db, const std::string& id_or_name) {
  if (const auto id = CategoryId::parse(id_or_name))
    if (auto category = find_category(db, *id)) return category;
  return db.first(kByName, as_category, trim(id_or_name));
}

CategoryId category_for(storage::Writer& db, const std::string& id_or_name) {
  if (const auto known = find_category(db, id_or_name)) return known->id;
  if (CategoryId::parse(id_or_name)) throw InvalidInput({Problem{"category", "There is no such category."}});
  return insert(db, {std::string{trim(id_or_name)}, std::nullopt}).id;
}

}  // namespace lectern::catalog
