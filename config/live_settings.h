#pragma once
// The settings while the server runs. Those that apply at once may be changed, unless the file, the
// environment or a flag names them: what an administrator of the machine has written down wins. Whoever
// depends on a value subscribes and is told the whole struct after each change.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/guarded.h"
#include "config/settings.h"
#include "config/settings_table.h"

namespace lectern::config {

enum class Origin { Default, File, Environment, Flag, Stored };
constexpr std::array kOriginTexts = {EnumText{Origin::Default, "default"}, EnumText{Origin::File, "file"},
                                     EnumText{Origin::Environment, "environment"},
                                     EnumText{Origin::Flag, "flag"}, EnumText{Origin::Stored, "stored"}};
constexpr const auto& text_table(Origin) {
  return kOriginTexts;
}

class LiveSettings {
 public:
  using Listener = std::function<void(const Settings&)>;

  /// `stored` is what was kept in the database. A value that does not fit any more, or that is named
  /// elsewhere by now, is left out.
  LiveSettings(Settings started, const std::map<std::string, std::string>& stored);

  std::shared_ptr<const Settings> current() const;
  Origin origin_of(const Setting& setting) const;
  /// May be changed here and now.
  bool is_open(const Setting& setting) const;

  /// Called at once with what holds now, and after every change. Listeners outlive this.
  void subscribe(Listener listener);

  /// What these changes would make of the settings; throws InvalidInput naming every key that cannot be so.
  /// No value: back to the default.
  using Changes = std::map<std::string, std::optional<std::string>>;
  void check(const Changes& changes) const;
  /// Checked before; tells everyone.
  void apply(const Changes& changes);

 private:
  Settings changed_by(const Changes& changes, std::vector<Problem>& problems) const;

  const std::map<std::string, std::string> origins_;  ///< Of the keys that were named at the start.
  std::mutex changing_;  ///< One change at a time, so that listeners hear them in order.
  Guarded<std::shared_ptr<const Settings>> current_;
  Guarded<std::map<std::string, std::string>> stored_;
  std::vector<Listener> listeners_;
};

}  // namespace lectern::config
