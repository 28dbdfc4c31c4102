#pragma once
// What each part is told when it is made, out of the settings and secrets of the whole.

#include <string>
#include <vector>

#include "app/appliance.h"

namespace lectern::app {

lms::IdentityOptions identity_options(const config::Settings& settings, const config::Secrets& secrets);
/// Also while the server runs, when an administrator changes it.
lms::SignUpPolicy sign_up_policy(const config::Settings& settings);
lms::AccountsOptions accounts_options(const config::Settings& settings, const DataFolder& folder);
lms::MailOptions mail_options(const config::Settings& settings);
lms::DirectoryOptions directory_options(const config::Settings& settings);
catalog::UploadLimits upload_limits(const config::Settings& settings);
std::vector<streamer::PlaybackKey> playback_keys(const config::Secrets& secrets);
http::ServerOptions server_options(const config::Settings& settings);
http::RateOptions rate_options(const config::Settings& settings);
/// Makes the folders that are missing.
storage::Options database_options(const DataFolder& folder);

/// What links in mails begin with. Never what a request says of itself: whoever asks for somebody else's
/// mail could send them anywhere.
std::string site_url(const config::Settings& settings);

}  // namespace lectern::app
