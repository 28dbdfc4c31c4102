#include <exception>

#include <cstdio>

#include "app/commands.h"
#include "base/error.h"

// The outermost catch: one sentence on standard error, exit code 1.
int main(int argc, char** argv) {
  try {
    return lectern::app::run_command(argc, argv);
  } catch (const lectern::Error& error) {
    std::fprintf(stderr, "lectern: %s\n", error.what());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "lectern: %s\n", error.what());
  }
  return 1;
}
