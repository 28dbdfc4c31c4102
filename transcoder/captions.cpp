#include "transcoder/captions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "transcoder/playlist.h"

namespace lectern::transcoder {
namespace {

using std::chrono::microseconds;

constexpr int kFieldsBeforeText = 8;
constexpr std::string_view kArrow = " --> ";

struct Escape {
  char plain;
  std::string_view escaped;
};
// WebVTT §4.2.2. '>' need not be escaped on its own, but "-->" must not appear.
constexpr std::array kEscapes = {Escape{'&', "&amp;"}, Escape{'<', "&lt;"}, Escape{'>', "&gt;"}};

/// ASS style switches that WebVTT has too, in the order they nest in.
constexpr std::string_view kStyles = "biu";

/// Builds cue text: tags are opened and closed so that they nest, whatever order ASS switched them in.
class CueBuilder {
 public:
  void add(std::string_view text) { line_ += escape_cue_text(text); }

  void end_line() {
    text_ += line_;
    text_ += '\n';
    line_.clear();
  }

  void set_style(char style, bool is_on) {  // A tag is what it switches.
    const std::size_t at = open_.find(style);
    if (is_on == (at != std::string::npos)) return;
    if (is_on) {
      open_tag(style);
      return;
    }
    const std::string inner = open_.substr(at + 1);
    close_down_to(at);
    for (const char again : inner) open_tag(again);
  }

  void reset_styles() { close_down_to(0); }

  std::string take() {
    reset_styles();
    return without_blank_lines(text_ + line_);
  }

 private:
  void open_tag(char style) {
    line_ += fmt::format("<{}>", style);
    open_ += style;
  }

  void close_down_to(std::size_t count) {
    while (open_.size() > count) {
      line_ += fmt::format("</{}>", open_.back());
      open_.pop_back();
    }
  }

  /// A blank line would end the cue.
  static std::string without_blank_lines(const std::string& text) {
    std::string result;
    for (const std::string_view line : split(text, '\n')) {
      const std::string_view kept = trim(line);
      if (kept.empty()) continue;
      if (!result.empty()) result += '\n';
      result += kept;
    }
    return shows_anything(result) ? result : std::string{};
  }

  static bool shows_anything(std::string_view text) {
    bool in_tag = false;
    for (const char c : text) {
      if (c == '<') in_tag = true;
      if (!in_tag && c != '\n' && c != ' ') return true;
      if (c == '>') in_tag = false;
    }
    return false;
  }

  std::string text_;
  std::string line_;
  std::string open_;
};

/// "{\b1\i0\c&HFFFFFF&}": only b, i and u mean anything here; \r takes all styles back.
void apply_overrides(std::string_view block, CueBuilder& cue) {
  for (const std::string_view tag : split(block, '\\')) {
    if (tag == "r") cue.reset_styles();
    if (tag.size() < 2 || kStyles.find(tag[0]) == std::string_view::npos) continue;
    if (const auto value = parse_number<int>(tag.substr(1))) cue.set_style(tag[0], *value != 0);
  }
}

/// Drawings ({\p1}m 0 0 l …) are not text.
bool starts_drawing(std::string_view block) {
  for (const std::string_view tag : split(block, '\\')) {
    if (tag.size() > 1 && tag[0] == 'p' && parse_number<int>(tag.substr(1)).value_or(0) > 0) return true;
  }
  return false;
}

std::string_view text_field(std::string_view event) {
  for (int field = 0; field < kFieldsBeforeText; ++field) {
    const std::size_t comma = event.find(',');
    if (comma == std::string_view::npos) return {};
    event.remove_prefix(comma + 1);
  }
  return event;
}

std::string timestamp(microseconds at) {
  const auto total =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::max(at, microseconds{0})).count();
  return fmt::format("{:02}:{:02}:{:02}.{:03}", total / 3'600'000, total / 60'000 % 60, total / 1000 % 60,
                     total % 1000);
}

std::optional<microseconds> time_of(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3 || parts[2].size() != 6 || parts[2][2] != '.') return std::nullopt;
  const auto hours = parse_number<std::int64_t>(parts[0]);
  const auto minutes = parse_number<std::int64_t>(parts[1]);
  const auto seconds = parse_number<std::int64_t>(parts[2].substr(0, 2));
  const auto milliseconds = parse_number<std::int64_t>(parts[2].substr(3));
  if (!hours || !minutes || !seconds || !milliseconds) return std::nullopt;
  return std::chrono::milliseconds{((*hours * 60 + *minutes) * 60 + *seconds) * 1000 + *milliseconds};
}

