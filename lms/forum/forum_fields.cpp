#include "lms/forum/forum_fields.h"

#include "catalog/fields.h"

namespace lectern::lms {

namespace {

constexpr std::int64_t kLongestSlowMode = 24 * 3600;

}  // namespace

std::optional<std::chrono::seconds> slow_mode_in(FieldReader& fields) {
  const auto seconds = fields.optional_integer("slow_mode_seconds", 0, kLongestSlowMode);
  return seconds ? std::optional{std::chrono::seconds{*seconds}} : std::nullopt;
}

ForumDraft forum_settings(FieldReader& fields) {
  using catalog::optional_enum;
  ForumDraft draft;
  draft.description = fields.optional_text("description", kForumDescription).value_or("");
  draft.audience = optional_enum<Audience>(fields, "audience").value_or(draft.audience);
  draft.posting = optional_enum<Posting>(fields, "posting").value_or(draft.posting);
  draft.anonymity = optional_enum<Anonymity>(fields, "anonymity").value_or(draft.anonymity);
  draft.slow_mode = slow_mode_in(fields).value_or(draft.slow_mode);
  return draft;
}

}  // namespace lectern::lms
