#include "transcoder/order.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/json.h"

namespace lectern::transcoder {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr double kLongest = 1e7;
constexpr std::size_t kMostTracks = 256;
constexpr std::size_t kMostPictures = 16;
constexpr std::int64_t kMostSide = 8192;

/// The codes that a child may fail with; any other is Internal.
constexpr std::array kCodes = {ErrorCode::Invalid,     ErrorCode::NotFound,    ErrorCode::Conflict,
                               ErrorCode::TooLarge,    ErrorCode::Unsupported, ErrorCode::Cancelled,
                               ErrorCode::StorageFull, ErrorCode::Unavailable};

ErrorCode code_named(std::string_view name) {
  for (const ErrorCode code : kCodes) {
    if (name_of(code) == name) return code;
  }
  return ErrorCode::Internal;
}

struct Writer {
  nlohmann::json operator()(const message::Probed& m) const {
    return {{"type", "probed"},
            {"duration_seconds", m.duration_seconds},
            {"width", m.width},
            {"height", m.height},
            {"container", m.container}};
  }
  nlohmann::json operator()(const message::Planned& m) const {
    return {{"type", "planned"}, {"tracks", m.tracks}};
  }
  nlohmann::json operator()(const message::Segment& m) const {
    return {{"type", "segment"}, {"track", m.track}, {"number", m.number}};
  }
  nlohmann::json operator()(const message::Playable&) const { return {{"type", "playable"}}; }
  nlohmann::json operator()(const message::Progress& m) const {
    return {
        {"type", "progress"}, {"fraction", m.fraction}, {"speed", m.speed}, {"seconds_left", m.seconds_left}};
  }
  nlohmann::json operator()(const message::Note& m) const {
    return {{"type", "note"}, {"sentence", m.sentence}};
  }
  nlohmann::json operator()(const message::Done&) const { return {{"type", "done"}}; }
  nlohmann::json operator()(const message::Failed& m) const {
    return {{"type", "failed"}, {"code", name_of(m.code)}, {"message", m.message}, {"detail", m.detail}};
  }
};

ChildMessage read_probed(FieldReader& fields) {
  return message::Probed{
      fields.number("duration_seconds", 0, kLongest), static_cast<int>(fields.integer("width", 0, 1 << 20)),
      static_cast<int>(fields.integer("height", 0, 1 << 20)), fields.optional_text("container").value_or("")};
}
ChildMessage read_planned(FieldReader& fields) {
  return message::Planned{fields.texts("tracks", kMostTracks)};
}
ChildMessage read_segment(FieldReader& fields) {
  return message::Segment{fields.text("track"), fields.integer("number", 0, kMost)};
}
ChildMessage read_playable(FieldReader&) {
  return message::Playable{};
}
ChildMessage read_progress(FieldReader& fields) {
  return message::Progress{fields.number("fraction", 0, 1), fields.number("speed", 0, kLongest),
                           fields.number("seconds_left", 0, kLongest)};
}
ChildMessage read_note(FieldReader& fields) {
  return message::Note{fields.text("sentence", {1, 1000})};
}
ChildMessage read_done(FieldReader&) {
  return message::Done{};
}
ChildMessage read_failed(FieldReader& fields) {
  return message::Failed{code_named(fields.text("code")), fields.text("message", {1, 1000}),
                         fields.optional_text("detail", {0, 10'000}).value_or("")};
}

struct Reading {
  std::string_view type;
  ChildMessage (*read)(FieldReader&);
};
constexpr std::array kReadings = {
    Reading{"probed", read_probed},     Reading{"planned", read_planned},   Reading{"segment", read_segment},
    Reading{"playable", read_playable}, Reading{"progress", read_progress}, Reading{"note", read_note},
    Reading{"done", read_done},         Reading{"failed", read_failed},
};

std::vector<PictureSize> pictures_from(const nlohmann::json& list) {
  if (!list.is_array() || list.size() > kMostPictures)
    throw InvalidInput({Problem{"pictures", "This must be a list of at most 16 sizes."}});
  std::vector<PictureSize> sizes;
  for (const auto& entry : list) {
    FieldReader fields(entry);
    PictureSize size{fields.text("name", {1, 20}), static_cast<int>(fields.integer("width", 1, kMostSide)),
                     static_cast<int>(fields.integer("height", 1, kMostSide)),
                     fields.optional_flag("fills").value_or(true)};
    fields.finish();
    sizes.push_back(std::move(size));
  }
  return sizes;
}

}  // namespace

std::string to_json(const TranscodeOrder& order) {
  nlohmann::json pictures = nlohmann::json::array();
  for (const PictureSize& size : order.pictures)
    pictures.push_back(
        {{"name", size.name}, {"width", size.width}, {"height", size.height}, {"fills", size.fills}});
  return nlohmann::json{{"package", order.package},
                        {"threads", order.threads},
                        {"is_awaited", order.is_awaited},
                        {"memory_limit", order.memory_limit},
                        {"file_limit", order.file_limit},
                        {"processor_limit", order.processor_limit.count()},
                        {"max_streams", order.max_streams},
                        {"max_pixels", order.max_pixels},
                        {"max_duration", order.max_duration.count()},
                        {"pictures", std::move(pictures)},
                        {"is_sound", order.is_sound}}
      .dump();
}

TranscodeOrder order_from_json(std::string_view text) {
  nlohmann::json object = parse_json(text);
  TranscodeOrder order;
  if (object.is_object() && object.contains("pictures")) {
    order.pictures = pictures_from(object["pictures"]);
    object.erase("pictures");
  }
  FieldReader fields(object);
  order.package = fields.text("package", {1, 4096});
  order.threads = static_cast<int>(fields.integer("threads", 0, 1024));
  order.is_awaited = fields.optional_flag("is_awaited").value_or(true);
  order.memory_limit = static_cast<std::uint64_t>(fields.integer("memory_limit", 1, kMost));
  order.file_limit = static_cast<std::uint64_t>(fields.integer("file_limit", 1, kMost));
  order.processor_limit = std::chrono::seconds{fields.integer("processor_limit", 1, kMost)};
  order.max_streams = static_cast<int>(fields.integer("max_streams", 1, 100'000));
  order.max_pixels = fields.integer("max_pixels", 1, kMost);
  order.max_duration = std::chrono::seconds{fields.integer("max_duration", 1, 1'000'000'000)};
  order.is_sound = fields.optional_flag("is_sound").value_or(false);
  fields.finish();
  return order;
}

std::string to_line(const ChildMessage& message) {
  // Titles and paths come from the upload: what is no UTF-8 in them is replaced.
  return std::visit(Writer{}, message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<ChildMessage> message_of(std::string_view line) {
  try {
    const nlohmann::json object = parse_json(line);
    FieldReader fields(object);
    const std::string type = fields.text("type");
    for (const Reading& row : kReadings) {
      if (row.type != type) continue;
      ChildMessage message = row.read(fields);
      fields.finish();
      return message;
    }
  } catch (const Error&) {
    // Not a message: the caller logs the line.
  }
  return std::nullopt;
}

}  // namespace lectern::transcoder
