#include "geometry/site/time_context.h"

#include "geometry/base/error.h"
#include "geometry/site/opening_hours.h"

#include <array>
#include <cstdio>

namespace prospect {

namespace {

constexpr std::array<std::string_view, 3> band_names{"day", "evening", "night"};
constexpr std::array<std::string_view, 7> weekday_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                        "Friday", "Saturday", "Sunday"};
constexpr int band_minutes[] = {14 * 60, 20 * 60, 23 * 60 + 30};

DayBand band_at(int minute) {
    if (minute >= 6 * 60 && minute < 19 * 60) return DayBand::day;
    return minute >= 19 * 60 && minute < 22 * 60 + 30 ? DayBand::evening : DayBand::night;
}

} // namespace

std::string_view name_of(DayBand band) {
    return band_names[static_cast<std::size_t>(band)];
}

std::string_view name_of(Season season) {
    return season == Season::summer ? "summer" : "winter";
}

void TimeContext::set_time(std::string_view text) {
    for (std::size_t i = 0; i < band_names.size(); ++i)
        if (text == band_names[i]) {
            band = static_cast<DayBand>(i);
            minute = band_minutes[i];
            return;
        }
    const auto clock = opening_hours::clock_of(text);
    if (!clock || *clock >= 24 * 60)
        throw Error(ErrorCode::usage, "\"" + std::string(text) + "\" is no time of day",
                    "use day, evening, night or HH:MM from 00:00 to 23:59");
    minute = *clock;
    band = band_at(minute);
}

void TimeContext::set_weekday(std::string_view text) {
    const auto day = opening_hours::weekday_of(text);
    if (!day)
        throw Error(ErrorCode::usage, "\"" + std::string(text) + "\" is no day of the week",
                    "use Mo, Tu, We, Th, Fr, Sa or Su");
    weekday = *day;
}

std::string TimeContext::text() const {
    std::array<char, 8> clock{};
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", minute / 60 % 24, minute % 60);
    std::string result(weekday_names[static_cast<std::size_t>(weekday)]);
    result += " ";
    result += clock.data();
    for (const std::string_view part : {name_of(band), name_of(season)})
        result += ", " + std::string(part);
    return result + ", year " + std::to_string(growth_year) + ", " + std::string(name_of(phase));
}

bool present(const Feature& feature, Phase phase) {
    return (!feature.phase_from || *feature.phase_from <= phase) &&
           (!feature.phase_to || phase <= *feature.phase_to);
}

} // namespace prospect
