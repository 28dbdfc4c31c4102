// Comments on places of a hand-in, as JSON.
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lms/assignment/assignment.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kMostPins = 500;
constexpr std::int64_t kLongestText = 1'000'000;

template <typename Value>
json value_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

Pin read_pin(const json& object) {
  FieldReader fields(object);
  Pin pin;
  const auto file = fields.optional_text("file_id", {1, 26});
  if (file) pin.file = catalog::DocumentId::parse(*file).value_or(catalog::DocumentId{});
  if (file && pin.file.empty()) fields.add_problem("file_id", "There is no such file.");
  pin.from = fields.optional_integer("from", 0, kLongestText).value_or(0);
  pin.to = fields.optional_integer("to", 0, kLongestText).value_or(0);
  if (pin.file.empty() && pin.to <= pin.from)
    fields.add_problem("to", "A comment on the text needs some of it: `to` must be after `from`.");
  pin.page = fields.optional_integer("page", 1, 100'000);
  pin.x = fields.optional_number("x", 0, 1);
  pin.y = fields.optional_number("y", 0, 1);
  pin.comment = fields.text("comment", {1, 4000});
  fields.finish();
  return pin;
}

}  // namespace

std::vector<Pin> read_pins(const json& list) {
  if (!list.is_array() || list.size() > kMostPins)
    throw InvalidInput({Problem{"pins", "This must be a list of at most 500 comments."}});
  std::vector<Pin> pins;
  std::vector<Problem> problems;
  for (std::size_t at = 0; at < list.size(); ++at) {
    try {
      pins.push_back(read_pin(list[at]));
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({"pins." + std::to_string(at) + "." + problem.field, problem.message});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return pins;
}

json as_json(const std::vector<Pin>& pins) {
  json list = json::array();
  for (const auto& pin : pins)
    list.push_back({{"file_id", pin.file.empty() ? json(nullptr) : json(pin.file.text())},
                    {"from", pin.from},
                    {"to", pin.to},
                    {"page", value_or_null(pin.page)},
                    {"x", value_or_null(pin.x)},
                    {"y", value_or_null(pin.y)},
                    {"comment", pin.comment}});
  return list;
}

}  // namespace lectern::lms
