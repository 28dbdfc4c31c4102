#pragma once
// The commands of the binary. Each prints its --help, answers 0 on success, 1 on failure (an Error that
// leaves through main), 2 on wrong usage.

namespace lectern::app {

int run_command(int argc, char** argv);

}  // namespace lectern::app
