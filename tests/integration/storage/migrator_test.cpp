#include "storage/db/migrator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "storage/db/backup.h"
#include "storage/db/connection.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::storage {
namespace {

using lectern::testing::TempFolder;
using ::testing::HasSubstr;

constexpr Migration kFirst{1, "first", "CREATE TABLE note (text TEXT NOT NULL) STRICT;"};
constexpr Migration kSecond{2, "second",
                            "ALTER TABLE note ADD COLUMN at INTEGER; INSERT INTO note VALUES ('hello', 1);"};
constexpr Migration kBroken{3, "broken",
                            "INSERT INTO note VALUES ('half', 2); INSERT INTO nowhere VALUES (1);"};
constexpr Migration kDangling{3, "dangling", R"sql(
  CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE child (parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE) STRICT;
  INSERT INTO child VALUES (7);)sql"};

class MigratorTest : public ::testing::Test {
 protected:
  int apply(std::initializer_list<Migration> migrations) {
    clock.advance(Milliseconds{1});  // Backups are named by the time.
    return migrate({file, folder / "backups"}, clock, {migrations.begin(), migrations.size()});
  }

  std::string message_of(std::initializer_list<Migration> migrations) {
    try {
      apply(migrations);
    } catch (const Error& error) {
      return error.message();
    }
    return "nothing was thrown";
  }

  std::size_t count_backups() {
    if (!std::filesystem::exists(folder / "backups")) return 0;
    const std::filesystem::directory_iterator files(folder / "backups");
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }

  // Throws where the statement does not fit what is there.
  void execute(const std::string& sql) { Connection(file, Access::ReadWrite).execute(sql); }

  TempFolder folder;
  std::filesystem::path file = folder / "test.db";
  FakeClock clock;
};

TEST_F(MigratorTest, AppliesEachChangeOnce) {
  EXPECT_EQ(apply({kFirst, kSecond}), 2);
  EXPECT_EQ(apply({kFirst, kSecond}), 0);
  EXPECT_NO_THROW(execute("SELECT text, at FROM note"));
}

TEST_F(MigratorTest, BacksUpAnExistingDatabaseButNotANewOne) {
  apply({kFirst});
  EXPECT_EQ(count_backups(), 0u);
  apply({kFirst, kSecond});
  ASSERT_EQ(count_backups(), 1u);
  const auto copy = std::filesystem::directory_iterator(folder / "backups")->path();
  EXPECT_NO_THROW(verify(copy));
  EXPECT_ANY_THROW(Connection(copy, Access::ReadOnly).execute("SELECT at FROM note"));
}

TEST_F(MigratorTest, RefusesADatabaseOfANewerProgram) {
  apply({kFirst, kSecond});
  EXPECT_THAT(message_of({kFirst}), HasSubstr("newer Lectern (it has change 2 'second')"));
}

TEST_F(MigratorTest, RefusesADatabaseWhoseChangeWasAnother) {
  apply({kFirst});
  EXPECT_THAT(message_of({{1, "first", "CREATE TABLE other (id INTEGER) STRICT;"}}),
              HasSubstr("is not the one"));
}

TEST_F(MigratorTest, AFailingChangeLeavesNothingBehind) {
  apply({kFirst, kSecond});
  EXPECT_THAT(message_of({kFirst, kSecond, kBroken}), HasSubstr("could not do what was asked"));
  EXPECT_THAT(message_of({kFirst, kSecond, kDangling}), HasSubstr("could not be brought up to date"));
  EXPECT_NO_THROW(execute("CREATE UNIQUE INDEX one ON note ((1))"));  // Only hello is there, not half.
  EXPECT_ANY_THROW(execute("SELECT * FROM parent"));
  EXPECT_EQ(apply({kFirst, kSecond}), 0);
}

TEST_F(MigratorTest, AddsAChangeWhoseNumberWasLeftOut) {
  constexpr Migration later{10, "later", "CREATE TABLE later (id INTEGER) STRICT;"};
  apply({kFirst, later});
  EXPECT_EQ(apply({kFirst, kSecond, later}), 1);
}

TEST_F(MigratorTest, ABackupIsRestoredWithWhatItHeldAndTheOldOneIsKept) {
  apply({kFirst, kSecond});
  back_up(file, folder / "copy.db");
  execute("DELETE FROM note");
  restore(folder / "copy.db", file);
  Connection connection(file, Access::ReadWrite);
  EXPECT_ANY_THROW(
      connection.execute("CREATE UNIQUE INDEX one ON note (text); INSERT INTO note VALUES ('hello', 1)"));
  EXPECT_TRUE(std::filesystem::exists(folder / "test.db.before-restore"));
  EXPECT_NO_THROW(verify(file));
}

TEST_F(MigratorTest, ABackupNeverOverwritesAndADamagedOneIsRefused) {
  apply({kFirst, kSecond});
  back_up(file, folder / "copy.db");
  EXPECT_THROW(back_up(file, folder / "copy.db"), Error);

  std::string bytes = read_file(folder / "copy.db");
  for (std::size_t i = 4096; i < 4096 + 200; ++i) bytes[i] = '\x5a';
  write_file_atomically(folder / "damaged.db", bytes);
  EXPECT_THROW(restore(folder / "damaged.db", file), Error);
  write_file_atomically(folder / "text.db", "not a database at all, but long enough to be looked at");
  EXPECT_THROW(restore(folder / "text.db", file), Error);
  EXPECT_NO_THROW(execute("SELECT text, at FROM note"));
}

TEST_F(MigratorTest, AFileOfTheSchemaIsEmbeddedForEveryNumber) {
  EXPECT_GE(embedded_migrations().size(), 1u);
  int last = 0;
  for (const auto& migration : embedded_migrations()) {
    EXPECT_GT(migration.version, last);
    EXPECT_FALSE(migration.sql.empty());
    last = migration.version;
  }
}

}  // namespace
}  // namespace lectern::storage
