#include "catalog/caption_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>

#include "base/error.h"
#include "base/text.h"

namespace lectern::catalog {

namespace {

using std::chrono::milliseconds;

constexpr std::string_view kSignature = "WEBVTT";
constexpr std::string_view kArrow = "-->";
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::size_t kMostCues = 50'000;
constexpr std::uint16_t kMostHours = 999;

/// What stands at 0x80 to 0x9F in Windows-1252; the rest is Latin-1. Zero: nothing, and nobody means it.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr char32_t kReplacement = 0xFFFD;

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    const char32_t c = value >= 0x80 && value < 0xA0 ? kWindows1252[value - 0x80] : char32_t{value};
    append_utf8(text, c == 0 && value != 0 ? kReplacement : c);
  }
  return text;
}

enum class ByteOrder { Little, Big };

/// RFC 2781: pairs of surrogates are one character; a lone one is nothing.
std::string from_utf16(std::string_view bytes, ByteOrder order) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(order == ByteOrder::Little ? second << 8 | first : first << 8 | second);
  };
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit_at(at);
    const bool is_high = c >= 0xD800 && c < 0xDC00;
    const char32_t low = is_high && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = kReplacement;
    }
    append_utf8(text, c);
  }
  return text;
}

std::string with_plain_line_ends(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_return = text[i] == '\r';
    if (is_return && i + 1 < text.size() && text[i + 1] == '\n') continue;
    result += is_return ? '\n' : text[i];
  }
  return result;
}

[[noreturn]] void refuse(std::size_t line, std::string_view reason) {
  throw InvalidInput({Problem{"file", fmt::format("Line {}: {}", line, reason)}});
}

std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

/// "01:02:03.004", "02:03.004", and with a comma as SubRip has it.
std::optional<milliseconds> parse_time(std::string_view text) {
  const std::size_t point = text.find_first_of(".,");
  if (point == std::string_view::npos || text.size() - point - 1 != 3) return std::nullopt;
  const auto parts = split(text.substr(0, point), ':');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  std::int64_t seconds = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto value = parse_number<std::uint16_t>(parts[i]);
    if (!value || (i == 0 ? *value > kMostHours : parts[i].size() != 2 || *value > 59)) return std::nullopt;
    seconds = seconds * 60 + *value;
  }
  const auto fraction = parse_number<std::uint16_t>(text.substr(point + 1));
  if (!fraction) return std::nullopt;
  return milliseconds{seconds * 1000 + *fraction};
}

/// The settings that place a cue (WebVTT §4.4). Regions are left out with the block that names them.
std::string known_settings(std::string_view text) {
  constexpr std::array<std::string_view, 5> names = {"vertical", "line", "position", "size", "align"};
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789.,%-";
  std::string settings;
  while (!text.empty()) {
    const std::string_view word = take_until(text, ' ');
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon + 1 == word.size()) continue;
    const bool is_known = std::find(names.begin(), names.end(), word.substr(0, colon)) != names.end();
    if (!is_known || word.find_first_not_of(letters, colon + 1) != std::string_view::npos) continue;
    settings += (settings.empty() ? "" : " ") + std::string{word};
  }
  return settings;
}

/// SubRip has <b>, <i> and <u> in common with WebVTT. Other tags and {\an8} are somebody's private wishes; a
/// '<' that begins no tag, and '&', are themselves.
std::string cue_text_of_subrip(std::string_view line) {
  std::string text;
  while (!line.empty()) {
    const char c = line.front();
    const std::size_t end = c == '<' ? line.find('>') : c == '{' ? line.find('}') : std::string_view::npos;
    const std::string_view inside = end == std::string_view::npos ? "" : line.substr(1, end - 1);
    const std::string_view name = inside.starts_with('/') ? inside.substr(1) : inside;
    const bool is_wish =
        (c == '{' && inside.starts_with('\\')) ||
        (c == '<' && !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0);
    if (is_wish) {
      const bool is_shared =
          equal_ignoring_case(name, "b") || equal_ignoring_case(name, "i") || equal_ignoring_case(name, "u");
      if (is_shared) text += "<" + to_lower_ascii(inside) + ">";
      line.remove_prefix(end + 1);
      continue;
    }
    if (c == '&')
      text += "&amp;";
    else if (c == '<')
      text += "&lt;";
    else if (c == '>')  // What is left around a removed tag must not become an arrow.
      text += "&gt;";
    else
      text += c;
    line.remove_prefix(1);
  }
  return text;
}

