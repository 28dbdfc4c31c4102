#pragma once
// Certificates are drawn by a child of the server's own, so that the server itself need not carry what draws
// letters of every script: `lectern certificate-child`. Standard input is the order, one line of JSON;
// standard output the file, one line of base64. It reads nothing that strangers made: pictures were made anew
// when they were uploaded.

#include <semaphore>
#include <string>
#include <vector>

#include "lms/certificates/sheet.h"

namespace lectern::app {

[[noreturn]] void certificate_child_main();

class ChildPrinter final : public lms::CertificatePrinter {
 public:
  /// `program` runs certificate_child_main().
  explicit ChildPrinter(std::vector<std::string> program) : program_(std::move(program)) {}

  std::string print(const lms::PrintOrder& order) override;

 private:
  std::vector<std::string> program_;
  std::counting_semaphore<8> turns_{2};  ///< Children at the same time.
};

}  // namespace lectern::app
