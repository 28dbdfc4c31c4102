#include "catalog/small_file.h"

#include <fcntl.h>
#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace lectern::catalog {

namespace {

class SmallFileSink final : public http::BodySink {
 public:
  SmallFileSink(const SmallFileRules& rules, std::string caption, const std::filesystem::path& folder,
                KeepSmallFile keep)
      : rules_(rules),
        caption_(std::move(caption)),
        keep_(std::move(keep)),
        file_(open_file(folder, O_TMPFILE | O_RDWR)) {}

  void write(std::string_view block) override {
    received_ += block.size();
    if (received_ > rules_.largest) throw Error(ErrorCode::TooLarge, rules_.too_large);
    write_all(file_.get(), block);
  }

  http::Response finish() override {
    if (received_ == 0) throw Error(ErrorCode::Invalid, rules_.missing);
    return keep_(file_.get(), caption_);
  }

  void abandon() noexcept override {}

 private:
  const SmallFileRules& rules_;
  std::string caption_;
  KeepSmallFile keep_;
  UniqueFd file_;
  std::uint64_t received_ = 0;
};

}  // namespace

std::unique_ptr<http::BodySink> receive_small_file(const http::Request& request, const SmallFileRules& rules,
                                                   const std::filesystem::path& folder, KeepSmallFile keep) {
  const auto announced = parse_number<std::uint64_t>(request.headers.find("Content-Length").value_or("0"));
  if (announced.value_or(0) > rules.largest) throw Error(ErrorCode::TooLarge, rules.too_large);
  const auto caption = trim(request.find_query(rules.caption).value_or(""));
  if (count_characters(caption) > rules.longest_caption)
    throw InvalidInput({Problem{
        rules.caption, fmt::format("This must have at most {} characters.", rules.longest_caption)}});
  return std::make_unique<SmallFileSink>(rules, std::string{caption}, folder, std::move(keep));
}

}  // namespace lectern::catalog
