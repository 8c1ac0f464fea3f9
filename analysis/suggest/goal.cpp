#include "analysis/suggest/goal.h"

#include <algorithm>
#include <cmath>

namespace prospect::suggest {

std::string_view name_of(Goal goal) {
    switch (goal) {
    case Goal::eyes:
        return "eyes";
    case Goal::light:
        return "light";
    case Goal::camera:
        break;
    }
    return "camera";
}

std::string_view name_of(Measure measure) {
    switch (measure) {
    case Measure::trim:
        return "trim";
    case Measure::window:
        return "window";
    case Measure::lamp:
        return "lamp";
    case Measure::camera:
        break;
    }
    return "camera";
}

std::string_view plural_of(Measure measure) {
    switch (measure) {
    case Measure::trim:
        return "trimmed plants";
    case Measure::window:
        return "windows";
    case Measure::lamp:
        return "lamps";
    case Measure::camera:
        break;
    }
    return "cameras";
}

bool serves(Measure measure, Goal goal) {
    switch (measure) {
    case Measure::trim:
        return true;
    case Measure::window:
        return goal == Goal::eyes;
    case Measure::lamp:
        return goal == Goal::light;
    case Measure::camera:
        break;
    }
    return goal != Goal::light;
}

double as_on_maps(double value) {
    return static_cast<double>(static_cast<float>(value));
}

bool reached(const Question& question, double value) {
    return as_on_maps(value) >= question.least;
}

double progress(const Question& question, double value) {
    if (reached(question, value)) return 1;
    switch (question.goal) {
    case Goal::eyes:
        // At least 1 is asked: nothing short of it counts.
        return question.least < 1 ? std::min(1.0, std::log1p(-value) / std::log1p(-question.least)) : 0;
    case Goal::light:
        return value / question.least;
    case Goal::camera:
        break;
    }
    return 0;
}

} // namespace prospect::suggest
