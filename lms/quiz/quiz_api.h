#pragma once
// The routes of quizzes: writing them, taking them, and what became of them.

#include <vector>

#include "http/route.h"
#include "lms/quiz/essay_files.h"
#include "lms/quiz/results.h"

namespace lectern::lms {

class QuizApi {
 public:
  struct Services {
    Quizzes& quizzes;
    Attempts& attempts;
    Results& results;
    EssayFiles& files;
    const Clock& clock;
  };
  explicit QuizApi(const Services& services) : services_(services) {}
  QuizApi(const QuizApi&) = delete;
  QuizApi& operator=(const QuizApi&) = delete;

  std::vector<http::Route> routes();

 private:
  http::Response entrance(const http::Request& request);
  http::Response definition(const http::Request& request);
  http::Response define(const http::Request& request);
  http::Response overrides(const http::Request& request);
  http::Response set_overrides(const http::Request& request);
  http::Response start(const http::Request& request);
  http::Response attempt(const http::Request& request);
  http::Response save(const http::Request& request);
  http::Response hint(const http::Request& request);
  http::Response files(const http::Request& request);
  http::Response remove_file(const http::Request& request);
  http::Response leave_page(const http::Request& request);
  http::Response submit(const http::Request& request);
  http::Response events(const http::Request& request);
  http::Response results(const http::Request& request);
  http::Response results_csv(const http::Request& request);
  http::Response report(const http::Request& request);
  http::Response next_to_mark(const http::Request& request);
  http::Response give_mark(const http::Request& request);
  http::Response regrade(const http::Request& request);

  static const http::Entry<QuizApi> kRoutes[];
  Services services_;
};

}  // namespace lectern::lms
