#pragma once
// Choosing from the shelf: which courses somebody finds under a filter, how many there would be under each
// other choice, and in what order. Pure.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/shelf.h"
#include "http/message.h"
#include "http/principal.h"

namespace lectern::catalog {

enum class Sort { Newest, Title, Rating, Price, Start };
enum class PriceKind { Free, Paid };

constexpr std::array kSortTexts = {EnumText{Sort::Newest, "newest"}, EnumText{Sort::Title, "title"},
                                   EnumText{Sort::Rating, "rating"}, EnumText{Sort::Price, "price"},
                                   EnumText{Sort::Start, "start"}};
constexpr const auto& text_table(Sort) {
  return kSortTexts;
}

constexpr std::array kPriceKindTexts = {EnumText{PriceKind::Free, "free"}, EnumText{PriceKind::Paid, "paid"}};
constexpr const auto& text_table(PriceKind) {
  return kPriceKindTexts;
}

/// The ways to narrow the list. Within one of them a course needs any of the chosen values, and it needs that
/// in each.
enum class Facet { Category, Level, Type, Language, Price, Instructor, Tag };

constexpr std::array kFacetTexts = {EnumText{Facet::Category, "category"},
                                    EnumText{Facet::Level, "level"},
                                    EnumText{Facet::Type, "type"},
                                    EnumText{Facet::Language, "language"},
                                    EnumText{Facet::Price, "price"},
                                    EnumText{Facet::Instructor, "instructor"},
                                    EnumText{Facet::Tag, "tag"}};
constexpr const auto& text_table(Facet) {
  return kFacetTexts;
}
inline constexpr std::size_t kFacetCount = kFacetTexts.size();

struct CourseFilter {
  std::string words;  ///< Each of them in the title, the summary or a tag.
  std::optional<UserId> owner;
  /// By Facet; none: all. Categories by id, their children already among them.
  std::array<std::vector<std::string>, kFacetCount> chosen;
  Sort sort = Sort::Newest;
};

/// What was chosen from the shelf.
struct Choice {
  std::vector<CourseId> courses;
  std::string next;  ///< Where the next page begins; empty on the last.
  std::int64_t total = 0;
  /// By Facet: how many courses each value would leave, with everything else as it is.
  std::array<std::map<std::string, std::int64_t>, kFacetCount> counts;
};

/// Throws Invalid where `paging.after` is no place in this order.
Choice choose(const ShelfEntries& entries, const CourseFilter& filter, const http::Principal& who,
              const http::Paging& paging);

/// May they find this course?
bool may_find(const ShelfEntry& entry, const http::Principal& who);

}  // namespace lectern::catalog
