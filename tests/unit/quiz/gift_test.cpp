#include "lms/quiz/gift.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"

namespace lectern::lms {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string content_of(const fs::path& path) {
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

template <typename Value>
json or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json as_json(const GiftText& text) {
  constexpr const char* kNames[] = {"moodle", "html", "markdown", "plain"};
  return {{"format", kNames[static_cast<int>(text.format)]}, {"text", text.text}};
}

json as_json(const std::optional<GiftText>& text) {
  return text ? as_json(*text) : json(nullptr);
}

json as_json(const GiftNumber& number) {
  switch (number.kind) {
    case GiftNumber::Kind::Simple:
      return {{"type", "simple"}, {"number", number.number}};
    case GiftNumber::Kind::Range:
      return {{"type", "range"}, {"number", number.number}, {"range", number.range}};
    case GiftNumber::Kind::HighLow:
      return {{"type", "high-low"}, {"numberLow", number.number}, {"numberHigh", number.range}};
  }
  return nullptr;
}

json as_json(const GiftChoice& choice) {
  return {{"isCorrect", choice.is_correct},
          {"weight", or_null(choice.weight)},
          {"text", choice.number ? as_json(*choice.number) : as_json(choice.text)},
          {"feedback", as_json(choice.feedback)}};
}

/// The tree in the words of the reference files.
json as_json(const GiftItem& item) {
  constexpr const char* kNames[] = {"Category", "Description", "Essay",     "TF",
                                    "MC",       "Short",       "Numerical", "Matching"};
  json tree{{"type", kNames[static_cast<int>(item.kind)]}, {"title", or_null(item.title)}};
  if (item.kind == GiftKind::Category) return tree;
  tree["id"] = or_null(item.id);
  tree["tags"] = item.tags.empty() ? json(nullptr) : json(item.tags);
  tree["stem"] = as_json(item.stem);
  tree["hasEmbeddedAnswers"] = item.has_embedded_answers;
  if (item.kind == GiftKind::Description) return tree;
  tree["globalFeedback"] = as_json(item.general_feedback);
  if (item.kind == GiftKind::TrueFalse) {
    tree["isTrue"] = item.is_true;
    tree["trueFeedback"] = as_json(item.true_feedback);
    tree["falseFeedback"] = as_json(item.false_feedback);
  }
  for (const auto& pair : item.pairs)
    tree["matchPairs"].push_back({{"subquestion", as_json(pair.subquestion)}, {"subanswer", pair.subanswer}});
  for (const auto& choice : item.choices) tree["choices"].push_back(as_json(choice));
  if (item.number) tree["choices"] = as_json(*item.number);
  return tree;
}

/// Beside the checkout, in which tests run.
fs::path cases_folder() {
  return fs::current_path().parent_path() / "shared" / "gift";
}

TEST(Gift, EveryReferenceCaseGivesTheTreeBesideIt) {
  if (!fs::exists(cases_folder()))
    GTEST_SKIP() << cases_folder() << " is missing: no reference cases to read.";
  int cases = 0;
  for (const auto& entry : fs::directory_iterator(cases_folder())) {
    if (entry.path().extension() != ".gift") continue;
    auto expected = json::parse(content_of(fs::path{entry.path()}.replace_extension(".json")));
    json read = json::array();
    for (const auto& item : read_gift(content_of(entry.path()))) read.push_back(as_json(item));
    EXPECT_EQ(read, expected) << entry.path() << "\n" << json::diff(expected, read).dump(1);
    ++cases;
  }
  EXPECT_GE(cases, 17);
}

/// Where the mistakes are, as the person who wrote the text is told.
std::vector<std::string> lines_at_fault(std::string_view text) {
  try {
    read_gift(text);
  } catch (const InvalidInput& error) {
    std::vector<std::string> lines;
    for (const auto& problem : error.problems()) {
      lines.push_back(problem.field);
      EXPECT_TRUE(problem.message.ends_with('.')) << problem.message;
    }
    return lines;
  }
  return {};
}

TEST(Gift, EveryMistakeIsNamedWithItsLine) {
  EXPECT_EQ(lines_at_fault("One?{=1}\n\nTwo?{=1\n\nThree?{T}"), std::vector<std::string>{"line 3"});
  EXPECT_EQ(lines_at_fault("A?{nothing}\n\nB?{#many}\n\n::C"),
            (std::vector<std::string>{"line 1", "line 3", "line 5"}));
  EXPECT_EQ(lines_at_fault("A } B"), std::vector<std::string>{"line 1"});
  EXPECT_EQ(lines_at_fault("A?{=%much%one ~two}"), std::vector<std::string>{"line 1"});
  EXPECT_EQ(lines_at_fault("A?{= ~two}"), std::vector<std::string>{"line 1"});
  EXPECT_EQ(lines_at_fault("A?{=one} or {=two}?"), std::vector<std::string>{"line 1"});
  EXPECT_EQ(lines_at_fault("{=one}"), std::vector<std::string>{"line 1"});
}

TEST(Gift, NumbersMayBeRanges) {
  const auto items = read_gift("Pi?{#3.141..3.142}");
  ASSERT_EQ(items.size(), 1U);
  ASSERT_TRUE(items[0].number);
  EXPECT_EQ(items[0].number->kind, GiftNumber::Kind::HighLow);
  EXPECT_DOUBLE_EQ(items[0].number->number, 3.141);
  EXPECT_DOUBLE_EQ(items[0].number->range, 3.142);
}

TEST(Gift, WindowsLineEndsAndAByteOrderMarkAreNoMatter) {
  const auto items = read_gift(
      "\xEF\xBB\xBF"
      "One?{\r\n=1\r\n~2\r\n}\r\n\r\nTwo?{T}\r\n");
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(items[0].choices[1].text.text, "2");
  EXPECT_EQ(items[1].line, 6);
}

/// Every beginning of every case, and cases with bytes that do not belong there: read or refused, never
/// worse.
TEST(Gift, DamagedTextIsReadOrRefused) {
  const std::string text =
      "// [tag:a]\n::T::[html]What{=%50%a#b ~c ####d} e\n\n{#=1:2#x}\n\nN{#1..2}\n\nM{=a->b =c->d}";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    for (const std::string_view planted : {"", "{", "}", "\\", "#", "~", "=", "::", "%", "\n\n", "->"}) {
      auto damaged = text.substr(0, end);
      damaged += planted;
      damaged += text.substr(end);
      lines_at_fault(damaged);
      lines_at_fault(text.substr(0, end));
    }
  }
}

}  // namespace
}  // namespace lectern::lms
