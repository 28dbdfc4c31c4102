#include "lms/quiz/quiz_room.h"

#include "storage/db/database.h"

namespace lectern::lms {

QuizRoom::QuizRoom(storage::Database& database, const catalog::Doors& doors,
                   const catalog::Documents& documents, catalog::UploadDesk& uploads)
    : bank_(database, doors),
      quizzes_(database, doors),
      attempts_(database, doors),
      results_(database, doors),
      files_(database, doors, documents),
      video_questions_(database, doors),
      video_results_(database, doors),
      bank_api_(bank_),
      quiz_api_({quizzes_, attempts_, results_, files_, database.clock()}),
      video_api_(video_questions_, video_results_) {
  uploads.add(files_.purpose());
}

std::vector<http::Route> QuizRoom::routes() {
  auto routes = bank_api_.routes();
  for (auto& route : quiz_api_.routes()) routes.push_back(std::move(route));
  for (auto& route : video_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace lectern::lms
