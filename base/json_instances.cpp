// What sources would otherwise each make of the JSON library's templates: a third of the time that a build
// took.
#include "base/precompiled.h"

template class nlohmann::basic_json<>;
LECTERN_JSON_PARSE(std::string);
LECTERN_JSON_PARSE(std::string&);
LECTERN_JSON_PARSE(const std::string&);
LECTERN_JSON_PARSE(std::string_view);
LECTERN_JSON_PARSE(std::string_view&);
LECTERN_JSON_PARSE(const std::string_view&);
