// When an analysis looks at the place.
#pragma once

#include "geometry/site/feature.h"

#include <optional>
#include <string>
#include <string_view>

namespace prospect {

enum class DayBand : std::uint8_t { day, evening, night };
enum class Season : std::uint8_t { summer, winter };

struct TimeContext {
    int weekday = 2;      // 0 = Monday; default Wednesday
    int minute = 14 * 60; // of the day, local time
    DayBand band = DayBand::day;
    Season season = Season::summer;
    int growth_year = 0;
    Phase phase = Phase::opening;
    bool operator==(const TimeContext&) const = default;

    // "day" 14:00, "evening" 20:00, "night" 23:30, or "HH:MM" (06:00-18:59 day, 19:00-22:29 evening, else
    // night). Throws Error(usage) naming the allowed forms.
    void set_time(std::string_view text);
    // "Mo" … "Su".
    void set_weekday(std::string_view text);
    std::string text() const; // "Wednesday 14:00, day, summer, year 0, opening"
};

std::string_view name_of(DayBand band);
std::string_view name_of(Season season);

// Present while phase_from <= phase <= phase_to.
bool present(const Feature& feature, Phase phase);

// Whether opening hours hold at a time: `Mo-Fr 07:00-19:00; Sa off`, `24/7`, times past midnight, `dusk-dawn`
// (true in band night and evening in winter, night in summer). Absent when the text is not understood; empty
// text is `dusk-dawn` for light and always open otherwise, which the caller decides.
std::optional<bool> open_at(std::string_view hours, const TimeContext& time);

} // namespace prospect
