#include "config/secrets.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>
#include <string_view>
#include <utility>

#include "base/encoding.h"
#include "base/error.h"
#include "base/file.h"
#include "base/random.h"
#include "base/text.h"

namespace lectern::config {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kSession = "session";
constexpr std::string_view kPlayback = "playback";
constexpr std::string_view kPreviousPlayback = "playback_previous";
constexpr std::string_view kToken = "token";
constexpr std::string_view kPreviousToken = "token_previous";

[[noreturn]] void throw_damaged(const std::filesystem::path& file, std::string_view what) {
  throw Error(
      ErrorCode::Internal,
      fmt::format(
          "The key file {} is damaged. Restore it, or remove it to make new keys: that signs everybody out.",
          file.string()),
      std::string{what});
}

void refuse_others(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) throw_errno("stat", file);
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw Error(ErrorCode::Invalid,
                fmt::format("Others may read the key file {}: chmod 600 it.", file.string()));
}

std::string print_key(const PlaybackKey& key) {
  return fmt::format("{}:{}", key.id, to_base64url(key.key));
}

std::string print(const Secrets& secrets) {
  std::string text = "# The keys of this Lectern. Keep them secret, and in the backup.\n";
  text += fmt::format("{} = {}\n", kSession, to_base64url(secrets.session_key));
  text += fmt::format("{} = {}\n", kPlayback, print_key(secrets.playback_key));
  if (secrets.previous_playback_key)
    text += fmt::format("{} = {}\n", kPreviousPlayback, print_key(*secrets.previous_playback_key));
  text += fmt::format("{} = {}\n", kToken, to_base64url(secrets.token_key.to_pem()));
  if (!secrets.previous_token_key_pem.empty())
    text += fmt::format("{} = {}\n", kPreviousToken, to_base64url(secrets.previous_token_key_pem));
  return text;
}

class Reading {
 public:
  explicit Reading(const std::filesystem::path& file) : file_(file), text_(read_file(file)) {
    for (const auto line : split(text_, '\n')) {
      const auto equals = line.find(" = ");
      if (equals != std::string_view::npos) values_[line.substr(0, equals)] = line.substr(equals + 3);
    }
  }

  Secrets secrets() const {
    Secrets result{key_bytes(value_of(kSession), kSession),
                   playback_key(kPlayback),
                   std::nullopt,
                   Es256Key::from_pem(decoded(value_of(kToken), kToken)),
                   {}};
    if (values_.contains(kPreviousPlayback)) result.previous_playback_key = playback_key(kPreviousPlayback);
    if (values_.contains(kPreviousToken))
      result.previous_token_key_pem = decoded(value_of(kPreviousToken), kPreviousToken);
    return result;
  }

 private:
  std::string_view value_of(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) throw_damaged(file_, name);
    return found->second;
  }

  std::string decoded(std::string_view text, std::string_view name) const {
    auto bytes = from_base64url(text);
    if (!bytes) throw_damaged(file_, name);
    return std::move(*bytes);
  }

  std::string key_bytes(std::string_view text, std::string_view name) const {
    auto bytes = decoded(text, name);
    if (bytes.size() != kKeyBytes) throw_damaged(file_, name);
    return bytes;
  }

  PlaybackKey playback_key(std::string_view name) const {
    const auto text = value_of(name);
    const auto colon = text.find(':');
    const auto id = parse_number<std::uint8_t>(text.substr(0, colon));
    if (!id || colon == std::string_view::npos) throw_damaged(file_, name);
    return {*id, key_bytes(text.substr(colon + 1), name)};
  }

  const std::filesystem::path& file_;
  const std::string text_;
  std::map<std::string_view, std::string_view> values_;
};

}  // namespace

Secrets load_or_make_secrets(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    const Secrets made{
        random_bytes(kKeyBytes), {1, random_bytes(kKeyBytes)}, std::nullopt, Es256Key::generate(), {}};
    write_file_atomically(file, print(made), 0600);
  }
  refuse_others(file);
  return Reading(file).secrets();
}

void rotate_keys(const std::filesystem::path& file) {
  Secrets secrets = load_or_make_secrets(file);
  const auto next = static_cast<std::uint8_t>(secrets.playback_key.id + 1);
  secrets.previous_playback_key =
      std::exchange(secrets.playback_key, PlaybackKey{next, random_bytes(kKeyBytes)});
  secrets.previous_token_key_pem = std::exchange(secrets.token_key, Es256Key::generate()).to_pem();
  write_file_atomically(file, print(secrets), 0600);
}

}  // namespace lectern::config
