#include "lms/enrolment/admission.h"

namespace lectern::lms {

namespace {

Admission refusal(std::string reason) {
  return {Admission::Verdict::Refused, std::move(reason)};
}

std::string day_of(Instant at) {
  return to_rfc3339(at).substr(0, 10);
}

std::string joined(const std::vector<std::string>& titles) {
  std::string text;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    if (i > 0) text += i + 1 == titles.size() ? " and " : ", ";
    text += "“" + titles[i] + "”";
  }
  return text;
}

std::optional<Admission> refused_by_dates(const catalog::Course& course, Instant now, Way way) {
  if (course.ends_at && *course.ends_at <= now) return refusal("This course is over.");
  if (way != Way::Oneself) return std::nullopt;
  if (course.enrolment_opens_at && now < *course.enrolment_opens_at)
    return refusal("Enrolment opens on " + day_of(*course.enrolment_opens_at) + ".");
  if (course.enrolment_closes_at && *course.enrolment_closes_at <= now)
    return refusal("Enrolment closed on " + day_of(*course.enrolment_closes_at) + ".");
  return std::nullopt;
}

}  // namespace

Admission admit(const catalog::Course& course, const AdmissionFacts& facts, Way way) {
  if (way == Way::Brought) return {Admission::Verdict::Place, {}};
  if (way == Way::Oneself && !facts.is_open) return refusal("Only a published course can be joined.");
  if (auto refused = refused_by_dates(course, facts.now, way)) return *refused;
  if (way == Way::Oneself && !facts.missing.empty())
    return refusal("Complete " + joined(facts.missing) + " first.");
  const bool costs = course.price && course.price->amount > 0;
  if (way == Way::Oneself && costs && !facts.is_paid)
    return {Admission::Verdict::Unpaid, "This course has a price. Pay for it to join."};
  if (course.capacity && facts.taken + facts.waiting >= *course.capacity)
    return {Admission::Verdict::Queue, {}};
  return {Admission::Verdict::Place, {}};
}

}  // namespace lectern::lms
