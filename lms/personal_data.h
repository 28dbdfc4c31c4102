#pragma once
// What the server keeps of a person, by table: what each holds for the export, and what happens to it when
// the person goes. A new table about people is a new row here.

#include <vector>

#include "lms/identity/people.h"

namespace lectern::lms {

std::vector<PersonalData> personal_data();

}  // namespace lectern::lms
