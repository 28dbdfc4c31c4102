#include "catalog/course_fields.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "catalog/fields.h"

namespace lectern::catalog {

using http::Request;
using nlohmann::json;

namespace {

constexpr TextRule kTitle{1, 200};
constexpr TextRule kSummary{0, 500};
constexpr TextRule kDescription{0, 20'000};
constexpr TextRule kCategory{0, 100};
constexpr TextRule kLanguage{2, 35};  // RFC 5646 §4.4.1
constexpr TextRule kTag{1, 40};
constexpr TextRule kId{1, 40};
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kMostPrerequisites = 20;
constexpr std::int64_t kMostSeconds = 10'000 * 3600;
constexpr std::int64_t kMostMoney = 100'000'000;
constexpr std::int64_t kMostPeople = 1'000'000;

std::optional<std::string> optional_category(FieldReader& fields) {
  auto by_id = fields.optional_text("category_id", kCategory);
  auto by_name = fields.optional_text("category", kCategory);
  if (!by_id && !by_name && (fields.clears("category_id") || fields.clears("category"))) return "";
  return by_id ? by_id : by_name;
}

/// Wraps the answer of an optional_… call: null in the request takes the value away.
template <typename T>
Edit<T> edit_of(const FieldReader& fields, std::string_view field, std::optional<T> value) {
  if (value) return Edit<T>{std::move(value)};
  return fields.clears(field) ? Edit<T>{std::optional<T>{}} : Edit<T>{};
}

Edit<Instant> time_change(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, {1, 40});
  if (!text) return edit_of<Instant>(fields, field, std::nullopt);
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-10-01T08:00:00Z.");
  return edit_of(fields, field, at);
}

/// All that may be given from the start, and changed later, in the same way.
CoursePatch details(FieldReader& fields, const json& body) {
  CoursePatch patch;
  patch.level = optional_enum<Level>(fields, "level");
  patch.type = optional_enum<CourseType>(fields, "type");
  const auto seconds = fields.optional_integer("estimated_duration_seconds", 0, kMostSeconds);
  std::optional<std::chrono::seconds> duration;
  if (seconds) duration = std::chrono::seconds{*seconds};
  patch.estimated_duration = edit_of(fields, "estimated_duration_seconds", duration);
  patch.price = price_edit(fields);
  patch.capacity = edit_of(fields, "capacity", fields.optional_integer("capacity", 1, kMostPeople));
  patch.starts_at = time_change(fields, "starts_at");
  patch.ends_at = time_change(fields, "ends_at");
  patch.enrolment_opens_at = time_change(fields, "enrolment_opens_at");
  patch.enrolment_closes_at = time_change(fields, "enrolment_closes_at");
  auto tags = fields.texts("tags", kMostTags, kTag);
  if (body.is_object() && body.contains("tags")) patch.tags = std::move(tags);
  patch.prerequisites = course_ids(fields, body, "prerequisites", kMostPrerequisites);
  return patch;
}

constexpr std::string_view kTexts = R"({"type":"array","items":{"type":"string"}})";

/// Commas separate several; each is one of the enum's texts.
template <typename Enum>
void check_choices(std::string_view field, const std::vector<std::string>& values) {
  for (const auto& value : values)
    if (!from_text<Enum>(value))
      throw InvalidInput({Problem{std::string{field}, "There is no such choice: \"" + value + "\"."}});
}

std::vector<std::string> chosen_in(const Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto value : split(request.find_query(name).value_or(""), ','))
    if (!trim(value).empty()) values.emplace_back(trim(value));
  return values;
}

/// "me" is the asker. Nobody's courses are none: it stays as it is for who has not signed in.
UserId person_in(const Request& request, std::string_view text) {
  const bool is_me = text == "me" && request.principal.is_signed_in();
  return is_me ? request.principal.user : UserId{std::string{text}};
}

}  // namespace

Edit<Money> price_edit(FieldReader& fields) {
  const auto* price = fields.optional_object("price");
  if (price == nullptr) return edit_of<Money>(fields, "price", std::nullopt);
  FieldReader inner(*price);
  Money money{inner.integer("amount", 0, kMostMoney), inner.text("currency", {3, 3})};
  inner.finish();
  if (!is_currency(money.currency))
    fields.add_problem("price", "The currency must be a code of ISO 4217, such as EUR.");
  // What costs nothing is free.
  if (money.amount == 0) return Edit<Money>{std::optional<Money>{}};
  return edit_of(fields, "price", std::optional{std::move(money)});
}

