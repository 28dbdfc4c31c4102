#include "lms/quiz/quiz_room.h"

#include "storage/db/database.h"

namespace lectern::lms {

QuizRoom::QuizRoom(storage::Database& database, const catalog::Doors& doors)
    : bank_(database, doors),
      quizzes_(database, doors),
      attempts_(database, doors),
      results_(database, doors),
      bank_api_(bank_),
      quiz_api_({quizzes_, attempts_, results_, database.clock()}) {}

std::vector<http::Route> QuizRoom::routes() {
  auto routes = bank_api_.routes();
  for (auto& route : quiz_api_.routes()) routes.push_back(std::move(route));
  return routes;
}

}  // namespace lectern::lms
