#pragma once
// Rows of attempts as values, for the services that read them.

#include "lms/quiz/attempts.h"

namespace lectern::storage {
class Row;
}

namespace lectern::lms {

/// Of id, lesson_id, account_id, number, is_preview, state, started_at, due_at, submitted_at, points,
/// most_points, page.
Attempt as_attempt(const storage::Row& row);

}  // namespace lectern::lms
