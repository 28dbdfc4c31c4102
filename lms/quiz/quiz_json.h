#pragma once
// Quizzes and attempts as the API says them. What of an attempt may leave the server is decided here, in one
// place, from what the view allows: while an attempt is open nothing that marks it does.

#include <nlohmann/json_fwd.hpp>

#include "lms/quiz/attempts.h"

namespace lectern::lms {

nlohmann::json as_json(const EssayFile& file);
nlohmann::json files_json(const std::vector<EssayFile>& files);
nlohmann::json as_json(const Question& question);
nlohmann::json as_json(const Quiz& quiz);
nlohmann::json as_json(const NamedOverride& override);
nlohmann::json as_json(const QuizEntrance& entrance);
nlohmann::json as_json(const Attempt& attempt);
nlohmann::json as_json(const AttemptView& view, Instant now);

}  // namespace lectern::lms
