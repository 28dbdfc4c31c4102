#include "base/trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

#include "base/random.h"

namespace lectern {
namespace {

thread_local std::string current;

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_zero(std::string_view text) {
  return text.find_first_not_of('0') == std::string_view::npos;
}

/// "00-<32>-<16>-<2>"; a later version may say more behind it.
bool is_well_formed(std::string_view parent) {
  if (parent.size() < 55 || parent[2] != '-' || parent[35] != '-' || parent[52] != '-') return false;
  const std::string_view version = parent.substr(0, 2);
  if (!is_hex(version) || version == "ff" || !is_hex(parent.substr(53, 2))) return false;
  if (version == "00" ? parent.size() != 55 : parent.size() > 55 && parent[55] != '-') return false;
  const std::string_view trace = parent.substr(3, 32);
  const std::string_view span = parent.substr(36, 16);
  return is_hex(trace) && !is_zero(trace) && is_hex(span) && !is_zero(span);
}

}  // namespace

std::string new_span() {
  thread_local std::mt19937_64 generator = [] {
    const std::string seed = random_bytes(32);
    std::seed_seq sequence(seed.begin(), seed.end());
    return std::mt19937_64(sequence);
  }();
  return fmt::format("{:016x}", std::max<std::uint64_t>(generator(), 1));
}

Trace continue_trace(std::string_view traceparent, std::string span) {
  if (!is_well_formed(traceparent)) return {span + span, span, false};
  // The lowest bit of the flags.
  const bool is_sampled = std::string_view{"13579bdf"}.find(traceparent[54]) != std::string_view::npos;
  return {std::string{traceparent.substr(3, 32)}, std::move(span), is_sampled};
}

std::string traceparent_of(const Trace& trace) {
  return fmt::format("00-{}-{}-{}", trace.id, trace.span, trace.is_sampled ? "01" : "00");
}

std::string current_traceparent() {
  return current;
}

TraceScope::TraceScope(std::string traceparent) : before_(std::exchange(current, std::move(traceparent))) {}

TraceScope::~TraceScope() {
  current = std::move(before_);
}

}  // namespace lectern
