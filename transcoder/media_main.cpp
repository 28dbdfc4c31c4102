// The executable that transcoder/media_program.h speaks of.

#include <sys/prctl.h>

#include "transcoder/worker_main.h"

int main() {
  // It has no file to be named after.
  ::prctl(PR_SET_NAME, "lectern-media");
  lectern::transcoder::media_child_main();
}
