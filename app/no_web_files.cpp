#include "app/web_files.h"

namespace lectern::app {

// Built without the browser app (LECTERN_WEB=OFF): the API alone.
std::span<const WebFile> web_files() {
  return {};
}

}  // namespace lectern::app