enum class Dialect { WebVtt, SubRip };

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::vector<CaptionCue> read() {
    next_line();
    if (line_.starts_with(kSignature) &&
        (line_.size() == kSignature.size() || line_[kSignature.size()] == ' ' ||
         line_[kSignature.size()] == '\t')) {
      dialect_ = Dialect::WebVtt;
      skip_block();
    }
    while (skip_blank_lines()) read_block();
    if (cues_.empty()) refuse(number_, "there is no caption in this file. It must be WebVTT or SubRip.");
    std::stable_sort(cues_.begin(), cues_.end(),
                     [](const CaptionCue& a, const CaptionCue& b) { return a.start < b.start; });
    return std::move(cues_);
  }

 private:
  bool next_line() {
    has_line_ = !rest_.empty();
    line_ = trim(take_until(rest_, '\n'));
    number_ += has_line_ ? 1 : 0;
    return has_line_;
  }

  bool skip_blank_lines() {
    while (has_line_ && line_.empty()) next_line();
    return has_line_;
  }

  void skip_block() {
    while (has_line_ && !line_.empty()) next_line();
  }

  /// WebVTT §4.1: what is said to whoever edits the file, and how a page might paint it.
  bool is_aside() const {
    if (dialect_ != Dialect::WebVtt) return false;
    for (const std::string_view word : {"NOTE", "STYLE", "REGION"})
      if (line_ == word || (line_.starts_with(word) && line_[word.size()] == ' ')) return true;
    return false;
  }

  void read_block() {
    if (is_aside()) return skip_block();
    if (line_.find(kArrow) == std::string_view::npos) skip_name();
    CaptionCue cue = read_times();
    next_line();
    while (has_line_ && !line_.empty()) {
      if (line_.find(kArrow) != std::string_view::npos)
        refuse(number_, "a new time begins here; a blank line must stand before it.");
      add_text(cue);
      next_line();
    }
    if (cue.text.empty() || cue.end == cue.start) return;  // Nobody would see it.
    if (cues_.size() == kMostCues)
      refuse(number_, fmt::format("a file may have at most {} captions.", kMostCues));
    cues_.push_back(std::move(cue));
  }

  /// The line before the times: a number in SubRip, anything in WebVTT.
  void skip_name() {
    if (dialect_ == Dialect::SubRip && !parse_number<std::uint32_t>(line_))
      refuse(number_,
             number_ == 1
                 ? "a WebVTT file begins with WEBVTT, a SubRip file with the number of its first caption."
                 : "this must be the number of a caption, or its times.");
    if (!next_line() || line_.find(kArrow) == std::string_view::npos)
      refuse(number_, "here the times of the caption must stand, as in 00:00:01.000 --> 00:00:04.000.");
  }

  CaptionCue read_times() {
    const std::size_t arrow = line_.find(kArrow);
    std::string_view after = trim(line_.substr(arrow + kArrow.size()));
    const auto start = parse_time(trim(line_.substr(0, arrow)));
    const auto end = parse_time(take_until(after, ' '));
    if (!start || !end) refuse(number_, "a time must look like 00:00:01.000.");
    if (*end < *start) refuse(number_, "this caption ends before it begins.");
    return {*start, *end, dialect_ == Dialect::WebVtt ? known_settings(after) : "", ""};
  }

  void add_text(CaptionCue& cue) const {
    const std::string read = dialect_ == Dialect::WebVtt ? std::string{line_} : cue_text_of_subrip(line_);
    const std::string_view text = trim(read);
    if (text.empty()) return;
    if (!cue.text.empty()) cue.text += '\n';
    cue.text += text;
  }

  std::string_view rest_;
  std::string_view line_;
  bool has_line_ = false;
  std::size_t number_ = 0;
  Dialect dialect_ = Dialect::SubRip;
  std::vector<CaptionCue> cues_;
};

std::string timestamp(milliseconds at) {
  const auto total = at.count();
  return fmt::format("{:02}:{:02}:{:02}.{:03}", total / 3'600'000, total / 60'000 % 60, total / 1000 % 60,
                     total % 1000);
}

}  // namespace

std::string decode_caption_file(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  if (bytes.starts_with("\xFF\xFE"))
    return with_plain_line_ends(from_utf16(bytes.substr(2), ByteOrder::Little));
  if (bytes.starts_with("\xFE\xFF")) return with_plain_line_ends(from_utf16(bytes.substr(2), ByteOrder::Big));
  return with_plain_line_ends(is_utf8(bytes) ? std::string{bytes} : from_windows_1252(bytes));
}

std::vector<CaptionCue> parse_captions(std::string_view bytes) {
  const std::string text = decode_caption_file(bytes);
  const std::size_t nothing = text.find('\0');
  if (nothing != std::string::npos)
    refuse(static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nothing), '\n')) +
               1,
           "this is not text. Choose a WebVTT (.vtt) or SubRip (.srt) file.");
  return Reader{text}.read();
}

std::string to_webvtt(const std::vector<CaptionCue>& cues) {
  std::string text = "WEBVTT\n";
  for (const CaptionCue& cue : cues)
    text += fmt::format("\n{} {} {}{}{}\n{}\n", timestamp(cue.start), kArrow, timestamp(cue.end),
                        cue.settings.empty() ? "" : " ", cue.settings, cue.text);
  return text;
}

}  // namespace lectern::catalog
