#include "lms/certificates/certificate_room.h"

#include "storage/db/database.h"

namespace lectern::lms {

CertificateRoom::CertificateRoom(const Parts& parts)
    : certificates_(parts.database, parts.doors),
      designs_(parts.database, parts.doors),
      prints_(parts.database, parts.doors, parts.blobs, parts.printer, parts.issuer),
      renewals_(parts.database, parts.doors, parts.watching),
      api_({certificates_, designs_, prints_, renewals_, parts.database.clock()}) {}

outbox::Consumer CertificateRoom::consumer() {
  return {"certificates", [this](const outbox::Event& event) { certificates_.handle(event); }};
}

}  // namespace lectern::lms
