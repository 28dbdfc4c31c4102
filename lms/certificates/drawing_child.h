#pragma once
// The child that draws certificates. Standard input is the order, one line of JSON; standard output the file,
// one line of base64. It reads nothing that strangers made: pictures were made anew when they were uploaded.

namespace lectern::lms {

[[noreturn]] void drawing_child_main();

}  // namespace lectern::lms
