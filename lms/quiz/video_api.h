#pragma once
// The routes of questions within recordings. Like lms/quiz/quiz_json, this decides what of a question may
// leave the server: what marks it only after an answer.

#include <vector>

#include "http/route.h"
#include "lms/quiz/video_questions.h"
#include "lms/quiz/video_results.h"

namespace lectern::lms {

class VideoQuestionsApi {
 public:
  VideoQuestionsApi(VideoQuestions& questions, VideoResults& results)
      : questions_(questions), results_(results) {}
  VideoQuestionsApi(const VideoQuestionsApi&) = delete;
  VideoQuestionsApi& operator=(const VideoQuestionsApi&) = delete;

  std::vector<http::Route> routes();

 private:
  http::Response ask(const http::Request& request);
  http::Response answer(const http::Request& request);
  http::Response definition(const http::Request& request);
  http::Response define(const http::Request& request);
  http::Response report(const http::Request& request);
  http::Response people(const http::Request& request);
  http::Response regrade(const http::Request& request);

  static const http::Entry<VideoQuestionsApi> kRoutes[];
  VideoQuestions& questions_;
  VideoResults& results_;
};

}  // namespace lectern::lms
