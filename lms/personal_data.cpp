#include "lms/personal_data.h"

#include "catalog/personal_data.h"

namespace lectern::lms {

std::vector<storage::PersonalData> personal_data() {
  std::vector<storage::PersonalData> all;
  for (const auto& room : {catalog::personal_data(), account_data(), enrolment_data(), progress_data(),
                           note_data(), forum_data(), quiz_data(), assignment_data(), grade_data(),
                           certificate_data(), calendar_data(), audit_data()})
    all.insert(all.end(), room.begin(), room.end());
  return all;
}

}  // namespace lectern::lms
