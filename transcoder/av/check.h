#pragma once
// libav's return codes as errors, and its options as values.

#include <initializer_list>
#include <string>
#include <utility>

#include "base/error.h"

struct AVDictionary;

namespace lectern::transcoder::av {

/// What asking for the next piece of work can answer; being out of input is not an error.
enum class Step { Produced, NeedsInput, Finished };

std::string words_of(int code);
/// Throws when `code` is negative: StorageFull and Internal by cause. `doing` is for the log.
int check(int code, const char* doing);
/// For a source that cannot be used: `sentence` is for the instructor.
int check_source(int code, const char* doing, const char* sentence);

/// Options by name, freed at the end of the scope.
class Options {
 public:
  Options(std::initializer_list<std::pair<const char*, std::string>> values);
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  ~Options();
  AVDictionary** address() { return &dictionary_; }

 private:
  AVDictionary* dictionary_ = nullptr;
};

/// Only once a process: libav's own messages go to our log, quietly.
void route_messages();

}  // namespace lectern::transcoder::av