std::optional<std::vector<CourseId>> course_ids(FieldReader& fields, const json& body, std::string_view field,
                                                std::size_t most) {
  const auto texts = fields.texts(field, most, kId);
  if (!body.is_object() || !body.contains(field)) return std::nullopt;
  std::vector<CourseId> ids;
  for (const auto& text : texts) {
    if (const auto id = CourseId::parse(text))
      ids.push_back(*id);
    else
      fields.add_problem(field, "There is no such course.");
  }
  return ids;
}

CourseDraft course_draft(const json& body) {
  FieldReader fields(body);
  CourseDraft draft;
  draft.title = fields.text("title", kTitle);
  draft.summary = fields.optional_text("summary", kSummary).value_or("");
  draft.description = fields.optional_text("description", kDescription).value_or("");
  draft.category = optional_category(fields);
  draft.language = fields.optional_text("language", kLanguage).value_or(draft.language);
  draft.details = details(fields, body);
  fields.finish();
  return draft;
}

CoursePatch course_patch(const json& body) {
  FieldReader fields(body);
  CoursePatch patch = details(fields, body);
  patch.title = fields.optional_text("title", kTitle);
  patch.summary = fields.optional_text("summary", kSummary);
  patch.description = fields.optional_text("description", kDescription);
  patch.category = optional_category(fields);
  patch.language = fields.optional_text("language", kLanguage);
  patch.visibility = optional_enum<Visibility>(fields, "visibility");
  fields.finish();
  return patch;
}

std::span<const http::Parameter> course_filter_parameters() {
  static constexpr http::Parameter kParameters[] = {
      {"q", "Words that must all stand in the title, the summary or a tag."},
      {"category", "Any of these categories, by id or name; their children belong to them.", kTexts},
      {"level", "Any of these levels.",
       R"({"type":"array","items":{"enum":["any","beginner","intermediate","advanced"]}})"},
      {"type", "Any of these types.",
       R"({"type":"array","items":{"enum":["self_paced","scheduled","live","programme_part"]}})"},
      {"language", "Any of these languages, as the courses name theirs.", kTexts},
      {"price", "Courses that are free, or that cost something.",
       R"({"type":"array","items":{"enum":["free","paid"]}})"},
      {"instructor", "Taught by any of these accounts; me is the asker.", kTexts},
      {"tag", "With any of these tags.", kTexts},
      {"owner_id",
       "Of this owner, with what they may find of them: drafts too, for the owner; me is the asker."},
      {"owner", "The same as owner_id."},
      {"sort", "The order of the list.",
       R"({"enum":["newest","title","rating","price","start"],"default":"newest"})"},
      {"state", "deleted lists one's own courses in the trash instead.", R"({"enum":["deleted"]})"}};
  return kParameters;
}

CourseFilter course_filter(const Request& request) {
  CourseFilter filter;
  filter.words = std::string{request.find_query("q").value_or("")};
  for (std::size_t facet = 0; facet < kFacetCount; ++facet)
    filter.chosen[facet] = chosen_in(request, kFacetTexts[facet].text);
  const auto values = [&](Facet facet) -> auto& {
    return filter.chosen[static_cast<std::size_t>(facet)];
  };
  check_choices<Level>("level", values(Facet::Level));
  check_choices<CourseType>("type", values(Facet::Type));
  check_choices<PriceKind>("price", values(Facet::Price));
  for (auto& tag : values(Facet::Tag)) tag = to_lower_ascii(tag);
  for (auto& instructor : values(Facet::Instructor)) instructor = person_in(request, instructor).text();
  auto owner = request.find_query("owner_id");
  if (!owner) owner = request.find_query("owner");
  if (owner) filter.owner = person_in(request, *owner);
  if (const auto sort = request.find_query("sort"); sort && !sort->empty()) {
    check_choices<Sort>("sort", {std::string{*sort}});
    filter.sort = from_text<Sort>(*sort).value();
  }
  return filter;
}

namespace {

std::optional<CategoryId> parent_in(FieldReader& fields) {
  const auto text = fields.optional_text("parent_id", kId);
  if (!text) return std::nullopt;
  auto id = CategoryId::parse(*text);
  if (!id) fields.add_problem("parent_id", "There is no such category.");
  return id;
}

}  // namespace

CategoryDraft category_draft(const json& body) {
  FieldReader fields(body);
  CategoryDraft draft;
  draft.name = fields.text("name", {1, 100});
  draft.parent = parent_in(fields);
  fields.finish();
  return draft;
}

CategoryPatch category_patch(const json& body) {
  FieldReader fields(body);
  CategoryPatch patch;
  patch.name = fields.optional_text("name", {1, 100});
  patch.parent = edit_of(fields, "parent_id", parent_in(fields));
  patch.position = fields.optional_integer("position", 0, 100'000);
  fields.finish();
  return patch;
}

}  // namespace lectern::catalog
