#pragma once
// The transcoding job as the settings want it, for the server and for workers.

#include "app/data_folder.h"
#include "catalog/videos.h"
#include "config/settings.h"
#include "storage/blobs/blob_store.h"
#include "storage/db/database.h"
#include "storage/jobs/job.h"

namespace lectern::app {

jobs::JobKind transcoding_kind(const config::Settings& settings, const DataFolder& folder,
                               storage::Database& database, const blobs::BlobStore& blobs,
                               catalog::Videos& videos);

}  // namespace lectern::app
