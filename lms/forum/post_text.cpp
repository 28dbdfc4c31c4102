#include "lms/forum/post_text.h"

#include <algorithm>

#include "catalog/folded.h"

namespace lectern::lms {

namespace {

constexpr std::size_t kMostMentions = 50;
constexpr std::size_t kIdLength = 26;
constexpr std::size_t kLongestWord = 40;

/// Bytes above ASCII belong to letters of other scripts.
bool is_letter(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/// Not in the middle of a character.
std::string shortened(std::string_view word) {
  if (word.size() <= kLongestWord) return std::string{word};
  auto end = kLongestWord;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return std::string{word.substr(0, end)};
}

}  // namespace

std::vector<UserId> mentioned_in(std::string_view text) {
  std::vector<UserId> people;
  for (auto at = text.find("@{"); at != std::string_view::npos; at = text.find("@{", at + 2)) {
    const auto rest = text.substr(at + 2);
    if (rest.size() <= kIdLength || rest[kIdLength] != '}') continue;
    const auto user = UserId::parse(rest.substr(0, kIdLength));
    if (!user || std::find(people.begin(), people.end(), *user) != people.end()) continue;
    people.push_back(*user);
    if (people.size() == kMostMentions) break;
  }
  return people;
}

std::vector<std::string> words_of(std::string_view text, std::size_t most) {
  std::string plain{text};
  for (const auto& user : mentioned_in(text)) {
    const auto token = "@{" + user.text() + "}";
    for (auto at = plain.find(token); at != std::string::npos; at = plain.find(token, at))
      std::fill_n(plain.begin() + static_cast<std::ptrdiff_t>(at), token.size(), ' ');
  }
  const auto simple = catalog::folded(plain);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < simple.size();) {
    auto end = at;
    while (end < simple.size() && is_letter(simple[end])) ++end;
    if (end > at) words.push_back(shortened(std::string_view{simple}.substr(at, end - at)));
    at = end + 1;
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (words.size() > most) words.resize(most);
  return words;
}

}  // namespace lectern::lms
