// What ground is to reach, and by which measures.
#pragma once

#include "analysis/scene/openings.h"
#include "geometry/site/time_context.h"

#include <string_view>

namespace prospect::suggest {

enum class Goal : std::uint8_t {
    eyes,  // guardianship of sightlines.overlooking
    light, // semicylindrical light on faces by night
    camera // pixels on a metre, by the camera that shows most
};
// In the order in which they are offered: a camera last (PV-1).
enum class Measure : std::uint8_t { trim, window, lamp, camera };

std::string_view name_of(Goal goal);       // "eyes"
std::string_view name_of(Measure measure); // "trim"
// "windows", within a sentence.
std::string_view plural_of(Measure measure);
// Whether a measure may bring ground nearer to a goal; cameras do for eyes: they show ground that nobody
// watches.
bool serves(Measure measure, Goal goal);

struct Question {
    Goal goal = Goal::eyes;
    DayBand band = DayBand::day; // of the eyes
    double least = 0.5;    // 0 to 1 of eyes, lux, or pixels on a metre: from which on ground has reached it
    double height_m = 1.5; // above the ground, of what is looked at or lit
    scene::MissingWindows missing{};
};

// A value as maps hold it: whether it is enough is asked of that.
double as_on_maps(double value);
bool reached(const Question& question, double value);
// How much of the way to the goal, 0 to 1. Eyes: log(1 - S) / log(1 - least), which adds up over those who
// look, so that its sum over the ground is a cover of which each further window brings less; light: the share
// of the lux; cameras: 0 or 1.
double progress(const Question& question, double value);

} // namespace prospect::suggest
