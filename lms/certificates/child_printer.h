#pragma once
// The server's side of drawing: one short-lived child for each file, so that the server itself need not carry
// what draws letters of every script.

#include <semaphore>
#include <string>
#include <vector>

#include "lms/certificates/sheet.h"

namespace lectern::lms {

class ChildPrinter final : public CertificatePrinter {
 public:
  /// `program` runs drawing_child_main().
  explicit ChildPrinter(std::vector<std::string> program) : program_(std::move(program)) {}

  std::string print(const PrintOrder& order) override;

 private:
  std::vector<std::string> program_;
  std::counting_semaphore<8> turns_{2};  ///< Children at the same time.
};

}  // namespace lectern::lms
