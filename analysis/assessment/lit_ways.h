// The paths and car parks of a plan with the light on them by night, for all rules about light.
#pragma once

#include "analysis/assessment/metric.h"
#include "analysis/lighting/class_subjects.h"
#include "analysis/lighting/walk_light.h"

#include <string>
#include <vector>

namespace prospect::assessment {

// Of stations along routes at night.
inline constexpr double light_step_m = 1;
// Of faces above the ground (EN 13201-3).
inline constexpr double light_face_m = 1.5;
// On trial ways further from a change than that keep their light: a lamp of 5 000 lm gives some 0.05 lx
// there.
inline constexpr double light_reach_m = 50;

// Whether a change on trial may alter the light there; always when none is tried.
bool light_reaches(const Box& box, std::span<const Box> changed);

// A path, or a car park.
struct LitWay {
    lighting::ClassSubject subject; // lit and measured at its calculation points
    bool night_route = false;       // marked as a route at night
    bool not_by_night = false;      // said to be none
    // Along its middle, in the study area; empty of what is no route at night.
    std::vector<lighting::WalkStation> stations;
    // Lamps that matter to it, the nearest first: within five times their height (EN 13201-3), at least 30 m.
    std::vector<const lighting::Luminaire*> lamps;
    std::vector<FeaturePtr> broken; // lamps as near that give no light as they are described

    const Feature& feature() const { return *subject.feature; }
    std::string called() const; // "Back Path", "the footway"
    // The least light on the ground it may have anywhere: that of its class, else `usual_lx`.
    double least_lx(double usual_lx) const;
};

struct LitWays {
    std::vector<LitWay> paths; // with a class, or said to be a route at night or not to be one
    std::vector<LitWay> car_parks;
    std::vector<Uuid> untouched; // of both: too far from a change on trial
};

// All of them in layer order. plan: of the night, and outlives them. Cost: that of lighting.classes and
// lighting.routes.
LitWays lit_ways(const engine::Context& context, const Facts& facts, const lighting::LitPlan& plan,
                 std::span<const Box> changed);

// Light on the ground along a route at night, by station; a subject of LT-13 needs no more.
struct GroundAlong {
    FeaturePtr path;
    std::vector<Point> places;
    std::vector<double> lux;

    std::size_t darkest() const;
};
std::vector<GroundAlong> ground_along_routes(const engine::Context& context, const lighting::LitPlan& plan,
                                             std::span<const Box> changed);

// Those of the run, by night whatever its hour. Null, and a gap, where no lamp gives light: missing data, not
// darkness.
const LitWays* ways_by_night(const MetricInput& input, Measured& measured);

// Of a value that more light, or less, would make better: whether a lamp that gives no light as it is
// described leaves it unknown.
enum class Light : std::uint8_t { more, less, either };
// True, and the way is in the gap, where that is so.
bool left_unknown(const LitWay& way, bool holds, Light better, Gap& gap);
// That of the broken lamps, once it has subjects.
Gap broken_gap();

// The lamps with all of theirs that the light depends on, as grounds and evidence; where the rule is missed
// also what stands between the nearest of them and `above_m` over measurement.at. On trial nothing.
void add_lamps(const MetricInput& input, const LitWay& way, double above_m, Measurement& measurement);
void add_lamp_grounds(const lighting::Luminaire& lamp, Grounds& grounds);

// "0.03", "0.4", "2.1", "5", "14": lux as people read them.
std::string lux_text(double lux);
// "0.06", "0.25", "0.4".
std::string ratio_text(double ratio);

// The darkest calculation point, and the station with the least light on faces.
Point darkest_of(const LitWay& way);
std::size_t dimmest_face_of(const LitWay& way); // stations must not be empty
double face_lx(const lighting::WalkStation& station);

} // namespace prospect::assessment
