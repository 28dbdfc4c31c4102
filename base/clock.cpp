#include "base/clock.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

namespace lectern {
namespace {

constexpr std::array kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Parts {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<Milliseconds> time;
  std::chrono::weekday weekday;
};

Parts parts_of(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss<Milliseconds>{at - day},
          std::chrono::weekday{day}};
}

std::optional<Instant> make_instant(int year, unsigned month, unsigned day, int hour, int minute, int second,
                                    int milli) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  return Instant{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{second} + Milliseconds{milli};
}

}  // namespace

Instant SystemClock::now() const {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

FakeClock::FakeClock(Instant start) : milliseconds_(start.time_since_epoch().count()) {}

Instant FakeClock::now() const {
  return Instant{Milliseconds{milliseconds_.load()}};
}

void FakeClock::advance(Milliseconds by) {
  milliseconds_ += by.count();
}

std::string to_rfc3339(Instant at) {
  const Parts p = parts_of(at);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(p.date.year()), static_cast<unsigned>(p.date.month()),
                static_cast<unsigned>(p.date.day()), static_cast<int>(p.time.hours().count()),
                static_cast<int>(p.time.minutes().count()), static_cast<int>(p.time.seconds().count()),
                static_cast<int>(p.time.subseconds().count()));
  return text.data();
}

std::optional<Instant> from_rfc3339(std::string_view text) {
  const std::string copy{text};
  int year = 0, hour = 0, minute = 0, used = 0;
  unsigned month = 0, day = 0;
  double second = 0;
  if (std::sscanf(copy.c_str(), "%4d-%2u-%2uT%2d:%2d:%lf%n", &year, &month, &day, &hour, &minute, &second,
                  &used) != 6)
    return std::nullopt;
  int offset_hours = 0, offset_minutes = 0;
  const std::string zone = copy.substr(static_cast<std::size_t>(used));
  if (zone != "Z" && zone != "z") {
    char sign = 0;
    int zone_used = 0;
    if (std::sscanf(zone.c_str(), "%c%2d:%2d%n", &sign, &offset_hours, &offset_minutes, &zone_used) != 3 ||
        zone_used != 6 || (sign != '+' && sign != '-'))
      return std::nullopt;
    if (sign == '-') offset_hours = -offset_hours, offset_minutes = -offset_minutes;
  }
  if (second < 0 || second >= 61) return std::nullopt;
  const int whole = static_cast<int>(second);
  const auto at =
      make_instant(year, month, day, hour, minute, whole, static_cast<int>((second - whole) * 1000 + 0.5));
  if (!at) return std::nullopt;
  return *at - std::chrono::hours{offset_hours} - std::chrono::minutes{offset_minutes};
}

std::string to_http_date(Instant at) {
  const Parts p = parts_of(at);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                kWeekdays[p.weekday.c_encoding()], static_cast<unsigned>(p.date.day()),
                kMonths[static_cast<unsigned>(p.date.month()) - 1], static_cast<int>(p.date.year()),
                static_cast<int>(p.time.hours().count()), static_cast<int>(p.time.minutes().count()),
                static_cast<int>(p.time.seconds().count()));
  return text.data();
}

std::optional<Instant> from_http_date(std::string_view text) {
  const std::string copy{text};
  unsigned day = 0;
  int year = 0, hour = 0, minute = 0, second = 0;
  std::array<char, 4> month{};
  if (std::sscanf(copy.c_str(), "%*3s, %2u %3s %4d %2d:%2d:%2d GMT", &day, month.data(), &year, &hour,
                  &minute, &second) != 6)
    return std::nullopt;
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (std::strcmp(kMonths[i], month.data()) == 0)
      return make_instant(year, i + 1, day, hour, minute, second, 0);
  return std::nullopt;
}

}  // namespace lectern
