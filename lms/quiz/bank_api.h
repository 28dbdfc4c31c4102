#pragma once
// The question bank's routes.

#include <vector>

#include "http/route.h"
#include "lms/quiz/question_bank.h"

namespace lectern::lms {

class BankApi {
 public:
  explicit BankApi(QuestionBank& bank) : bank_(bank) {}
  BankApi(const BankApi&) = delete;
  BankApi& operator=(const BankApi&) = delete;

  std::vector<http::Route> routes();

 private:
  http::Response list(const http::Request& request);
  http::Response create(const http::Request& request);
  http::Response find(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response remove(const http::Request& request);
  http::Response try_out(const http::Request& request);
  http::Response categories(const http::Request& request);
  http::Response add_category(const http::Request& request);
  http::Response change_category(const http::Request& request);
  http::Response remove_category(const http::Request& request);
  http::Response import(const http::Request& request);
  http::Response export_all(const http::Request& request);

  static const http::Entry<BankApi> kRoutes[];
  QuestionBank& bank_;
};

}  // namespace lectern::lms
