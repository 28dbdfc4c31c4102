#pragma once
// The child's main (docs/architecture.md, "The child"): reads its order, goes into the sandbox, transcodes
// descriptor 3, and tells its parent how it goes. It ends when its standard input does.

#include <functional>

namespace lectern::transcoder {

/// Does not return to run destructors at exit: answers through standard output and ends the process.
/// `before_work` runs inside the sandbox; tests plant faults there.
[[noreturn]] void media_child_main(const std::function<void()>& before_work = {});

}  // namespace lectern::transcoder
