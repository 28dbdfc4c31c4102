#include <gtest/gtest.h>

#include <map>
#include <string>

#include "storage/db/database.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::storage {
namespace {

TEST(Registry, EveryQueryFitsTheMigratedSchema) {
  const lectern::testing::TempFolder folder;
  const SystemClock clock;
  EXPECT_NO_THROW((Database{{folder / "test.db", {}}, clock}));
}

TEST(Registry, NamesAreUniqueSoThatTheSlowLogTellsWhichOneItIs) {
  std::map<std::string_view, int> names;
  for (const Query* query = Query::first(); query != nullptr; query = query->next()) ++names[query->name()];
  EXPECT_FALSE(names.empty());
  for (const auto& [name, count] : names) EXPECT_EQ(count, 1) << name;
}

}  // namespace
}  // namespace lectern::storage
