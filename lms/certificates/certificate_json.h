#pragma once
// Certificates and their designs as the API shows them.

#include <nlohmann/json_fwd.hpp>

#include "lms/certificates/certificate.h"
#include "lms/certificates/designs.h"

namespace lectern {
class FieldReader;
}

namespace lectern::lms {

/// As a request or an archive says it.
CertificateDesignPatch design_patch(FieldReader& fields);
nlohmann::json as_json(const CertificateDesign& design);
/// For its holder and for those who teach the course.
nlohmann::json as_json(const Certificate& certificate, Instant now);
/// For anybody who has the code: what stands on it, and whether it holds. Nothing else.
nlohmann::json as_proof(const Certificate& certificate, Instant now);

}  // namespace lectern::lms
