# Writes the list into a C++ source: cmake -DLIST=… -DOUTPUT=… -P embed_common_passwords.cmake
file(READ ${LIST} list)
file(WRITE ${OUTPUT} "// Made by lms/identity/embed_common_passwords.cmake.\n#include \"lms/identity/common_passwords.h\"\n\n"
  "namespace lectern::lms {\n\nconst std::string_view kCommonPasswords = R\"list(\n${list})list\";\n\n}  // namespace lectern::lms\n")
