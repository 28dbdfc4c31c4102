#include "lms/certificates/sheet.h"

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/error.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

struct TextField {
  const char* name;
  std::string CertificateSheet::*value;
};

constexpr TextField kTexts[] = {
    {"accent", &CertificateSheet::accent}, {"language", &CertificateSheet::language},
    {"title", &CertificateSheet::title},   {"opening", &CertificateSheet::opening},
    {"name", &CertificateSheet::name},     {"statement", &CertificateSheet::statement},
    {"dates", &CertificateSheet::dates},   {"institution", &CertificateSheet::institution},
    {"signer", &CertificateSheet::signer}, {"signer_role", &CertificateSheet::signer_role},
    {"check", &CertificateSheet::check},   {"check_url", &CertificateSheet::check_url},
    {"code", &CertificateSheet::code}};
constexpr TextField kPictures[] = {{"logo", &CertificateSheet::logo},
                                   {"signature", &CertificateSheet::signature}};

}  // namespace

std::string order_text(const PrintOrder& order) {
  json object = {{"format", text_of(order.format)},
                 {"orientation", text_of(order.sheet.orientation)},
                 {"issued", to_rfc3339(order.sheet.issued)}};
  for (const auto& [name, value] : kTexts) object[name] = order.sheet.*value;
  for (const auto& [name, value] : kPictures) object[name] = to_base64(order.sheet.*value);
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

PrintOrder parse_order(std::string_view text) {
  try {
    const auto object = json::parse(text);
    PrintOrder order;
    order.format = from_text<SheetFormat>(object.at("format").get<std::string>()).value();
    order.sheet.orientation = from_text<Orientation>(object.at("orientation").get<std::string>()).value();
    order.sheet.issued = from_rfc3339(object.at("issued").get<std::string>()).value();
    for (const auto& [name, value] : kTexts) order.sheet.*value = object.at(name).get<std::string>();
    for (const auto& [name, value] : kPictures)
      order.sheet.*value = from_base64(object.at(name).get<std::string>()).value();
    return order;
  } catch (const std::exception& error) {
    throw Error(ErrorCode::Internal, "The certificate could not be drawn.", error.what());
  }
}

}  // namespace lectern::lms
