#pragma once
// What the catalogue keeps of a person.

#include <vector>

#include "storage/personal_data.h"

namespace lectern::catalog {

std::vector<storage::PersonalData> personal_data();

}  // namespace lectern::catalog
