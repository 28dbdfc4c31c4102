#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kActs{"personal_data.acts", R"sql(
  SELECT action, object_kind, object_id, address, at FROM audit WHERE account_id = ?1 LIMIT 50000)sql"};

constexpr PersonalColumn kActColumns[] = {
    {"action"}, {"object_kind"}, {"object_id"}, {"address"}, {"at", Kind::Time}};

const PersonalTable kTables[] = {
    {"acts", kActs, kActColumns},
};

}  // namespace

std::vector<storage::PersonalData> audit_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
