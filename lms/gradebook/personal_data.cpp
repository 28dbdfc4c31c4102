#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kGrades{"personal_data.grades", R"sql(
  SELECT i.name, g.earned, g.override, i.most, g.updated_at
    FROM grade g JOIN grade_item i ON i.id = g.item_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kGradeChanges{"personal_data.grade_changes", R"sql(
  SELECT i.name, h.override, h.reason, h.changed_at
    FROM grade_history h JOIN grade_item i ON i.id = h.item_id WHERE h.account_id = ?1 LIMIT 50000)sql"};

constexpr PersonalColumn kGradeColumns[] = {{"item"},
                                            {"earned", Kind::Number},
                                            {"override", Kind::Number},
                                            {"most", Kind::Number},
                                            {"updated_at", Kind::Time}};
constexpr PersonalColumn kGradeChangeColumns[] = {
    {"item"}, {"override", Kind::Number}, {"reason"}, {"changed_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"grades", kGrades, kGradeColumns},
    {"changes_of_grades", kGradeChanges, kGradeChangeColumns},
};

}  // namespace

std::vector<storage::PersonalData> grade_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
