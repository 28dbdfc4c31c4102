#pragma once
// One line per event: time, level, event name, key=value. Values are quoted where they need it, and never
// hold a secret: callers redact. Safe from any thread.

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>

namespace lectern::log {

enum class Level { Debug, Info, Warning, Error };

struct Field {
  template <typename T>
  Field(std::string_view field_key, const T& field_value)
      : key(field_key), value(fmt::format("{}", field_value)) {}
  std::string_view key;
  std::string value;
};

/// Below this nothing is written. Standard error is the sink.
void set_level(Level level);
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void debug(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Debug, event, fields);
}
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::Error, event, fields);
}

}  // namespace lectern::log
