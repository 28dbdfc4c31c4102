#pragma once
// Watches a certificate and its key: tools renew them by writing both anew.

#include <cstdint>
#include <filesystem>
#include <string>

namespace lectern::http {

class CertificateFiles {
 public:
  CertificateFiles(std::filesystem::path certificate, std::filesystem::path key);

  std::string certificate() const;
  std::string key() const;

  /// Whether both are new since the last time that this said so, and have been left alone since the call
  /// before: of two files that are written one after the other, half is no certificate.
  bool have_settled_anew();

 private:
  std::string stamp() const;

  const std::filesystem::path certificate_;
  const std::filesystem::path key_;
  std::string known_;
  std::string seen_;
};

}  // namespace lectern::http
