#include "catalog/browse.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "catalog/access.h"
#include "catalog/folded.h"

namespace lectern::catalog {

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

std::vector<std::string> values_of(const ShelfEntry& entry, Facet facet) {
  const Course& course = entry.course;
  switch (facet) {
    case Facet::Category:
      return course.category ? std::vector{course.category->text()} : std::vector<std::string>{};
    case Facet::Level:
      return {std::string{text_of(course.level)}};
    case Facet::Type:
      return {std::string{text_of(course.type)}};
    case Facet::Language:
      return {course.language};
    case Facet::Price:
      return {std::string{text_of(course.price ? PriceKind::Paid : PriceKind::Free)}};
    case Facet::Tag:
      return entry.tags;
    case Facet::Instructor:
      break;
  }
  std::vector<std::string> ids;
  for (const auto& instructor : entry.instructors) ids.push_back(instructor.text());
  return ids;
}

bool has_any(const std::vector<std::string>& values, const std::vector<std::string>& wanted) {
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  });
}

bool has_words(const ShelfEntry& entry, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return entry.words.find(word) != std::string::npos; });
}

std::vector<std::string> words_of(const std::string& text) {
  const auto whole = folded(text);
  std::vector<std::string> words;
  for (const auto word : split(whole, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

/// Numbers whose texts are in the order of the numbers, or the other way round.
std::string rising(std::int64_t number) {
  return fmt::format("{:020}", number);
}
std::string falling(std::int64_t number) {
  return rising(kLargest - number);
}

/// Courses that few have rated stand nearer to the middle: one person's five stars are no proof.
std::int64_t weighted_rating(const Rating& rating) {
  constexpr std::int64_t kDoubt = 5;
  constexpr std::int64_t kMiddle = 3;
  if (rating.count == 0) return 0;
  return (rating.sum + kDoubt * kMiddle) * 10'000 / (rating.count + kDoubt);
}

/// Sorts as its course does under `sort`; equals are told apart by the id, the newer first.
std::string sort_key(const ShelfEntry& entry, Sort sort) {
  const Course& course = entry.course;
  const auto milliseconds = [](Instant at) { return at.time_since_epoch().count(); };
  switch (sort) {
    case Sort::Newest:
      return falling(milliseconds(course.published_at.value_or(course.created_at)));
    case Sort::Title:
      return entry.title_key;
    case Sort::Rating:
      return falling(weighted_rating(course.rating));
    case Sort::Price:
      return rising(course.price ? course.price->amount : 0);
    case Sort::Start:
      return rising(course.starts_at ? milliseconds(*course.starts_at) : kLargest);
  }
  return {};
}

struct Placed {
  std::string key;
  const CourseId* id;

  bool operator<(const Placed& other) const {
    if (key != other.key) return key < other.key;
    return *id > *other.id;
  }
};

std::string as_cursor(const Placed& last) {
  return to_base64url(last.key + '\n' + last.id->text());
}

struct Cursor {
  std::string key;
  CourseId id;
};

Cursor cursor_of(const std::string& after) {
  const auto text = from_base64url(after);
  const auto end = text ? text->rfind('\n') : std::string::npos;
  const auto id = end == std::string::npos ? std::nullopt : CourseId::parse(text->substr(end + 1));
  if (!id)
    throw InvalidInput({Problem{"after", "This is no place in the list: use `next` of the page before."}});
  return {text->substr(0, end), *id};
}

class Chooser {
 public:
  Chooser(const CourseFilter& filter, const http::Principal& who)
      : filter_(filter), who_(who), words_(words_of(filter.words)) {}

  /// A course that fails in one facet alone is counted there: choosing its value would bring it in.
  void look_at(const ShelfEntry& entry) {
    if (filter_.owner && entry.course.owner != *filter_.owner) return;
    if (!may_find(entry, who_) || !has_words(entry, words_)) return;
    std::size_t failed_count = 0;
    std::size_t failed = 0;
    std::array<std::vector<std::string>, kFacetCount> values;
    for (std::size_t facet = 0; facet < kFacetCount && failed_count < 2; ++facet) {
      values[facet] = values_of(entry, static_cast<Facet>(facet));
      if (filter_.chosen[facet].empty() || has_any(values[facet], filter_.chosen[facet])) continue;
      failed = facet;
      ++failed_count;
    }
    if (failed_count > 1) return;
    for (std::size_t facet = 0; facet < kFacetCount; ++facet)
      if (failed_count == 0 || facet == failed) count(facet, values[facet]);
    if (failed_count == 0) found_.push_back({sort_key(entry, filter_.sort), &entry.course.id});
  }

  Choice finish(const http::Paging& paging) {
    choice_.total = std::ssize(found_);
    if (!paging.after.empty()) {
      const auto cursor = cursor_of(paging.after);
      const Placed last{cursor.key, &cursor.id};
      std::erase_if(found_, [&](const Placed& placed) { return !(last < placed); });
    }
    const auto wanted = std::min(found_.size(), static_cast<std::size_t>(paging.limit));
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(wanted), found_.end());
    for (std::size_t at = 0; at < wanted; ++at) choice_.courses.push_back(*found_[at].id);
    if (found_.size() > wanted) choice_.next = as_cursor(found_[wanted - 1]);
    return std::move(choice_);
  }

 private:
  void count(std::size_t facet, const std::vector<std::string>& values) {
    for (const auto& value : values) ++choice_.counts[facet][value];
  }

  const CourseFilter& filter_;
  const http::Principal& who_;
  std::vector<std::string> words_;
  std::vector<Placed> found_;
  Choice choice_;
};

}  // namespace

bool may_find(const ShelfEntry& entry, const http::Principal& who) {
  const auto& teachers = entry.instructors;
  const bool teaches = std::find(teachers.begin(), teachers.end(), who.user) != teachers.end();
  return may_find(entry.course, {who, teaches ? std::optional{CourseRole::Instructor} : std::nullopt});
}

Choice choose(const ShelfEntries& entries, const CourseFilter& filter, const http::Principal& who,
              const http::Paging& paging) {
  Chooser chooser(filter, who);
  for (const auto& entry : entries) chooser.look_at(*entry);
  return chooser.finish(paging);
}

}  // namespace lectern::catalog
