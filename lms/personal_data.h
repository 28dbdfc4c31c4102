#pragma once
// What the server keeps of a person. Each room says what its own tables hold, in its personal_data.cpp; a new
// table about people is a new row there.

#include <vector>

#include "storage/personal_data.h"

namespace lectern::lms {

/// Of the catalogue and of every room.
std::vector<storage::PersonalData> personal_data();

std::vector<storage::PersonalData> account_data();
std::vector<storage::PersonalData> enrolment_data();
std::vector<storage::PersonalData> progress_data();
std::vector<storage::PersonalData> note_data();
std::vector<storage::PersonalData> forum_data();
std::vector<storage::PersonalData> quiz_data();
std::vector<storage::PersonalData> assignment_data();
std::vector<storage::PersonalData> grade_data();
std::vector<storage::PersonalData> certificate_data();
std::vector<storage::PersonalData> calendar_data();
std::vector<storage::PersonalData> audit_data();

}  // namespace lectern::lms