std::optional<Cue> cue_starting_with(std::string_view timing) {
  const std::size_t arrow = timing.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  const auto start = time_of(timing.substr(0, arrow));
  const auto end = time_of(timing.substr(arrow + kArrow.size()));
  if (!start || !end) return std::nullopt;
  return Cue{*start, *end, {}};
}

}  // namespace

std::string escape_cue_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto* row =
        std::find_if(kEscapes.begin(), kEscapes.end(), [c](const Escape& e) { return e.plain == c; });
    if (row != kEscapes.end()) {
      result += row->escaped;
    } else if (c != '\r' && c != '\0') {
      result += c;
    }
  }
  return result;
}

std::string cue_text_of_ass(std::string_view event) {
  CueBuilder cue;
  std::string_view rest = text_field(event);
  bool is_drawing = false;
  while (!rest.empty()) {
    if (rest[0] == '{' && rest.find('}') != std::string_view::npos) {
      const std::string_view block = rest.substr(1, rest.find('}') - 1);
      if (block.find("\\p") != std::string_view::npos) is_drawing = starts_drawing(block);
      apply_overrides(block, cue);
      rest.remove_prefix(block.size() + 2);
      continue;
    }
    if (rest[0] == '\\' && rest.size() > 1 && (rest[1] == 'N' || rest[1] == 'n' || rest[1] == 'h')) {
      if (rest[1] == 'h') {
        cue.add(" ");
      } else {
        cue.end_line();
      }
      rest.remove_prefix(2);
      continue;
    }
    if (rest[0] == '\n') {
      cue.end_line();
    } else if (!is_drawing) {
      cue.add(rest.substr(0, 1));
    }
    rest.remove_prefix(1);
  }
  return cue.take();
}

std::string webvtt(std::vector<Cue> cues, microseconds offset) {
  std::sort(cues.begin(), cues.end());
  std::string text = "WEBVTT\n" + timestamp_map(offset);
  for (const Cue& cue : cues) {
    text += fmt::format("\n{}{}{}\n{}\n", timestamp(cue.start), kArrow, timestamp(cue.end), cue.text);
  }
  return text;
}

std::vector<Cue> parse_own_webvtt(std::string_view text) {
  std::vector<Cue> cues;
  std::optional<Cue> cue;
  for (const std::string_view line : split(text, '\n')) {
    if (line.empty()) {
      if (cue) cues.push_back(std::move(*cue));
      cue.reset();
    } else if (cue) {
      if (!cue->text.empty()) cue->text += '\n';
      cue->text += line;
    } else {
      cue = cue_starting_with(line);
    }
  }
  return cues;
}

CaptionFile::CaptionFile(std::filesystem::path file) : file_(std::move(file)) {
  if (std::filesystem::exists(file_)) cues_ = parse_own_webvtt(read_file(file_));
  written_ = cues_.size();
}

void CaptionFile::add(Cue cue) {
  using std::chrono::milliseconds;
  // As they are written: a cue that a run before wrote must be known again.
  cue.start = std::chrono::floor<milliseconds>(std::max(cue.start, microseconds{0}));
  cue.end = std::chrono::floor<milliseconds>(cue.end);
  if (cue.text.empty() || cue.end <= cue.start || !is_utf8(cue.text)) return;
  if (std::find(cues_.begin(), cues_.end(), cue) != cues_.end()) return;
  cues_.push_back(std::move(cue));
}

void CaptionFile::flush() {
  if (cues_.size() == written_) return;
  finish();
}

void CaptionFile::finish() {
  write_file_atomically(file_, webvtt(cues_));
  written_ = cues_.size();
}

}  // namespace lectern::transcoder
