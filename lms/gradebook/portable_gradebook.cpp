#include "lms/gradebook/portable_gradebook.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/random.h"
#include "lms/gradebook/gradebook.h"
#include "lms/gradebook/points.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CopyFor;
using catalog::LessonNumbers;
using nlohmann::json;

constexpr std::size_t kMostCategories = 50;
constexpr std::size_t kMostItems = 500;
constexpr TextRule kName{1, 200};

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

/// The place of a category in the list; null for none.
json place_of(const Gradebook& book, const GradeCategoryId& id) {
  for (std::size_t at = 0; at < book.categories.size(); ++at)
    if (book.categories[at].id == id) return at;
  return nullptr;
}

json read(const storage::Reader& db, const CourseId& course, const LessonNumbers& lessons, CopyFor copy_for) {
  const auto book = read_gradebook(db, course);
  if (book.categories.empty() && book.items.empty() && book.scale.empty()) return nullptr;
  json categories = json::array();
  for (const auto& category : book.categories)
    categories.push_back(
        {{"name", category.name}, {"weight", category.weight}, {"drop_lowest", category.drop_lowest}});
  json items = json::array();
  for (const auto& item : book.items) {
    json value{{"name", item.name},
               {"most", points_number(item.most)},
               {"extra_credit", item.is_extra},
               {"category", place_of(book, item.category)}};
    if (const auto number = lessons.number_of(item.lesson)) value["lesson"] = *number;
    if (copy_for == CopyFor::Archive) {
      value["hidden_until"] = time_or_null(item.hidden_until);
      value["due_at"] = time_or_null(item.due_at);
    }
    items.push_back(std::move(value));
  }
  return {{"weighting", text_of(book.weighting)},
          {"scale", book.scale},
          {"categories", std::move(categories)},
          {"items", std::move(items)}};
}

std::optional<Instant> optional_time(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, {1, 40});
  const auto at = text ? from_rfc3339(*text) : std::nullopt;
  if (text && !at) fields.add_problem(field, "This must be a time.");
  return at;
}

GradeItem read_item(const json& value, const LessonNumbers& lessons,
                    const std::vector<GradeCategory>& categories) {
  FieldReader fields(value);
  GradeItem item;
  item.name = fields.text("name", kName);
  item.most = points_of(fields.number("most", 0, static_cast<double>(kMostPoints / kPoint)));
  item.is_extra = fields.optional_flag("extra_credit").value_or(false);
  if (const auto place = fields.optional_integer("category", 0, 1000)) {
    if (static_cast<std::size_t>(*place) < categories.size())
      item.category = categories[static_cast<std::size_t>(*place)].id;
    else
      fields.add_problem("category", "There is no category in this place.");
  }
  const auto lesson = fields.optional_integer("lesson", 0, 1'000'000);
  item.hidden_until = optional_time(fields, "hidden_until");
  item.due_at = optional_time(fields, "due_at");
  fields.finish();
  if (lesson) item.lesson = lessons.at(static_cast<std::size_t>(*lesson));
  return item;
}

void write(storage::Writer& db, const http::Principal&, const CourseId& course, const LessonNumbers& lessons,
           const json& value) {
  json own = value;
  if (own.is_object())
    for (const char* list : {"categories", "items"}) own.erase(list);
  FieldReader fields(own);
  Gradebook book;
  book.weighting =
      from_text<Weighting>(fields.choice("weighting", {"points", "weights"})).value_or(book.weighting);
  book.scale = fields.optional_text("scale", {0, 500}).value_or("");
  if (!parse_scale(book.scale)) fields.add_problem("scale", "This is no scale.");
  fields.finish();
  catalog::each_in(value, "categories", kMostCategories, [&](const json& one) {
    FieldReader category_fields(one);
    GradeCategory category;
    category.id = GradeCategoryId{new_id_text(db.now())};
    category.name = category_fields.text("name", kName);
    category.weight = category_fields.integer("weight", 0, 1'000'000);
    category.drop_lowest = category_fields.integer("drop_lowest", 0, 1000);
    category_fields.finish();
    book.categories.push_back(std::move(category));
  });
  catalog::each_in(value, "items", kMostItems, [&](const json& one) {
    auto item = read_item(one, lessons, book.categories);
    item.id = GradeItemId{new_id_text(db.now())};
    item.course = course;
    book.items.push_back(std::move(item));
  });
  store_gradebook(db, course, book);
}

}  // namespace

catalog::PortablePart portable_gradebook() {
  return {"gradebook", read, write};
}

}  // namespace lectern::lms
