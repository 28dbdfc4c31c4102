#include "lms/identity/cbor.h"

#include <limits>

#include "base/text.h"

namespace lectern::lms {

namespace {

constexpr int kDeepest = 4;

class Reading {
 public:
  explicit Reading(std::string_view bytes) : bytes_(bytes) {}

  std::optional<Cbor> item(int depth);
  std::size_t position() const { return position_; }

 private:
  struct Head {
    unsigned major = 0;
    std::uint64_t argument = 0;
  };

  std::optional<Head> head();
  std::optional<std::uint64_t> shortest_argument(unsigned short_form);
  std::optional<std::string> bytes(std::uint64_t length);
  std::optional<Cbor> string_item(const Head& head);
  std::optional<Cbor> list_item(const Head& head, int depth);

  std::string_view bytes_;
  std::size_t position_ = 0;
};

// RFC 8949 §3: the low five bits hold the argument, or say in how many bytes it follows.
std::optional<Reading::Head> Reading::head() {
  if (position_ >= bytes_.size()) return std::nullopt;
  const unsigned first = static_cast<unsigned char>(bytes_[position_++]);
  const auto argument = shortest_argument(first & 0x1Fu);
  if (!argument) return std::nullopt;
  return Head{first >> 5u, *argument};
}

std::optional<std::uint64_t> Reading::shortest_argument(unsigned short_form) {
  if (short_form < 24) return short_form;
  if (short_form > 27) return std::nullopt;  // Reserved, or of indefinite length.
  const std::size_t width = std::size_t{1} << (short_form - 24);
  if (bytes_.size() - position_ < width) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes_[position_++]);
  // RFC 8949 §4.2.1: what would have fitted in less is not canonical.
  const std::uint64_t least = width == 1 ? 24 : std::uint64_t{1} << (width * 4);
  return value >= least ? std::optional{value} : std::nullopt;
}

std::optional<std::string> Reading::bytes(std::uint64_t length) {
  if (length > bytes_.size() - position_) return std::nullopt;
  std::string taken{bytes_.substr(position_, static_cast<std::size_t>(length))};
  position_ += static_cast<std::size_t>(length);
  return taken;
}

std::optional<Cbor> Reading::string_item(const Head& head) {
  auto text = bytes(head.argument);
  if (!text || (head.major == 3 && !is_utf8(*text))) return std::nullopt;
  Cbor value;
  value.kind = head.major == 2 ? Cbor::Kind::Bytes : Cbor::Kind::Text;
  value.text = std::move(*text);
  return value;
}

std::optional<Cbor> Reading::list_item(const Head& head, int depth) {
  // An item takes a byte at least, so that a length that cannot be is not believed.
  if (depth == 0 || head.argument > bytes_.size() - position_) return std::nullopt;
  Cbor value;
  value.kind = head.major == 4 ? Cbor::Kind::Array : Cbor::Kind::Map;
  const auto count = head.argument * (head.major == 4 ? 1 : 2);
  for (std::uint64_t i = 0; i < count; ++i) {
    auto next = item(depth - 1);
    if (!next) return std::nullopt;
    value.items.push_back(std::move(*next));
  }
  return value;
}

std::optional<Cbor> Reading::item(int depth) {
  const auto start = head();
  if (!start) return std::nullopt;
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  Cbor value;
  switch (start->major) {
    case 0:
    case 1:
      if (start->argument > kMost) return std::nullopt;
      value.kind = Cbor::Kind::Integer;
      value.integer = static_cast<std::int64_t>(start->argument);
      if (start->major == 1) value.integer = -1 - value.integer;
      return value;
    case 2:
    case 3:
      return string_item(*start);
    case 4:
    case 5:
      return list_item(*start, depth);
    case 7:
      if (start->argument < 20 || start->argument > 22) return std::nullopt;
      value.integer = static_cast<std::int64_t>(start->argument);
      return value;
    default:
      return std::nullopt;
  }
}

template <typename Matches>
const Cbor* find_value(const Cbor& map, Matches matches) {
  if (!map.is(Cbor::Kind::Map)) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (matches(map.items[i])) return &map.items[i + 1];
  return nullptr;
}

}  // namespace

const Cbor* Cbor::find(std::string_view key) const {
  return find_value(*this, [&](const Cbor& name) { return name.is(Kind::Text) && name.text == key; });
}

const Cbor* Cbor::find(std::int64_t key) const {
  return find_value(*this, [&](const Cbor& name) { return name.is(Kind::Integer) && name.integer == key; });
}

std::optional<CborRead> read_cbor(std::string_view bytes) {
  Reading reading(bytes);
  auto value = reading.item(kDeepest);
  if (!value) return std::nullopt;
  return CborRead{std::move(*value), reading.position()};
}

}  // namespace lectern::lms
