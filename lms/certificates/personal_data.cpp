#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kCertificates{"personal_data.certificates", R"sql(
  SELECT course_title, name, code, issued_at, valid_until, revoked_at
    FROM certificate WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetCertificates{"personal_data.forget_certificates", R"sql(
  DELETE FROM certificate WHERE account_id = ?1)sql"};

constexpr PersonalColumn kCertificateColumns[] = {{"course"},
                                                  {"name"},
                                                  {"code"},
                                                  {"issued_at", Kind::Time},
                                                  {"valid_until", Kind::Time},
                                                  {"revoked_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"certificates", kCertificates, kCertificateColumns, {&kForgetCertificates}},
};

}  // namespace

std::vector<storage::PersonalData> certificate_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
