#pragma once
// What most sources include, read once per build instead of once per source. Every source still includes what
// it uses: nothing may rely on this file being here.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

// Made once, in base/json_instances.cpp.
extern template class nlohmann::basic_json<>;
#define LECTERN_JSON_PARSE(Text)                                                         \
  template nlohmann::json nlohmann::json::parse<Text>(std::add_rvalue_reference_t<Text>, \
                                                      nlohmann::json::parser_callback_t, bool, bool)
extern LECTERN_JSON_PARSE(std::string);
extern LECTERN_JSON_PARSE(std::string&);
extern LECTERN_JSON_PARSE(const std::string&);
extern LECTERN_JSON_PARSE(std::string_view);
extern LECTERN_JSON_PARSE(std::string_view&);
extern LECTERN_JSON_PARSE(const std::string_view&);
