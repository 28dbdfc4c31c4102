#include "lms/certificates/drawing_child.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "base/encoding.h"
#include "base/file.h"
#include "lms/certificates/drawing.h"

namespace lectern::lms {

void drawing_child_main() {
  try {
    std::string order;
    std::getline(std::cin, order);
    write_all(STDOUT_FILENO, to_base64(draw(parse_order(order))) + "\n");
    std::_Exit(0);
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
  }
  std::_Exit(1);
}

}  // namespace lectern::lms
