#include "catalog/file_type.h"

#include <gtest/gtest.h>

#include <string>

namespace lectern::catalog {
namespace {

using namespace std::string_literals;

TEST(FileType, IsToldByTheFirstBytesNotByTheName) {
  EXPECT_EQ(recognise("%PDF-1.7\n", "notes.html").media_type, "application/pdf");
  EXPECT_EQ(recognise("\x89PNG\r\n\x1a\n"s + "rest", "x.pdf").shown, Shown::Picture);
  EXPECT_EQ(recognise("\xff\xd8\xff\xe0", "").media_type, "image/jpeg");
  EXPECT_EQ(recognise("RIFF\0\0\0\0WEBPVP8 "s, "").media_type, "image/webp");
}

TEST(FileType, NothingThatCouldRunIsShown) {
  for (const char* text : {"<html><script>alert(1)</script>", "  \n<svg xmlns='http://www.w3.org/2000/svg'/>",
                           "<?xml version='1.0'?>", "\xef\xbb\xbf<!doctype html>"}) {
    EXPECT_EQ(recognise(text, "page.txt").shown, Shown::Nowhere) << text;
    EXPECT_EQ(recognise(text, "page.txt").media_type, "application/octet-stream") << text;
  }
}

TEST(FileType, TextIsUtf8WithoutControls) {
  EXPECT_EQ(recognise("Größe, straße\n", "notes.md").media_type, "text/plain");
  EXPECT_EQ(recognise("a\0b"s, "notes.txt").shown, Shown::Nowhere);
  EXPECT_EQ(recognise("\xff\xfe caf\xe9", "notes.txt").shown, Shown::Nowhere);
  EXPECT_EQ(recognise("", "empty.txt").shown, Shown::Nowhere);
}

TEST(FileType, ACharacterCutAtTheEndOfTheHeadIsStillText) {
  const std::string text(kRecognisedBytes - 1, 'a');
  EXPECT_EQ(recognise(text + "ß" + text, "long.txt").media_type, "text/plain");
}

TEST(FileType, OfficeFilesAreNamedByTheirEnding) {
  EXPECT_EQ(recognise("PK\x03\x04", "Slides.PPTX").media_type,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation");
  EXPECT_EQ(recognise("PK\x03\x04", "data.zip").media_type, "application/zip");
  EXPECT_EQ(recognise("not packed", "Slides.pptx").media_type, "text/plain");
}

TEST(FileType, ShownAsAgreesWithWhatWasRecognised) {
  for (const auto& head : {"%PDF-"s, "GIF89a"s, "plain"s, "PK\x03\x04"s})
    EXPECT_EQ(shown_as(recognise(head, "x").media_type), recognise(head, "x").shown) << head;
}

}  // namespace
}  // namespace lectern::catalog
