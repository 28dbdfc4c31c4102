#pragma once
// Live that remembers what pages would have been told.

#include <string>
#include <utility>
#include <vector>

#include "base/guarded.h"
#include "http/live.h"

namespace lectern::testing {

struct Published {
  std::string topic;
  std::string payload;
};

class RecordingLive final : public http::Live {
 public:
  void publish(std::string_view topic, std::string_view payload) override {
    published_.with([&](auto& all) { all.push_back({std::string{topic}, std::string{payload}}); });
  }
  /// What was published since the last time of asking.
  std::vector<Published> take() {
    return published_.with([](auto& all) { return std::exchange(all, {}); });
  }

 private:
  Guarded<std::vector<Published>> published_;
};

}  // namespace lectern::testing
