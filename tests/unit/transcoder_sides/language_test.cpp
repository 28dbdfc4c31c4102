#include "transcoder/language.h"

#include <gtest/gtest.h>

namespace lectern::transcoder {
namespace {

TEST(Language, BothThreeLetterCodesBecomeTheShortTag) {
  EXPECT_EQ(language_tag("ger"), "de");
  EXPECT_EQ(language_tag("deu"), "de");
  EXPECT_EQ(language_tag("ENG"), "en");
  EXPECT_EQ(language_tag("pt-BR"), "pt");
}

TEST(Language, UnknownCodesStayAndNonsenseIsUndetermined) {
  EXPECT_EQ(language_tag("haw"), "haw");
  EXPECT_EQ(language_tag(""), "und");
  EXPECT_EQ(language_tag("zxx"), "und");
  EXPECT_EQ(language_tag("\"><script>"), "und");
}

TEST(Language, LabelsAreInTheLanguageItself) {
  EXPECT_EQ(language_label("de"), "Deutsch");
  EXPECT_EQ(language_label("und"), "");
}

}  // namespace
}  // namespace lectern::transcoder
