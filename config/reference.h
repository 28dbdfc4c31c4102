#pragma once
// The settings as a commented file, made from the table. packaging/lectern.conf is this with the defaults.

#include <string>

#include "config/settings.h"

namespace lectern::config {

/// Values that differ from the default stand as they are; the others are commented out.
std::string print_settings(const Settings& settings);

}  // namespace lectern::config
