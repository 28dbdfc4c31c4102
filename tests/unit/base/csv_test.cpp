#include "base/csv.h"

#include <gmock/gmock.h>

#include <random>

#include "base/text.h"

namespace lectern {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

CsvTable table_of(std::string_view text) {
  CsvProblem problem;
  auto table = read_csv(text, problem);
  EXPECT_TRUE(table) << problem.line << ": " << problem.sentence;
  return table.value_or(CsvTable{});
}

CsvProblem problem_of(std::string_view text, CsvLimits limits = {}) {
  CsvProblem problem{0, ""};
  EXPECT_FALSE(read_csv(text, problem, limits)) << text;
  return problem;
}

TEST(Csv, ReadsPlainAndQuotedFields) {
  const auto table = table_of("Email, Name \r\na@b.org,\"Doe, \"\"Jo\"\"\"\r\nc@d.org,\"two\nlines\"\r\n");
  EXPECT_THAT(table.header, ElementsAre("email", "name"));
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_THAT(table.rows[0].fields, ElementsAre("a@b.org", "Doe, \"Jo\""));
  EXPECT_THAT(table.rows[1].fields, ElementsAre("c@d.org", "two\nlines"));
  EXPECT_EQ(table.rows[1].line, 3U);
}

TEST(Csv, CountsLinesThroughQuotesAndEmptyLines) {
  const auto table = table_of("a,b\n\n\"x\ny\",1\n\n2,3");
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(table.rows[0].line, 3U);
  EXPECT_EQ(table.rows[1].line, 6U);
}

TEST(Csv, TakesWhatSpreadsheetsWrite) {
  EXPECT_THAT(table_of("\xef\xbb\xbf"
                       "a;b\r1;2,5\r")
                  .rows[0]
                  .fields,
              ElementsAre("1", "2,5"));
  EXPECT_THAT(table_of("a\tb\n1\t2\n").rows[0].fields, ElementsAre("1", "2"));
  EXPECT_THAT(table_of("a,b\n,\n").rows[0].fields, ElementsAre("", ""));
}

TEST(Csv, SaysWhereItIsNotWellFormed) {
  EXPECT_EQ(problem_of("a,b\n1,2\n3\n").line, 3U);
  EXPECT_EQ(problem_of("a,b\n1,x\"y\n").line, 2U);
  EXPECT_EQ(problem_of("a,b\n1,\"x\"y\n").line, 2U);
  EXPECT_EQ(problem_of("a,b\n1,\"x\n\n\n").line, 2U);
  EXPECT_THAT(problem_of("a,A\n").sentence, HasSubstr("twice"));
  EXPECT_THAT(problem_of("a,\n").sentence, HasSubstr("no name"));
  EXPECT_THAT(problem_of("").sentence, HasSubstr("nothing"));
  EXPECT_THAT(problem_of("a\n\xff\n").sentence, HasSubstr("UTF-8"));
}

TEST(Csv, HasLimits) {
  EXPECT_THAT(problem_of("a\n1\n2\n3\n", {.rows = 2}).sentence, HasSubstr("more than 2 rows"));
  EXPECT_THAT(problem_of("a,b,c\n", {.columns = 2}).sentence, HasSubstr("more than 2 columns"));
  EXPECT_THAT(problem_of("a\nlonger\n", {.field_bytes = 5}).sentence, HasSubstr("longer than 5 bytes"));
}

TEST(Csv, WritesNoFormula) {
  std::string text;
  append_csv(text, {"=1+1", "+49", "-2", "@x", "\tx", "a=b", "plain", "with, comma", "\"q\""});
  EXPECT_EQ(text, "'=1+1,'+49,'-2,'@x,\"'\tx\",a=b,plain,\"with, comma\",\"\"\"q\"\"\"\r\n");
}

TEST(Csv, ReadsBackWhatItWrote) {
  const std::vector<std::string> fields{"=1", "a,b", "line\nline", "\"", "", "plain"};
  std::string text;
  append_csv(text, {"a", "b", "c", "d", "e", "f"});
  append_csv(text, fields);
  const auto table = table_of(text);
  for (std::size_t i = 0; i < fields.size(); ++i)
    EXPECT_EQ(without_guard(table.rows[0].fields[i]), fields[i]);
}

TEST(Csv, AnyBytesGiveATableOrAProblem) {
  std::mt19937 random{4180};
  constexpr std::string_view kAlphabet{",;\"\r\n\t=a\xc3\xa4\0x", 13};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += kAlphabet[random() % kAlphabet.size()];
    CsvProblem problem{0, ""};
    const auto table = read_csv(text, problem, {.rows = 5, .columns = 4, .field_bytes = 12});
    if (!table) {
      EXPECT_GE(problem.line, 1U);
      EXPECT_FALSE(problem.sentence.empty());
      continue;
    }
    EXPECT_LE(table->rows.size(), 5U);
    for (const auto& row : table->rows) EXPECT_EQ(row.fields.size(), table->header.size());
  }
}

}  // namespace
}  // namespace lectern
