#pragma once
// The program that touches uploaded bytes. It is a second executable, carried within this one, so that
// neither libav nor what libav pulls in is ever mapped where the server's secrets are.

#include <string>
#include <vector>

namespace lectern::transcoder {

/// The program's path and its arguments, which run media_child_main(). It is laid into memory at the first
/// call and stays there as long as this process: nothing on disk is run. Any thread. Throws Error (Internal)
/// where the kernel does not allow that.
const std::vector<std::string>& media_program();

}  // namespace lectern::transcoder
