// The parts of an opening-hours text (the subset of contract §1). open_at() in time_context.h answers for a
// time.
#pragma once

#include <optional>
#include <string_view>

namespace prospect::opening_hours {

// Minutes since midnight of "H:MM" or "HH:MM", up to 48:00 (hours past midnight count on). Absent for
// anything else.
std::optional<int> clock_of(std::string_view text);
// 0 for "Mo" … 6 for "Su". Absent for anything else.
std::optional<int> weekday_of(std::string_view text);

} // namespace prospect::opening_hours
