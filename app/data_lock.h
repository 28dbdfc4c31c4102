#pragma once
// One server per data folder: held for as long as the process lives.

#include "app/data_folder.h"
#include "base/file.h"

namespace lectern::app {

class DataLock {
 public:
  /// Makes the folder where it is missing. Throws Conflict where another process serves it.
  explicit DataLock(const DataFolder& folder);

 private:
  UniqueFd fd_;
};

}  // namespace lectern::app
