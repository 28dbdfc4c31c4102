#pragma once
// Which questions an attempt gets, in which order and with which seeds: all of it follows from the attempt's
// seed.

#include <cstdint>
#include <vector>

#include "lms/quiz/attempts.h"

namespace lectern::lms {

/// Fixed ones as they are, drawn ones by chance, none twice. Conflict where the bank has too few.
std::vector<Answer> draw_questions(const storage::Reader& db, const Quiz& quiz, const QuizRules& rules,
                                   std::uint64_t seed);

}  // namespace lectern::lms
