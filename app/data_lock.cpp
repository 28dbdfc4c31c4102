#include "app/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include "base/error.h"

namespace lectern::app {

DataLock::DataLock(const DataFolder& folder) {
  std::filesystem::create_directories(folder.root);
  fd_ = open_file(folder.lock(), O_RDWR | O_CREAT);
  if (::flock(fd_.get(), LOCK_EX | LOCK_NB) != 0)
    throw Error(ErrorCode::Conflict,
                "Another Lectern uses the data folder " + folder.root.string() + ". Stop it first.");
}

}  // namespace lectern::app
