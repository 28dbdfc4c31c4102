#pragma once
// Everything of quizzes, wired: the bank, the services and their routes.

#include <vector>

#include "lms/quiz/bank_api.h"
#include "lms/quiz/quiz_api.h"
#include "lms/quiz/video_api.h"

namespace lectern::lms {

class QuizRoom {
 public:
  QuizRoom(storage::Database& database, const catalog::Doors& doors, const catalog::Documents& documents,
           catalog::UploadDesk& uploads);
  QuizRoom(const QuizRoom&) = delete;
  QuizRoom& operator=(const QuizRoom&) = delete;

  std::vector<http::Route> routes();
  /// Ends attempts whose time is over.
  void sweep() { attempts_.sweep(); }
  /// Of files that were handed in: whether one came with an essay, and who may read it.
  const EssayFiles& files() const { return files_; }

 private:
  QuestionBank bank_;
  Quizzes quizzes_;
  Attempts attempts_;
  Results results_;
  EssayFiles files_;
  VideoQuestions video_questions_;
  VideoResults video_results_;
  BankApi bank_api_;
  QuizApi quiz_api_;
  VideoQuestionsApi video_api_;
};

}  // namespace lectern::lms
