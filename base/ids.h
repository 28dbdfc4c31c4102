#pragma once
// Ids: 128 bits, of which the first 48 are the time of making in milliseconds, the next 16 count within that
// millisecond and the rest is chance, written as 26 characters of Crockford's base 32 in lower case. Those of
// one server sort by age; they are opaque to everyone outside.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lectern {

using IdBytes = std::array<std::uint8_t, 16>;

std::string encode_id(const IdBytes& bytes);
/// Only the canonical form decodes: exactly 26 characters, lower case, no overflow.
std::optional<IdBytes> decode_id(std::string_view text);

/// A string that says what it is the id of. Empty means "none".
template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  /// For ids that come from outside.
  static std::optional<Id> parse(std::string_view text) {
    if (!decode_id(text)) return std::nullopt;
    return Id{std::string{text}};
  }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

using UserId = Id<struct UserTag>;
using SessionId = Id<struct SessionTag>;
using CategoryId = Id<struct CategoryTag>;
using CourseId = Id<struct CourseTag>;
using SectionId = Id<struct SectionTag>;
using LessonId = Id<struct LessonTag>;
using VideoId = Id<struct VideoTag>;
using UploadId = Id<struct UploadTag>;
using JobId = Id<struct JobTag>;
using GrantId = Id<struct GrantTag>;

}  // namespace lectern

template <typename Tag>
struct std::hash<lectern::Id<Tag>> {
  std::size_t operator()(const lectern::Id<Tag>& id) const { return std::hash<std::string>{}(id.text()); }
};
