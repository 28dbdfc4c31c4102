// The executable that transcoder/media_program.h speaks of: what touches uploaded bytes, and what draws
// certificates.

#include <sys/prctl.h>

#include <string_view>

#include "lms/certificates/drawing_child.h"
#include "transcoder/worker_main.h"

int main(int argc, char** argv) {
  // It has no file to be named after.
  ::prctl(PR_SET_NAME, "lectern-media");
  if (argc > 1 && std::string_view{argv[1]} == "certificate-child") lectern::lms::drawing_child_main();
  lectern::transcoder::media_child_main();
}
