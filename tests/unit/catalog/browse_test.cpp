#include "catalog/browse.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "catalog/access.h"
#include "catalog/folded.h"
#include "catalog/money.h"

namespace lectern::catalog {
namespace {

std::shared_ptr<const ShelfEntry> entry(const std::string& id, const std::string& title,
                                        Visibility visibility = Visibility::Public) {
  ShelfEntry made;
  made.course.id = CourseId{id};
  made.course.owner = UserId{"owner"};
  made.course.title = title;
  made.course.visibility = visibility;
  made.course.language = "en";
  made.instructors = {UserId{"owner"}, UserId{"helper"}};
  made.title_key = made.words = folded(title);
  return std::make_shared<const ShelfEntry>(made);
}

http::Principal person(const char* id) {
  return {.user = UserId{id}, .session = SessionId{"s"}, .role = http::Role::Student};
}

TEST(Browse, FindsWhatTheRuleOfAccessNames) {
  const ShelfEntries entries{entry("a", "Draft", Visibility::Draft),
                             entry("b", "Internal", Visibility::Internal), entry("c", "Public"),
                             entry("d", "Unlisted", Visibility::Unlisted)};
  const auto total = [&](const http::Principal& who) { return choose(entries, {}, who, {}).total; };
  EXPECT_EQ(total({}), 1);
  EXPECT_EQ(total(person("stranger")), 2);
  EXPECT_EQ(total(person("helper")), 4);
}

TEST(Browse, CountsWhatEachOtherChoiceWouldBring) {
  auto german = std::make_shared<ShelfEntry>(*entry("a", "Licht"));
  german->course.language = "de";
  const ShelfEntries entries{german, entry("b", "Light")};
  CourseFilter filter;
  filter.chosen[static_cast<std::size_t>(Facet::Language)] = {"de"};
  const auto choice = choose(entries, filter, {}, {});
  EXPECT_EQ(choice.total, 1);
  const auto& languages = choice.counts[static_cast<std::size_t>(Facet::Language)];
  EXPECT_EQ(languages.at("en"), 1);
  const auto& levels = choice.counts[static_cast<std::size_t>(Facet::Level)];
  EXPECT_EQ(levels.at("any"), 1);
}

TEST(Browse, OnePersonsStarsAreNoProof) {
  auto loved = std::make_shared<ShelfEntry>(*entry("a", "Loved once"));
  loved->course.rating = {1, 5};
  auto proven = std::make_shared<ShelfEntry>(*entry("b", "Proven"));
  proven->course.rating = {100, 470};
  CourseFilter filter;
  filter.sort = Sort::Rating;
  EXPECT_EQ(choose({loved, proven}, filter, {}, {}).courses.front(), CourseId{"b"});
}

TEST(Browse, APlaceThatIsNoneIsRefused) {
  EXPECT_THROW(choose({}, {}, {}, {.limit = 5, .after = "%%"}), InvalidInput);
}

TEST(Folded, ForgetsCaseAndAccents) {
  EXPECT_EQ(folded("Ökonomie für Ältere"), "okonomie fur altere");
  EXPECT_EQ(folded("Straße"), "strasse");
  EXPECT_EQ(folded("ŽIŽEK Łódź"), "zizek lodz");
  EXPECT_EQ(folded("ФИЗИКА Ёлка"), "физика ёлка");
  EXPECT_EQ(folded("ΦΩΣ 光 🎓"), "φωσ 光 🎓");
}

TEST(Money, KnowsWhatPeoplePayWith) {
  EXPECT_TRUE(is_currency("EUR"));
  EXPECT_TRUE(is_currency("ZWG"));
  EXPECT_FALSE(is_currency("eur"));
  EXPECT_FALSE(is_currency("QQQ"));
  EXPECT_FALSE(is_currency("R A"));
}

}  // namespace
}  // namespace lectern::catalog
