#include "catalog/facets.h"

#include <algorithm>

namespace lectern::catalog {

namespace {

// So many values of a facet are worth reading; the rest are found by words.
constexpr std::size_t kMostValues = 30;

std::size_t index_of(Facet facet) {
  return static_cast<std::size_t>(facet);
}

template <typename Enum>
std::vector<FacetValue> in_table_order(const std::map<std::string, std::int64_t>& counts) {
  std::vector<FacetValue> values;
  for (const auto& row : text_table(Enum{})) {
    const std::string text{row.text};
    if (const auto found = counts.find(text); found != counts.end())
      values.push_back({text, text, std::nullopt, found->second});
  }
  return values;
}

std::vector<FacetValue> greatest_first(const std::map<std::string, std::int64_t>& counts) {
  std::vector<FacetValue> values;
  for (const auto& [value, count] : counts) values.push_back({value, value, std::nullopt, count});
  std::stable_sort(values.begin(), values.end(),
                   [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  if (values.size() > kMostValues) values.resize(kMostValues);
  return values;
}

std::int64_t count_of(const Choice& choice, const CategoryId& id) {
  const auto& counts = choice.counts[index_of(Facet::Category)];
  const auto found = counts.find(id.text());
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

void widen_categories(const std::vector<Category>& categories, CourseFilter& filter) {
  auto& chosen = filter.chosen[index_of(Facet::Category)];
  if (chosen.empty()) return;
  std::vector<std::string> ids;
  for (const auto& wanted : chosen) {
    const auto named = std::find_if(categories.begin(), categories.end(), [&](const Category& category) {
      return category.id.text() == wanted || category.name == wanted;
    });
    if (named == categories.end()) continue;
    ids.push_back(named->id.text());
    for (const auto& category : categories)
      if (category.parent == named->id) ids.push_back(category.id.text());
  }
  // An id that no course has: nothing, rather than everything.
  if (ids.empty()) ids.emplace_back();
  chosen = std::move(ids);
}

std::vector<CategoryCount> counted_categories(const std::vector<Category>& categories, const Choice& choice) {
  std::vector<CategoryCount> counted;
  for (const auto& category : categories) {
    CategoryCount entry{category, count_of(choice, category.id)};
    for (const auto& child : categories)
      if (child.parent == category.id) entry.courses += count_of(choice, child.id);
    counted.push_back(std::move(entry));
  }
  return counted;
}

std::array<std::vector<FacetValue>, kFacetCount> named_facets(const storage::Reader& db,
                                                              const Standing& standing,
                                                              const std::vector<Category>& categories,
                                                              const Choice& choice) {
  std::array<std::vector<FacetValue>, kFacetCount> facets;
  const auto counts = [&](Facet facet) -> const auto& {
    return choice.counts[index_of(facet)];
  };
  for (const auto& [category, courses] : counted_categories(categories, choice))
    if (courses > 0)
      facets[index_of(Facet::Category)].push_back(
          {category.id.text(), category.name, category.parent, courses});
  facets[index_of(Facet::Level)] = in_table_order<Level>(counts(Facet::Level));
  facets[index_of(Facet::Type)] = in_table_order<CourseType>(counts(Facet::Type));
  facets[index_of(Facet::Price)] = in_table_order<PriceKind>(counts(Facet::Price));
  facets[index_of(Facet::Language)] = greatest_first(counts(Facet::Language));
  facets[index_of(Facet::Tag)] = greatest_first(counts(Facet::Tag));
  facets[index_of(Facet::Instructor)] = greatest_first(counts(Facet::Instructor));
  for (auto& instructor : facets[index_of(Facet::Instructor)])
    instructor.label = standing.name_of(db, UserId{instructor.value});
  return facets;
}

}  // namespace lectern::catalog
