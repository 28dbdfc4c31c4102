#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "config/loader.h"
#include "config/reference.h"
#include "config/secrets.h"

namespace lectern::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FilesTest : public ::testing::Test {
 protected:
  FilesTest() {
    std::string name = (std::filesystem::temp_directory_path() / "lectern-test-XXXXXX").string();
    folder = ::mkdtemp(name.data());
  }
  ~FilesTest() override { std::filesystem::remove_all(folder); }

  Sources file_with(const std::string& text) {
    write_file_atomically(folder / "lectern.conf", text);
    return {folder / "lectern.conf", {}, {}};
  }

  std::filesystem::path folder;
};

TEST_F(FilesTest, TheFileIsKeyAndValueWithCommentsAndTheEnvironmentOverridesIt) {
  Sources sources = file_with("# comment\n\n  http.listen = 127.0.0.1:1  \nlog.level=error\n");
  sources.environment = {"LECTERN_LOG_LEVEL=debug"};
  const auto settings = load(sources);
  EXPECT_EQ(settings.http_listen, "127.0.0.1:1");
  EXPECT_EQ(settings.log_level, log::Level::Debug);
}

TEST_F(FilesTest, MistakesNameTheirLine) {
  try {
    load(file_with("log.level = loud\nnonsense\nlog.level = info\n"));
    FAIL();
  } catch (const InvalidInput& error) {
    std::vector<std::string> messages;
    for (const auto& problem : error.problems()) messages.push_back(problem.message);
    EXPECT_THAT(messages, ElementsAre(HasSubstr("lectern.conf:1:"), HasSubstr("lectern.conf:2: Every line"),
                                      HasSubstr("lectern.conf:3: log.level is set a second time")));
  }
}

TEST_F(FilesTest, AFileThatIsNamedMustBeThere) {
  EXPECT_THROW(load({folder / "missing.conf", {}, {}}), Error);
}

TEST_F(FilesTest, TheReferenceFileReadsBackAsWhatItShows) {
  Settings settings;
  settings.http_listen = "0.0.0.0:80";
  settings.upload_quota = gibibytes(3);
  const std::string place = "file";
  settings.origins = {{"http.listen", place}, {"upload.quota", place}};
  EXPECT_EQ(load(file_with(print_settings(settings))), settings);
}

// Where this fails, the table was changed: write the file anew with `lectern config`.
TEST(Reference, ThePackagedFileIsInStep) {
  EXPECT_EQ(read_file("packaging/lectern.conf"), print_settings(Settings{}));
}

TEST_F(FilesTest, KeysAreMadeOnceForTheirOwnerOnly) {
  const auto first = load_or_make_secrets(folder / "keys");
  struct stat status {};
  ASSERT_EQ(::stat((folder / "keys").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
  const auto again = load_or_make_secrets(folder / "keys");
  EXPECT_EQ(first.session_key, again.session_key);
  EXPECT_EQ(first.session_key.size(), 32u);
  EXPECT_EQ(first.playback_key.key, again.playback_key.key);
  EXPECT_NE(first.playback_key.key, first.session_key);
  EXPECT_FALSE(again.previous_playback_key.has_value());
  EXPECT_TRUE(again.token_key.verify("x", first.token_key.sign("x")));
}

TEST_F(FilesTest, ARotationKeepsTheKeyBeforeAndNoOther) {
  const auto file = folder / "keys";
  const auto first = load_or_make_secrets(file);
  rotate_keys(file);
  const auto second = load_or_make_secrets(file);
  EXPECT_NE(second.playback_key.id, first.playback_key.id);
  EXPECT_NE(second.playback_key.key, first.playback_key.key);
  ASSERT_TRUE(second.previous_playback_key);
  EXPECT_EQ(second.previous_playback_key->key, first.playback_key.key);
  EXPECT_EQ(second.session_key, first.session_key);
  EXPECT_EQ(second.previous_token_key_pem, first.token_key.to_pem());
  EXPECT_FALSE(second.token_key.verify("x", first.token_key.sign("x")));
  rotate_keys(file);
  EXPECT_EQ(load_or_make_secrets(file).previous_playback_key->key, second.playback_key.key);
}

TEST_F(FilesTest, KeysThatOthersMayReadOrThatAreDamagedAreRefused) {
  const auto file = folder / "keys";
  load_or_make_secrets(file);
  const std::string text = read_file(file);
  std::filesystem::permissions(file, std::filesystem::perms{0640});
  EXPECT_THROW(load_or_make_secrets(file), Error);
  for (const auto& damaged :
       {text.substr(0, text.size() / 2), std::string{}, "x" + text.substr(text.find("session"))}) {
    write_file_atomically(file, damaged);
    EXPECT_THROW(load_or_make_secrets(file), Error);
  }
}

}  // namespace
}  // namespace lectern::config
