#include "http/certificate_files.h"

#include <gtest/gtest.h>

#include "base/file.h"
#include "tests/support/scratch_folder.h"

namespace lectern::http {
namespace {

class CertificateFilesTest : public ::testing::Test {
 protected:
  CertificateFilesTest() { write("one"); }
  void write(const std::string& text) {
    write_file_atomically(folder.path() / "certificate.pem", text);
    write_file_atomically(folder.path() / "key.pem", text);
  }
  testing::ScratchFolder folder;
};

TEST_F(CertificateFilesTest, RenewalIsToldOnceAndOnlyWhenBothHaveBeenLeftAlone) {
  CertificateFiles files(folder.path() / "certificate.pem", folder.path() / "key.pem");
  EXPECT_FALSE(files.have_settled_anew());
  write_file_atomically(folder.path() / "certificate.pem", "two");
  EXPECT_FALSE(files.have_settled_anew());
  write_file_atomically(folder.path() / "key.pem", "two");
  EXPECT_FALSE(files.have_settled_anew());
  EXPECT_TRUE(files.have_settled_anew());
  EXPECT_FALSE(files.have_settled_anew());
  EXPECT_EQ(files.certificate(), "two");
}

}  // namespace
}  // namespace lectern::http
